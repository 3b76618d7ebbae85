package huiwen.text;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Takes a text apart where it turns from one matter to the next. */
public final class Matters {

  /** What villagers say before the next matter; else a sign that ends a sentence, or a blank that stands for one. */
  private static final Pattern TURNS = Pattern.compile(
      "(?:顺便|顺带|另外|还有就是|还有个事|还有一个|还有件事|还有|再一个|再问|再就是|再有就是|对了|第二个|第二|其次|同时|以及|两个事|两件事)"
      + "(?:再)?(?:想)?(?:问一下|问下|问问|问|说一下|请问)?|[。！？!?；;\\n\\r]+|[，,、\\s]+");
  /** A part that is shorter than this says too little by itself. */
  private static final int SHORTEST = 4;

  private Matters() {
  }

  /** The parts that say enough by themselves; one that says too little goes with the one before it. */
  public static List<String> of(String text) {
    return Arrays.stream(TURNS.split(text)).map(String::strip)
        .filter(part -> part.codePointCount(0, part.length()) >= SHORTEST).toList();
  }
}
