package huiwen.text;

import com.ibm.icu.text.Transliterator;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The build's step that writes the table of {@link Letters}, once; the library that it asks is not part of the hub. */
public final class LettersBuilder {

  private LettersBuilder() {
  }

  /** Writes the table below this folder of compiled classes, where it is not there yet. */
  public static void build(Path classes) throws IOException {
    Path file = classes.resolve(Letters.TABLE.substring(1));
    if (Files.exists(file)) {
      return;
    }
    Transliterator simplify = Transliterator.getInstance("Traditional-Simplified");
    Transliterator sound = Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower");
    Map<String, Integer> sounds = new HashMap<>();
    Files.createDirectories(file.getParent());
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (char letter = Letters.FIRST; letter <= Letters.LAST; letter++) {
        String simplified = simplify.transliterate(simplify.transliterate(String.valueOf(letter)));
        out.writeChar(simplified.length() == 1 ? simplified.charAt(0) : letter);
        String heard = sound.transliterate(String.valueOf(letter)).strip();
        out.writeShort(heard.matches("[a-z]+") ? sounds.computeIfAbsent(heard, s -> sounds.size() + 1) : 0);
      }
    }
  }
}
