package huiwen.text;

import com.ibm.icu.text.Transliterator;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Makes the table of {@link Letters}; the library that it asks is not part of the hub. */
public final class LettersBuilder {

  private LettersBuilder() {
  }

  public static void write(DataOutputStream out) throws IOException {
    Transliterator simplify = Transliterator.getInstance("Traditional-Simplified");
    Transliterator sound = Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower");
    Map<String, Integer> sounds = new HashMap<>();
    for (char letter = Letters.FIRST; letter <= Letters.LAST; letter++) {
      String simplified = simplify.transliterate(simplify.transliterate(String.valueOf(letter)));
      out.writeChar(simplified.length() == 1 ? simplified.charAt(0) : letter);
      String heard = sound.transliterate(String.valueOf(letter)).strip();
      out.writeShort(heard.matches("[a-z]+") ? sounds.computeIfAbsent(heard, s -> sounds.size() + 1) : 0);
    }
  }
}
