package huiwen.screening;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import huiwen.classifier.Classifier;
import huiwen.config.SettingsReader;
import huiwen.text.Folding;
import huiwen.text.Letters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What must not stand on a big screen before somebody has looked at it: abuse, advertising, attacks, numbers and names of
 * private persons. Finds reasons to hold a question back, for the moderator; decides nothing else. It goes by words and
 * names, and by a small classifier that was shown what such texts look like.
 */
public final class Screening {

  private static final String FILE = "triage/screening.yaml";
  private static final String NAMES = "triage/names.yaml";
  /** The label of what is fine. */
  public static final String OK = "ok";
  private static final int MOST_REMEMBERED = 4_096;
  /** Addresses, markup, long numbers: the classifier has seen none of them and takes them for whatever it likes. */
  private static final Pattern FOREIGN = Pattern.compile("[a-z\\d]{3,}(?: [a-z\\d]+)*");
  /** Of fewer Chinese letters the classifier knows nothing. */
  private static final int FEWEST_LETTERS = 3;
  /** From this probability on a text is held for what it looks like. */
  private static final double LOOKS_LIKE = 0.6;
  private static final String CHINESE_DIGITS = "〇零一二三四五六七八九";
  private static final String OTHER_DIGITS = "○Ｏ壹贰叁肆伍陆柒捌玖";
  /** What stands between the digits of one number: blanks and signs, and the ring that makes a digit a key. */
  private static final Pattern BETWEEN = Pattern.compile("(?<=\\d)[\\s\\p{Pd}\\p{Cf}.,，、·・_*()（）\\x{FE0F}\\x{20E3}]{1,4}(?=\\d)");
  /** A mobile number has 11 digits and begins with 1, 3 to 9; a landline has an area code of 3 or 4 digits. */
  private static final Pattern TELEPHONE = Pattern.compile("(?<!\\d)(?:(?:86)?1[3-9]\\d{9}|0[1-9]\\d{1,2}\\d{7,8})(?!\\d)");
  /** Identity numbers (GB 11643) have 15 or 18 digits, bank cards 16 to 19. */
  private static final Pattern IDENTITY = Pattern.compile("(?<!\\d)\\d{14,20}[\\dXx]");

  private record Kind(String code, String reason, List<String> words, List<String> harmless) {

    boolean isIn(String joined) {
      String left = joined;
      for (String phrase : harmless) {
        left = left.replace(phrase, "");
      }
      return words.stream().anyMatch(left::contains);
    }
  }

  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final String telephone;
  private final String identity;
  private final String person;
  private final Names names;
  private final Classifier classifier;
  /** For what is sent again: by a phone that tries again, or by everybody. */
  private final Cache<String, List<String>> remembered = Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

  private Screening(JsonObject file, Names names, Classifier classifier) {
    file.getJsonArray("kinds").stream().map(JsonObject.class::cast).forEach(kind -> kinds.put(kind.getString("code"),
        new Kind(kind.getString("code"), kind.getString("reason"), strings(kind, "words"), strings(kind, "not"))));
    JsonObject private_ = file.getJsonObject("private");
    telephone = private_.getString("telephone");
    identity = private_.getString("identity");
    person = private_.getString("person");
    this.names = names;
    this.classifier = classifier;
  }

  /** Reads the words and names. @param classifier of texts into the kinds and {@link #OK} */
  public static Future<Screening> read(Vertx vertx, Future<Classifier> classifier) {
    Future<JsonObject> words = SettingsReader.readYaml(vertx, FILE);
    Future<JsonObject> names = SettingsReader.readYaml(vertx, NAMES);
    return Future.all(words, names, classifier)
        .map(read -> new Screening(words.result(), new Names(names.result()), classifier.result()));
  }

  private static List<String> strings(JsonObject kind, String key) {
    return kind.getJsonArray(key, new JsonArray()).stream().map(Object::toString).toList();
  }

  /** Why a text should be looked at before others see it; empty = it need not. */
  public List<String> reasons(String text) {
    return remembered.get(text, this::find);
  }

  private List<String> find(String text) {
    String folded = Folding.fold(text);
    String joined = Folding.joined(folded);
    Set<String> reasons = new LinkedHashSet<>();
    kinds.values().stream().filter(kind -> kind.isIn(joined)).forEach(kind -> reasons.add(kind.reason));
    Kind looksLike = looksLike(folded, joined);
    if (looksLike != null) {
      reasons.add(looksLike.reason);
    }
    String digits = digits(text);
    if (IDENTITY.matcher(digits).find()) {
      reasons.add(identity);
    } else if (TELEPHONE.matcher(digits).find()) {
      reasons.add(telephone);
    }
    if (names.areIn(folded, classifier::knows)) {
      reasons.add(person);
    }
    return List.copyOf(reasons);
  }

  private Kind looksLike(String folded, String joined) {
    String chinese = FOREIGN.matcher(folded).replaceAll(" ").strip();
    if (chinese.chars().filter(letter -> Letters.isChinese((char) letter)).count() < FEWEST_LETTERS) {
      return null;
    }
    List<Classifier.Guess> guesses = classifier.guess(chinese);
    if (guesses.isEmpty() || guesses.get(0).label().equals(OK) || guesses.get(0).probability() < LOOKS_LIKE) {
      return null;
    }
    Kind kind = kinds.get(guesses.get(0).label());
    return kind == null || kind.harmless.stream().anyMatch(joined::contains) ? null : kind;
  }

  /** The text with whatever means a digit made one, and nothing between the digits of a number. */
  private static String digits(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
    var digits = new StringBuilder();
    plain.codePoints().forEach(letter -> digits.appendCodePoint(digit(letter)));
    return BETWEEN.matcher(digits).replaceAll("");
  }

  private static int digit(int letter) {
    if (letter == '幺' || letter == '么') {
      return '1';
    }
    int chinese = CHINESE_DIGITS.indexOf(letter);
    if (chinese >= 0) {
      return '0' + Math.max(0, chinese - 1);
    }
    int other = OTHER_DIGITS.indexOf(letter);
    return other >= 0 ? '0' + Math.max(0, other - 1) : Character.isDigit(letter) ? '0' + Character.digit(letter, 10) : letter;
  }
}
