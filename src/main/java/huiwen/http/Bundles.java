package huiwen.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The heads of the pages as phones are sent them: what a page names as its style sheets and its module becomes one sheet and one
 * script, each named by its content, so that a phone that has it never asks again. A page that is to be read after one request
 * carries its sheet in itself ({@code data-inline}); a sheet may be for one language ({@code data-language}).
 *
 * <p>Made once when the hub starts: it takes a fraction of a second, and nothing that was made can be older than its source.
 */
public final class Bundles {

  /** Where they are served. */
  static final String FOLDER = "/s/";

  /** In every language, with what they have of a head: those that are put together have theirs in a part. */
  private static final List<String> VILLAGERS = List.of("index.html", "parts/head.html", "parts/card-head.html", "ask.html", "answers.html",
      "answer.html", "ticket.html", "tickets.html", "untyped.html", "problem.html");
  /** In Chinese alone. */
  private static final List<String> STAFFS = List.of("parts/strip-head.html", "parts/paper-58.html", "parts/paper-80.html", "kiosk.html",
      "kiosk-door.html", "slip.html", "slips.html", "calls.html", "desk.html", "board.html", "screen.html", "openapi.html");

  private static final Pattern SHEET = Pattern.compile(
      "[ \\t]*<link rel=\"stylesheet\" href=\"([^\"]+)\"( data-inline)?(?: data-language=\"([^\"]+)\")?>\\n");
  private static final Pattern SCRIPT = Pattern.compile("<script type=\"module\" src=\"([^\"]+)\"></script>");
  /** A script that comes when it is asked for, by its name: the page says where it is, or where it is asked for at once. */
  private static final Pattern LATER = Pattern.compile("<script type=\"module\" src=\"([^\"]+)\" data-(later|at-once)=\"(\\w+)\"></script>");
  private static final Pattern FONT = Pattern.compile("url\\((/fonts/[^)]+)\\)");
  private static final String CHINESE = PageTexts.LANGUAGES.get(0);
  private static final String CATALOGUE = "/text/" + CHINESE + ".json";
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");

  private final Properties libraries;
  private final Map<String, Assets.Asset> files = new ConcurrentHashMap<>();
  private final Map<String, String> pages = new HashMap<>();
  private final Set<String> inlined = new LinkedHashSet<>();

  private Bundles(Properties libraries) {
    this.libraries = libraries;
  }

  /** All pages' heads. */
  public static Future<Bundles> make(Vertx vertx) {
    return vertx.executeBlocking(() -> {
      var bundles = new Bundles(Pages.libraries());
      PageTexts.LANGUAGES.forEach(language -> bundles.add(VILLAGERS, language));
      bundles.add(STAFFS, CHINESE);
      return bundles;
    }, false);
  }

  private void add(List<String> names, String language) {
    names.forEach(name -> pages.put(language + '/' + name, prepared(Modules.text("/webroot/" + name), language)));
  }

  /** The page of this name as it is sent, in Chinese, or null where there is none. */
  String page(String name) {
    return page(CHINESE, name);
  }

  /** The same in this language. */
  String page(String language, String name) {
    return pages.get(language + '/' + name);
  }

  /** The script or sheet of this name, or null. */
  Assets.Asset file(String name) {
    return files.get(name);
  }

  /** The sheets that stand in pages, as the content policy names them. */
  Set<String> inlined() {
    return inlined;
  }

  private String prepared(String source, String language) {
    List<String> sheets = SHEET.matcher(source).results()
        .filter(found -> found.group(3) == null || found.group(3).equals(language)).map(found -> found.group(1)).toList();
    String page = source;
    if (!sheets.isEmpty()) {
      boolean isInline = SHEET.matcher(source).results().anyMatch(found -> found.group(2) != null);
      String sheet = withFonts(sheets.stream().map(path -> path.startsWith("/lib/") ? source(path) : withoutComments(source(path)))
          .collect(Collectors.joining()));
      String named = "  " + (isInline ? inlined(sheet)
          : "<link rel=\"stylesheet\" href=\"" + made("css", "text/css;charset=UTF-8", bytes(sheet)) + "\">") + '\n';
      int first = source.indexOf(SHEET.matcher(source).results().findFirst().orElseThrow().group());
      page = source.substring(0, first) + named + SHEET.matcher(source.substring(first)).replaceAll("");
    }
    Matcher first = SCRIPT.matcher(page);
    if (!first.find()) {
      return page;
    }
    List<String> later = LATER.matcher(page).results().map(found -> found.group(1)).distinct().toList();
    Map<String, String> scripts = new HashMap<>();
    Modules.join(first.group(1), later, path -> path.equals(CATALOGUE) ? PageTexts.catalogue(language) : source(path))
        .forEach((entry, script) -> scripts.put(entry, made("js", "text/javascript;charset=UTF-8", bytes(script))));
    page = LATER.matcher(page).replaceAll(found -> Matcher.quoteReplacement(found.group(2).equals("later")
        ? "<meta name=\"script-" + found.group(3) + "\" content=\"" + scripts.get(found.group(1)) + "\">"
        : "<script defer src=\"" + scripts.get(found.group(1)) + "\"></script>"));
    return SCRIPT.matcher(page).replaceAll(found ->
        Matcher.quoteReplacement("<script defer src=\"" + scripts.get(found.group(1)) + "\"></script>"));
  }

  private String withFonts(String sheet) {
    return FONT.matcher(sheet).replaceAll(found ->
        "url(" + made("ttf", "font/ttf", Modules.bytes("/webroot" + found.group(1))) + ')');
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String source(String path) {
    if (path.startsWith("/lib/")) {
      String name = path.split("/")[2];
      return Modules.text('/' + libraries.getProperty(name) + path.substring("/lib/".length() + name.length()));
    }
    return Modules.text("/webroot" + path);
  }

  private static String withoutComments(String sheet) {
    return COMMENT.matcher(sheet).replaceAll("").lines().map(String::strip).filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String made(String ending, String type, byte[] bytes) {
    String name = Assets.digest(bytes) + '.' + ending;
    files.computeIfAbsent(name, made -> Assets.Asset.of(type, bytes));
    return FOLDER + name;
  }

  private String inlined(String sheet) {
    inlined.add("'sha256-" + Base64.getEncoder().encodeToString(Assets.sha256(bytes(sheet))) + '\'');
    return "<style>" + sheet + "</style>";
  }
}
