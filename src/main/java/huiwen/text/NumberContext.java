package huiwen.text;

import java.util.List;

/** What the words around a number say of it: whose it is, and whether it is a secret. */
final class NumberContext {

  private static final WordLists WORDS = WordLists.read("/reading/numbers.txt");
  private static final List<String> PERSON = WORDS.of("person");
  private static final List<String> OFFICES = WORDS.of("offices");
  private static final List<String> HARMLESS = WORDS.of("harmless");
  private static final List<String> OWN = WORDS.of("own");
  private static final List<String> CALLED = List.of("电话", "手机", "座机", "号码", "固话", "tel");
  private static final List<String> CARDS = List.of("卡", "账", "帐", "折", "打到", "存");
  private static final String LINKS = "是号码为的我家他她它叫和";
  private static final String ENDS = "。！？!?；;\n";
  private static final String AMOUNTS = "元块毛角亩斤吨米%‰度公克千瓦万亿垧";
  private static final int BEFORE = 16;
  private static final int NEAR = 8;
  private static final int AFTER = 12;

  private final Plain text;
  /** What was found for the place that was asked for last: it is asked for again and again. */
  private Said said = new Said(-1, false, false, false, false);

  /** What the words before a place say. */
  private record Said(int from, boolean harmless, boolean announced, boolean called, boolean card) {
  }

  NumberContext(Plain text) {
    this.text = text;
  }

  /** The words before, back to the sentence's begin. */
  private String before(int from, int most) {
    String words = text.part(from - most, from);
    for (int i = words.length() - 1; i >= 0; i--) {
      if (ENDS.indexOf(words.charAt(i)) >= 0 && i < words.length() - 1) {
        return words.substring(i + 1);
      }
    }
    return words;
  }

  private String after(int to) {
    String words = text.part(to, to + AFTER);
    for (int i = 0; i < words.length(); i++) {
      if (ENDS.indexOf(words.charAt(i)) >= 0 || words.charAt(i) == '，' || words.charAt(i) == ',') {
        return words.substring(0, i);
      }
    }
    return words;
  }

  private Said before(int from) {
    if (said.from() != from) {
      String words = before(from, BEFORE);
      boolean harmless = from > 0 && text.at(from - 1) == '第' || isHarmless(words);
      said = new Said(from, harmless, !harmless && holdsAny(words, OWN), !harmless && isCalled(before(from, NEAR)),
          !harmless && holdsAny(words, CARDS));
    }
    return said;
  }

  /** Whether a number of one's own was announced just before. */
  boolean isAnnounced(int from) {
    return before(from).announced();
  }

  /** Whether a telephone was, with nothing said in between. */
  boolean isCalled(int from) {
    return before(from).called();
  }

  boolean isCard(int from) {
    return before(from).card();
  }

  /** Whether it is said to be a thing's number, and nothing of a person's own was said after that. */
  boolean isHarmless(int from) {
    return before(from).harmless();
  }

  /** Whether prices are spoken of. */
  boolean isPriced(int from) {
    return before(from, NEAR).indexOf('价') >= 0;
  }

  private static boolean isCalled(String words) {
    for (String called : CALLED) {
      int at = words.lastIndexOf(called);
      if (at >= 0 && words.substring(at + called.length()).chars()
          .allMatch(letter -> !Character.isLetter(letter) || LINKS.indexOf(letter) >= 0)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHarmless(String words) {
    int end = lastEnd(words);
    return end >= 0 && OWN.stream().noneMatch(own -> own.length() > 1 && words.lastIndexOf(own) >= end);
  }

  private static int lastEnd(String words) {
    int last = -1;
    for (String label : HARMLESS) {
      int at = words.lastIndexOf(label);
      last = at < 0 ? last : Math.max(last, at + label.length());
    }
    return last;
  }

  /** Whether it is the telephone of an office, as everybody may know it. */
  boolean isOffice(int from, int to) {
    String before = before(from, BEFORE);
    String after = after(to);
    return (holdsAny(before, OFFICES) || holdsAny(after, OFFICES)) && !holdsAny(before, PERSON) && !holdsAny(after, PERSON);
  }

  /** Whether what follows makes an amount of it. */
  boolean isAmount(int from, int to) {
    char before = from == 0 ? ' ' : text.at(from - 1);
    char after = to >= text.length() ? ' ' : text.at(to);
    return AMOUNTS.indexOf(after) >= 0 || before == '￥' || before == '$' || before == '¥';
  }

  /** Whether Latin letters stand right before it, as in the number of a licence or a type. */
  boolean isLettered(int from) {
    int at = from > 0 && (text.at(from - 1) == ' ' || text.at(from - 1) == '-') ? from - 2 : from - 1;
    return at >= 0 && text.at(at) >= 'a' && text.at(at) <= 'z';
  }

  private static boolean holdsAny(String words, List<String> any) {
    for (String word : any) {
      if (words.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
