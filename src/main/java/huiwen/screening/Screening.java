package huiwen.screening;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import huiwen.classifier.Classifier;
import huiwen.config.SettingsReader;
import huiwen.text.Letters;
import huiwen.text.Numbers;
import huiwen.text.Reading;
import huiwen.text.WordLists;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads a text for what is urgent, what is private, and what must not stand on a big screen before somebody has looked at it:
 * abuse, advertising, attacks, names of private persons. It finds; what comes of it is decided elsewhere. It goes by words and
 * names, and by small classifiers that were shown what such texts look like.
 */
public final class Screening {

  private static final String FILE = "triage/screening.yaml";
  private static final String NAMES = "triage/names.yaml";
  /** The label of what is fine. */
  public static final String OK = "ok";
  private static final String ADVERTISING = "advertising";
  /** Who is in danger, where it is not the one who reads. */
  private static final Pattern VICTIM =
      Pattern.compile("我|俺|救命|救人|快来|快点来|妈|爸|爹|娘|娃|孩|老人|老汉|婆姨|媳妇|邻居|女人|奶|爷|人(?:在|还|困|躺|快)");
  private static final String ATTACK = "attack";
  private static final String REPORT = "report";
  private static final int MOST_REMEMBERED = 4_096;
  /** Addresses, markup, long numbers: the classifier has seen none of them and takes them for whatever it likes. */
  private static final Pattern FOREIGN = Pattern.compile("[a-z\\d]{3,}(?: [a-z\\d]+)*");
  /** Of fewer Chinese letters the classifier knows nothing. */
  private static final int FEWEST_LETTERS = 3;
  /** From this probability on a text is held for what it looks like. */
  private static final double LOOKS_LIKE = 0.6;
  /** And a text of fewer letters from this one on: it says little. */
  private static final double LOOKS_LIKE_IF_SHORT = 0.85;
  private static final int SHORT = 8;
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
  private final String person;
  private final String link;
  private final Disguises disguises = new Disguises(WordLists.read("/screening/abuse.txt"));
  private final Names names;
  private final Classifier classifier;
  private final Sensitive sensitive;
  /** For what is sent again: by a phone that tries again, or by everybody. */
  private final Cache<String, Read> remembered = Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();
  private final Function<String, Future<float[]>> meanings;

  /** @param inDoubt whether the meaning could say otherwise */
  private record Read(Findings findings, boolean inDoubt) {
  }

  private Screening(JsonObject file, Names names, Classifier classifier, Sensitive sensitive,
      Function<String, Future<float[]>> meanings) {
    file.getJsonArray("kinds").stream().map(JsonObject.class::cast).forEach(kind -> kinds.put(kind.getString("code"),
        new Kind(kind.getString("code"), kind.getString("reason"), strings(kind, "words"), strings(kind, "not"))));
    JsonObject private_ = file.getJsonObject("private");
    person = private_.getString("person");
    link = private_.getString("link");
    this.names = names;
    this.classifier = classifier;
    this.sensitive = sensitive;
    this.meanings = meanings;
  }

  /**
   * Reads the words and names.
   *
   * @param classifier of texts into the kinds and {@link #OK}
   * @param meanings asked where the letters leave it in doubt; brings null where there is none to be had, and never fails
   */
  public static Future<Screening> load(Vertx vertx, Future<Classifier> classifier, Function<String, Future<float[]>> meanings) {
    Future<JsonObject> words = SettingsReader.readYaml(vertx, FILE);
    Future<JsonObject> names = SettingsReader.readYaml(vertx, NAMES);
    Future<Sensitive> sensitive = vertx.executeBlocking(Sensitive::read, false);
    return Future.all(words, names, classifier, sensitive).map(read ->
        new Screening(words.result(), new Names(names.result()), classifier.result(), sensitive.result(), meanings));
  }

  private static List<String> strings(JsonObject kind, String key) {
    return kind.getJsonArray(key, new JsonArray()).stream().map(Object::toString).toList();
  }

  /** What there is in a text, by its letters: at once, and where they leave it in doubt rather private than open. */
  public Findings read(String text) {
    return remembered.get(text, typed -> find(Reading.of(typed), null)).findings;
  }

