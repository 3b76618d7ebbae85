package huiwen.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Accounts of messengers and e-mail addresses in a plain text. All repetitions are bounded. */
final class Accounts {

  /** Where one stands in the plain text, the end not included. */
  record Span(int from, int to) {
  }

  private static final WordLists WORDS = WordLists.read("/reading/numbers.txt");
  private static final String SIGNS = "[^\\p{L}\\p{N}]{0,6}";
  private static final String AFTER = "(?:" + SIGNS + "(?:" + anyOf(WORDS.of("after_account")) + ")){0,3}" + SIGNS;
  private static final Pattern WECHAT =
      Pattern.compile("(?:" + anyOf(WORDS.of("wechat")) + ")" + AFTER + "([a-z][a-z0-9_-]{4,19}|[a-z]{1,4}[0-9_-][a-z0-9_-]{1,18}|[0-9]{6,12})");
  private static final Pattern QQ =
      Pattern.compile("(?:" + anyOf(WORDS.of("qq")) + ")" + AFTER + "([0-9](?:" + "[^\\p{L}\\p{N}]{0,3}[0-9]){4,11})");
  private static final Pattern MAIL =
      Pattern.compile("([a-z0-9][a-z0-9._+-]{1,40}@[a-z0-9-]{1,30}(?:\\.[a-z0-9-]{2,10}){1,3})");
  /** What begins an address of the web, or is known to everybody. */
  private static final Set<String> NO_ACCOUNTS = Set.of("https", "http", "wifi", "weixin", "wechat", "alipay", "douyin");

  private Accounts() {
  }

  /** Words with blanks and signs allowed between their letters; those of Latin letters only where a word begins. */
  private static String anyOf(List<String> words) {
    // the class of first letters spares trying each word at each letter
    String first = words.stream().map(word -> Pattern.quote(word.substring(0, word.offsetByCodePoints(0, 1))))
        .distinct().collect(Collectors.joining());
    return "(?=[" + first + "])(?:" + words.stream().sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
        .map(word -> (isLatin(word.charAt(0)) ? "(?<![a-z0-9])" : "")
            + word.codePoints().mapToObj(letter -> Pattern.quote(Character.toString(letter)))
                .collect(Collectors.joining("[^\\p{L}\\p{N}]{0,2}")))
        .collect(Collectors.joining("|")) + ")";
  }

  private static boolean isLatin(char letter) {
    return letter >= 'a' && letter <= 'z';
  }

  static List<Span> in(String plain) {
    var spans = new ArrayList<Span>();
    for (Pattern pattern : plain.indexOf('@') < 0 ? List.of(WECHAT, QQ) : List.of(WECHAT, QQ, MAIL)) {
      Matcher found = pattern.matcher(plain);
      while (found.find()) {
        if (!NO_ACCOUNTS.contains(found.group(1))) {
          spans.add(new Span(found.start(1), found.end(1)));
        }
      }
    }
    return spans;
  }
}
