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
 * carries its sheet in itself ({@code data-inline}).
 *
 * <p>Made once when the hub starts: it takes a fraction of a second, and nothing that was made can be older than its source.
 */
public final class Bundles {

  /** Where they are served. */
  static final String FOLDER = "/s/";

  /** With what they have of a head: those that are put together have theirs in a part. */
  private static final List<String> PAGES = List.of("index.html", "parts/head.html", "ask.html", "answers.html", "answer.html",
      "ticket.html", "tickets.html", "desk.html", "board.html", "screen.html", "openapi.html", "problem.html");

  private static final Pattern SHEET = Pattern.compile("[ \\t]*<link rel=\"stylesheet\" href=\"([^\"]+)\"( data-inline)?>\\n");
  private static final Pattern SCRIPT = Pattern.compile("<script type=\"module\" src=\"([^\"]+)\"></script>");
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
      PAGES.forEach(name -> bundles.pages.put(name, bundles.prepared(Modules.text("/webroot/" + name))));
      return bundles;
    }, false);
  }

  /** The page of this name as it is sent, or null where there is none. */
  String page(String name) {
    return pages.get(name);
  }

  /** The script or sheet of this name, or null. */
  Assets.Asset file(String name) {
    return files.get(name);
  }

  /** The sheets that stand in pages, as the content policy names them. */
  Set<String> inlined() {
    return inlined;
  }

  private String prepared(String source) {
    List<String> sheets = SHEET.matcher(source).results().map(found -> found.group(1)).toList();
    String page = source;
    if (!sheets.isEmpty()) {
      boolean isInline = SHEET.matcher(source).results().anyMatch(found -> found.group(2) != null);
      String sheet = sheets.stream().map(path -> path.startsWith("/lib/") ? source(path) : withoutComments(source(path)))
          .collect(Collectors.joining());
      String named = "  " + (isInline ? inlined(sheet)
          : "<link rel=\"stylesheet\" href=\"" + made("css", "text/css", sheet) + "\">") + '\n';
      int first = source.indexOf(SHEET.matcher(source).results().findFirst().orElseThrow().group());
      page = source.substring(0, first) + named + SHEET.matcher(source.substring(first)).replaceAll("");
    }
    return SCRIPT.matcher(page).replaceAll(found -> Matcher.quoteReplacement("<script defer src=\""
        + made("js", "text/javascript", Modules.join(found.group(1), this::source)) + "\"></script>"));
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

  private String made(String ending, String type, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    String name = Assets.digest(bytes) + '.' + ending;
    files.computeIfAbsent(name, made -> Assets.Asset.of(type + ";charset=UTF-8", bytes));
    return FOLDER + name;
  }

  private String inlined(String sheet) {
    inlined.add("'sha256-" + Base64.getEncoder().encodeToString(Assets.sha256(sheet.getBytes(StandardCharsets.UTF_8))) + '\'');
    return "<style>" + sheet + "</style>";
  }
}
