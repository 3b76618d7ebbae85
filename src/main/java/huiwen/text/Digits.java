package huiwen.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The runs of digits in a plain text, in their order: as they are typed, said as sounds ({@code yao san ba}), told by how
 * often (两个零), or with letters that look like digits among them.
 */
final class Digits {

  /** Digits in a row, and where they stand in the plain text, the end not included. */
  record Run(String digits, int from, int to, boolean isWord) {

    int length() {
      return digits.length();
    }
  }

  private static final WordLists WORDS = WordLists.read("/reading/numbers.txt");
  private static final Map<String, String> SOUNDS = WORDS.pairs("sounds");
  private static final List<String> LONGEST_FIRST = SOUNDS.keySet().stream()
      .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder())).toList();
  private static final Map<String, String> LOOKALIKES = WORDS.pairs("lookalikes");
  /** Fewer sounds are a word or a name. */
  private static final int FEWEST_SOUNDS = 7;
  private static final int LONGEST_TOKEN = 64;
  private static final String ONCE = "下些会样定直起般切共";
  private static final String ORDINAL = "前后末尾间头中";
  private static final String TWO = "两俩";

  private final Plain text;
  private final List<Run> runs = new ArrayList<>();

  private Digits(Plain text) {
    this.text = text;
  }

  static List<Run> in(Plain text) {
    var digits = new Digits(text);
    for (int at = 0; at < text.length(); ) {
      at = digits.read(at);
    }
    return digits.runs;
  }

  /** Reads what begins here and says where to go on. */
  private int read(int at) {
    int repeated = repeated(at);
    if (repeated > 0) {
      return repeated;
    }
    int hundred = hundred(at);
    if (hundred > 0) {
      return hundred;
    }
    boolean isFirst = at == 0 || !isToken(at - 1);
    if (isFirst && isToken(at)) {
      int end = tokenEnd(at);
      String digits = lookedAt(at, end);
      if (digits != null) {
        runs.add(new Run(digits, at, end, false));
        return end;
      }
      int sounds = sounds(at);
      if (sounds > 0) {
        return sounds;
      }
    }
    return text.isDigit(at) && !isOrdinal(at) ? plainRun(at) : at + 1;
  }

  /** 前三位, 后四位: says where in the number, and is no part of it; nor is 一 in 一下. */
  private boolean isOrdinal(int at) {
    boolean isOnce = text.isWord(at) && text.at(at) == '1' && !text.isDigit(at - 1) && at + 1 < text.length()
        && ONCE.indexOf(text.at(at + 1)) >= 0;
    return isOnce || at > 0 && ORDINAL.indexOf(text.at(at - 1)) >= 0 && at + 1 < text.length() && text.at(at + 1) == '位';
  }

  /** Words and other digits are runs of their own: a word that is no digit may stand beside a number (一下, 一家). */
  private int plainRun(int at) {
    int end = at;
    while (text.isDigit(end) && text.isWord(end) == text.isWord(at) && (end == at || repeatedEnd(end) < 0)) {
      end++;
    }
    runs.add(new Run(text.part(at, end), at, end, text.isWord(at)));
    return end;
  }

  /** 两个零, 4个0: that digit so often; the end, or -1. */
  private int repeated(int at) {
    int end = repeatedEnd(at);
    if (end > 0) {
      int times = TWO.indexOf(text.at(at)) >= 0 ? 2 : text.at(at) - '0';
      runs.add(new Run(text.part(at + 2, at + 3).repeat(times), at, end, true));
    }
    return end;
  }

  /** 一百三十八, said of the first three digits when more digits follow; the end, or -1. */
  private int hundred(int at) {
    boolean is = text.part(at + 1, at + 2).equals("百") && text.part(at + 3, at + 4).equals("十") && text.at(at) == '1'
        && text.isDigit(at + 2) && text.isDigit(at + 4) && (text.isDigit(at + 5) || text.isDigit(at + 6));
    if (is) {
      runs.add(new Run("1" + text.at(at + 2) + text.at(at + 4), at, at + 5, false));
    }
    return is ? at + 5 : -1;
  }

  private int repeatedEnd(int at) {
    if (at + 2 >= text.length() || text.at(at + 1) != '个' || !text.isDigit(at + 2)) {
      return -1;
    }
    boolean counts = TWO.indexOf(text.at(at)) >= 0 || text.at(at) >= '2' && text.at(at) <= '6';
    boolean isAlone = text.isWord(at + 2) || text.at(at + 2) == '0' && !text.isDigit(at + 3) || text.isDigit(at - 1);
    return counts && isAlone ? at + 3 : -1;
  }

  private boolean isToken(int at) {
    char letter = text.at(at);
    return letter >= '0' && letter <= '9' && !text.isWord(at) || letter >= 'a' && letter <= 'z'
        || LOOKALIKES.containsKey(String.valueOf(letter));
  }

  private int tokenEnd(int at) {
    int end = at;
    while (end < text.length() && isToken(end)) {
      end++;
    }
    return end;
  }

  /** Digits with letters among them that look like digits; null where that is not what it is. */
  private String lookedAt(int from, int to) {
    if (to - from > LONGEST_TOKEN) {
      return null;
    }
    var digits = new StringBuilder();
    int read = 0;
    int letters = 0;
    for (int i = from; i < to; i++) {
      String digit = text.isDigit(i) ? String.valueOf(text.at(i)) : LOOKALIKES.get(String.valueOf(text.at(i)));
      if (digit == null) {
        return null;
      }
      digits.append(digit);
      read += text.isDigit(i) ? 1 : 0;
      letters += text.isDigit(i) ? 0 : 1;
    }
    boolean isMeant = read > 0 && letters > 0 || letters >= 2 && letters <= 4 && !runs.isEmpty() && isNear(from);
    return isMeant ? digits.toString() : null;
  }

  private boolean isNear(int from) {
    return from - runs.get(runs.size() - 1).to() <= 3;
  }

  /** Digits said one after another in Latin letters; the end, or -1. */
  private int sounds(int from) {
    var digits = new StringBuilder();
    int at = from;
    int end = from;
    while (at < text.length()) {
      String word = soundAt(at);
      if (word != null) {
        digits.append(SOUNDS.get(word));
        at += word.length();
        end = at;
      } else if (!Character.isLetterOrDigit(text.at(at)) && at - end < 3) {
        at++;
      } else {
        break;
      }
    }
    if (digits.length() < FEWEST_SOUNDS) {
      return -1;
    }
    runs.add(new Run(digits.toString(), from, end, true));
    return end;
  }

  private String soundAt(int at) {
    if (text.at(at) < 'a' || text.at(at) > 'z') {
      return null;
    }
    String ahead = text.part(at, at + 5);
    for (String word : LONGEST_FIRST) {
      if (ahead.startsWith(word)) {
        return word;
      }
    }
    return null;
  }
}
