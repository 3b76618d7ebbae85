package huiwen.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the pages say, in one language: the same catalogue that their scripts have. The first is the staff's too; the others have
 * what a villager's pages say.
 */
public final class PageTexts {

  /** The one legal time of China, whatever the clocks of the hub's machine and of the phones are set to. */
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\w+)}");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm").withZone(ZONE);
  /** In which a villager's choice is kept. */
  private static final String COOKIE = "hub_lang";
  private static final Duration LASTS = Duration.ofDays(180);
  /** By their tags, with what each calls itself; lib/text.js has the same. */
  private static final List<PageTexts> ALL =
      List.of(new PageTexts("zh-Hans", "中文"), new PageTexts("mn-Mong", "ᠮᠣᠩᠭᠣᠯ 蒙文"), new PageTexts("mn-Cyrl", "Монгол"));
  static final List<String> LANGUAGES = ALL.stream().map(PageTexts::language).toList();

  private final String language;
  private final String name;
  private final JsonObject words;

  private PageTexts(String language, String name) {
    this.language = language;
    this.name = name;
    // what it lacks is said in Chinese, which is better than nothing
    this.words = new JsonObject(Modules.text("/webroot/text/zh-Hans.json"))
        .mergeIn(new JsonObject(Modules.text("/webroot/text/" + language + ".json")));
  }

  /** Its catalogue as JSON. */
  static String catalogue(String language) {
    return tagged(language).words.encode();
  }

  /** The language of who has said nothing of it. */
  public static PageTexts usual() {
    return ALL.get(0);
  }

  /** As she says now, or has said on this phone, or her phone says. */
  public static PageTexts of(RoutingContext ctx) {
    PageTexts asked = tagged(ctx.queryParams().get("lang"));
    if (asked != null) {
      ctx.response().addCookie(Cookie.cookie(COOKIE, asked.language).setPath("/").setSameSite(CookieSameSite.LAX)
          .setMaxAge(LASTS.toSeconds()));
      return asked;
    }
    Cookie cookie = ctx.request().getCookie(COOKIE);
    PageTexts kept = cookie == null ? null : tagged(cookie.getValue());
    return kept != null ? kept : accepting(ctx.request().getHeader("Accept-Language"));
  }

  private static PageTexts tagged(String tag) {
    return ALL.stream().filter(texts -> texts.language.equals(tag)).findFirst().orElse(null);
  }

  /** In China Mongolian is written in its own script, where a phone does not say otherwise. */
  private static PageTexts accepting(String header) {
    for (String range : header == null ? new String[0] : header.toLowerCase(Locale.ROOT).split(",")) {
      String tag = range.replaceFirst(";.*", "").strip();
      if (tag.equals("mn-cyrl") || tag.startsWith("mn-cyrl-") || tag.equals("mn-mn")) {
        return tagged("mn-Cyrl");
      }
      if (tag.equals("mn") || tag.startsWith("mn-")) {
        return tagged("mn-Mong");
      }
      if (tag.startsWith("zh")) {
        return usual();
      }
    }
    return usual();
  }

  /** A BCP 47 tag. */
  public String language() {
    return language;
  }

  /** What it calls itself. */
  public String name() {
    return name;
  }

  /** The one that comes after it where they are gone through one by one. */
  public PageTexts next() {
    return ALL.get((ALL.indexOf(this) + 1) % ALL.size());
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
    ZonedDateTime time = Instant.parse(iso).atZone(ZONE);
    return of("time.day", Map.of("month", time.getMonthValue(), "day", time.getDayOfMonth()));
  }
}
