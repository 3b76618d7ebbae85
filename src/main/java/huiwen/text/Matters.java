package huiwen.text;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Takes a text apart where it turns from one matter to the next. */
public final class Matters {

  /** What villagers say before the next matter; else a sign that ends a sentence, or a blank that stands for one. */
  private static final Pattern TURNS = turns(WordLists.read("/reading/texts.txt"));
  /** A part that is shorter than this says too little by itself. */
  private static final int SHORTEST = 4;

  private Matters() {
  }

  private static Pattern turns(WordLists words) {
    return Pattern.compile("(?:" + String.join("|", words.of("turns")) + ")(?:再)?(?:想)?(?:" + String.join("|", words.of("asks"))
        + ")?|[。！？!?；;\\n\\r]+|[，,、\\s]+");
  }

  /** The parts that say enough by themselves; one that says too little goes with the one before it. */
  public static List<String> of(String text) {
    return Arrays.stream(TURNS.split(text)).map(String::strip)
        .filter(part -> part.codePointCount(0, part.length()) >= SHORTEST).toList();
  }
}
