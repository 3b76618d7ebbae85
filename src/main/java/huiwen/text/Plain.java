package huiwen.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * A text made plain, letter by letter, that knows where each letter stood: full width and half width, upper and lower case,
 * traditional and simplified letters are one, whatever means a digit is that digit, and what cannot be seen belongs to the
 * letter before it.
 */
final class Plain {

  /** Each digit as it is written in Chinese: in numbers, in contracts, over the radio. */
  private static final String[] CHINESE = {"〇零○◯洞", "一壹弌幺么弋", "二贰弍貮", "三叁弎叄", "四肆亖", "五伍", "六陆", "七柒拐", "八捌", "九玖勾"};
  /** These are digits only beside digits. */
  private static final String IN_DOUBT = "么洞拐勾弋○◯";
  /** 么 after these is no digit. */
  private static final String ASKING = "什甚怎这那多要咋";
  private static final int MOST_AT_ONCE = 20;

  private final String original;
  private char[] letters;
  /** Where a letter stood in the original: from, and to without. */
  private int[] from;
  private int[] to;
  /** Whether it was written as a Chinese word. */
  private boolean[] isWord;
  private int size;

  private Plain(String original) {
    this.original = original;
    int room = original.length() + 16;
    letters = new char[room];
    from = new int[room];
    to = new int[room];
    isWord = new boolean[room];
  }

  static Plain of(String text) {
    var plain = new Plain(text);
    for (int at = 0; at < text.length(); ) {
      int letter = text.codePointAt(at);
      int next = at + Character.charCount(letter);
      plain.read(letter, at, next);
      at = next;
    }
    plain.settleDoubts();
    return plain;
  }

  private void read(int letter, int at, int next) {
    if (isUnseen(letter)) {
      if (size > 0) {
        to[size - 1] = next;
      }
      return;
    }
    int digit = digit(letter);
    if (digit >= 0) {
      for (char each : String.valueOf(digit).toCharArray()) {
        add(each, at, next, false);
      }
      return;
    }
    String plain = letter < 0x80 ? String.valueOf((char) Character.toLowerCase(letter))
        : Letters.simplified(Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
    for (int i = 0; i < plain.length(); i++) {
      int chinese = chinese(plain.charAt(i));
      boolean isDigit = chinese >= 0 && IN_DOUBT.indexOf(plain.charAt(i)) < 0;
      add(isDigit ? (char) ('0' + chinese) : plain.charAt(i), at, next, chinese >= 0);
    }
  }

  /** Marks that change how a letter looks or in which direction it runs, the ring of a key, and what is not there at all. */
  private static boolean isUnseen(int letter) {
    return switch (Character.getType(letter)) {
      case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
      case Character.CONTROL -> !Character.isWhitespace(letter);
      default -> letter == 0x3164 || letter == 0x115F || letter == 0x1160 || letter == 0xFFA0 || letter == 0x2800;
    };
  }

  private static int digit(int letter) {
    return switch (Character.getType(letter)) {
      case Character.DECIMAL_DIGIT_NUMBER -> Character.digit(letter, 10);
      case Character.OTHER_NUMBER -> {
        int value = Character.getNumericValue(letter);
        yield value <= MOST_AT_ONCE ? value : -1;
      }
      // Roman numbers, and those of Suzhou's merchants; 〇 is among them
      case Character.LETTER_NUMBER -> letter == '〇' ? -1 : Math.min(Character.getNumericValue(letter), 10) % 10;
      default -> -1;
    };
  }

  private static int chinese(char letter) {
    for (int digit = 0; digit < CHINESE.length; digit++) {
      if (CHINESE[digit].indexOf(letter) >= 0) {
        return digit;
      }
    }
    return -1;
  }

  /** A letter in doubt is a digit behind a digit; 么 also before one, unless it ends a word that asks. */
  private void settleDoubts() {
    for (int i = 0; i < size; i++) {
      boolean begins = letters[i] == '么' && isDigit(i + 1) && (i == 0 || ASKING.indexOf(letters[i - 1]) < 0);
      if (IN_DOUBT.indexOf(letters[i]) >= 0 && (isDigit(i - 1) || begins)) {
        letters[i] = (char) ('0' + chinese(letters[i]));
      }
    }
  }

  private void add(char letter, int start, int end, boolean word) {
    if (size == letters.length) {
      letters = Arrays.copyOf(letters, size * 2);
      from = Arrays.copyOf(from, size * 2);
      to = Arrays.copyOf(to, size * 2);
      isWord = Arrays.copyOf(isWord, size * 2);
    }
    letters[size] = letter;
    from[size] = start;
    to[size] = end;
    isWord[size++] = word;
  }

  int length() {
    return size;
  }

  char at(int index) {
    return letters[index];
  }

  boolean isDigit(int index) {
    return index >= 0 && index < size && letters[index] >= '0' && letters[index] <= '9';
  }

  boolean isWord(int index) {
    return isWord[index];
  }

  /** Where the letter begins in the original. */
  int from(int index) {
    return from[index];
  }

  /** Where the letter ends in the original, with what is not seen behind it. */
  int to(int index) {
    return to[index];
  }

  String original() {
    return original;
  }

  String part(int start, int end) {
    int first = Math.max(0, start);
    int last = Math.min(size, end);
    return first >= last ? "" : new String(letters, first, last - first);
  }

  @Override
  public String toString() {
    return new String(letters, 0, size);
  }
}
