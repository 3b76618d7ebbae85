package huiwen.screening;

import huiwen.text.Letters;
import huiwen.text.WordLists;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Abuse and advertising that was written so that it is not found: by sound, by shape, with pictures, in pieces, with signs between
 * ({@code screening/abuse.txt}). Each word is a regular expression without an unbounded repetition of more than one letter.
 */
final class Disguises {

  private static final String NOT = "not";
  private static final String PICTURES = "pictures";
  private static final String DOUBTED = "doubted";
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Mn}\\p{Me}\\s\\p{Z}]");
  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]");
  private static final int MOST_LETTERS = 1_000;
  /** Letters in a ring or a square, which Unicode does not call the same as the letters. */
  private static final int[] ENCLOSED = {0x1F150, 0x1F170};

  private final Map<String, Expressions> kinds = new LinkedHashMap<>();
  private final Map<String, String> pictures;
  private final List<String> harmless;
  private final List<String> doubts;

  Disguises(WordLists words) {
    words.names().stream().filter(name -> !List.of(NOT, PICTURES, DOUBTED).contains(name))
        .forEach(kind -> kinds.put(kind, new Expressions(words.of(kind))));
    pictures = words.pairs(PICTURES);
    harmless = words.of(NOT);
    doubts = words.of(DOUBTED);
  }

  /** The kinds that are in a text as it was typed. */
  List<String> in(String typed) {
    String signed = plain(typed.length() > MOST_LETTERS ? typed.substring(0, MOST_LETTERS) : typed);
    String bare = SIGNS.matcher(signed).replaceAll("");
    return kinds.entrySet().stream().filter(kind -> Stream.of(signed, bare).anyMatch(kind.getValue()::areIn))
        .map(Map.Entry::getKey).toList();
  }

  /** Whether somebody asks what to think of an offer: she makes none. @param joined folded, without blanks */
  boolean isDoubted(String joined) {
    return doubts.stream().anyMatch(joined::contains);
  }

  private String plain(String typed) {
    var letters = new StringBuilder();
    typed.codePoints().map(Disguises::freed).forEach(letters::appendCodePoint);
    String plain = UNSEEN.matcher(Letters.simplified(
        Normalizer.normalize(letters, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))).replaceAll("");
    for (Map.Entry<String, String> picture : pictures.entrySet()) {
      plain = plain.replace(picture.getKey(), picture.getValue());
    }
    for (String phrase : harmless) {
      plain = plain.replace(phrase, "，");
    }
    return plain;
  }

  private static int freed(int letter) {
    for (int first : ENCLOSED) {
      if (letter >= first && letter < first + 26) {
        return 'a' + letter - first;
      }
    }
    return letter;
  }
}