  /** The same by its meaning too, where the letters leave it in doubt and there is time for it. Never fails. */
  public Future<Findings> consider(Reading text) {
    return settled(text).map(found -> found != null ? found : read(text.typed()));
  }

  /**
   * What is surely in a text, so that it is not read otherwise a moment later: where the letters leave it in doubt and its meaning is
   * not to be had now, null. Never fails.
   */
  public Future<Findings> settled(Reading text) {
    Read cheap = remembered.get(text.typed(), typed -> find(text, null));
    return !cheap.inDoubt ? Future.succeededFuture(cheap.findings)
        : meanings.apply(text.typed()).map(meaning -> meaning == null ? null : find(text, meaning).findings);
  }

  /** Why an answer should be looked at before others than its asker read it; empty: it need not. Offices may be linked to. */
  public List<String> reasons(String text) {
    return read(Links.withoutOffices(text)).reasons(true);
  }

  /** The same of what somebody calls herself or her village: it may be a name. */
  public List<String> reasonsOfName(String name) {
    return name == null ? List.of() : read(name).always();
  }

  private Read find(Reading text, float[] meaning) {
    String typed = text.typed();
    // a number says nothing of what is asked
    List<Numbers.Found> numbers = Numbers.in(typed);
    Reading words = numbers.isEmpty() ? text : Reading.of(without(numbers, typed));
    String folded = words.folded();
    String joined = words.joined();
    Sensitive.Judged judged = sensitive.judge(folded, joined, meaning);
    var always = new LinkedHashSet<String>();
    var ifPublic = new LinkedHashSet<String>();
    List<String> disguised = disguises.in(typed);
    kinds.values().stream().filter(kind -> kind.isIn(joined) || disguised.contains(kind.code))
        .forEach(kind -> always.add(kind.reason));
    Kind looksLike = looksLike(folded, joined);
    boolean accuses = looksLike != null && looksLike.code.equals(ATTACK) || judged.matters().contains(REPORT);
    if (looksLike != null) {
      (looksLike.code.equals(ATTACK) ? ifPublic : always).add(looksLike.reason);
    }
    if (disguises.isDoubted(joined)) {
      always.remove(kinds.get(ADVERTISING).reason);
    }
    if (names.areIn(folded, classifier::knows)) {
      (accuses ? always : ifPublic).add(person);
    }
    if (Links.areIn(typed)) {
      ifPublic.add(link);
    }
    // a threat to whoever reads it is no call for help
    boolean isCall = always.isEmpty() || judged.hasSigns() && VICTIM.matcher(joined).find();
    String danger = isCall ? judged.danger() : null;
    boolean hasNumber = !numbers.isEmpty();
    var matters = new LinkedHashSet<>(judged.matters());
    if (hasNumber) {
      matters.add(Findings.NUMBER);
    }
    return new Read(new Findings(danger, judged.danger() != null || judged.isPrivate() || hasNumber, judged.isGeneral(),
        List.copyOf(matters), List.copyOf(always), List.copyOf(ifPublic)), judged.inDoubt());
  }

  private static String without(List<Numbers.Found> numbers, String typed) {
    var left = new StringBuilder();
    int at = 0;
    for (Numbers.Found number : numbers) {
      left.append(typed, at, number.from()).append(' ');
      at = number.to();
    }
    return left.append(typed, at, typed.length()).toString();
  }

  private Kind looksLike(String folded, String joined) {
    String chinese = FOREIGN.matcher(folded).replaceAll(" ").strip();
    if (chinese.chars().filter(letter -> Letters.isChinese((char) letter)).count() < FEWEST_LETTERS) {
      return null;
    }
    List<Classifier.Guess> guesses = classifier.guess(chinese);
    if (guesses.isEmpty() || guesses.get(0).label().equals(OK) || guesses.get(0).probability() < (chinese.length() < SHORT ? LOOKS_LIKE_IF_SHORT : LOOKS_LIKE)) {
      return null;
    }
    Kind kind = kinds.get(guesses.get(0).label());
    return kind == null || kind.harmless.stream().anyMatch(joined::contains) ? null : kind;
  }
}
