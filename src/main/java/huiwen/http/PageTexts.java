package huiwen.http;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the pages say, in one language: the same catalogue that their scripts have. */
public final class PageTexts {

  /** The one legal time of China, whatever the clocks of the hub's machine and of the phones are set to. */
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\w+)}");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm").withZone(ZONE);
  private static final List<PageTexts> ALL = List.of(new PageTexts("zh-Hans", "M月d日"));

  private final String language;
  private final JsonObject words;
  private final DateTimeFormatter day;

  private PageTexts(String language, String day) {
    this.language = language;
    this.words = new JsonObject(Modules.text("/webroot/text/" + language + ".json"));
    this.day = DateTimeFormatter.ofPattern(day).withZone(ZONE);
  }

  /** The language of who has said nothing of it. */
  public static PageTexts usual() {
    return ALL.get(0);
  }

  /** A BCP 47 tag. */
  public String language() {
    return language;
  }

  /**
   * The text of a key with its {arguments} filled in.
   *
   * @throws IllegalArgumentException where the catalogue lacks it
   */
  public String of(String key, Map<String, ?> arguments) {
    String text = words.getString(key);
    if (text == null) {
      throw new IllegalArgumentException("no text for " + key + " in " + language);
    }
    return ARGUMENT.matcher(text).replaceAll(found -> {
      Object value = arguments.get(found.group(1));
      return Matcher.quoteReplacement(value == null ? found.group() : value.toString());
    });
  }

  /** A text without arguments. */
  public String of(String key) {
    return of(key, Map.of());
  }

  /** Hour and minute of an ISO time. */
  public String clock(String iso) {
    return CLOCK.format(Instant.parse(iso));
  }

  /** Day and minute of an ISO time. */
  public String moment(String iso) {
    return day(iso) + ' ' + clock(iso);
  }

  /** The day of an ISO time. */
  public String day(String iso) {
    return day.format(Instant.parse(iso));
  }
}
