package huiwen.http;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Joins the modules of a page into one script, in the order in which they import each other: an old phone on a bad network
 * asks for one file, and either has all of the program or none. Knows the forms of import and export that the pages' modules
 * use, and no others. A catalogue (JSON) is joined with those of its texts that the page can ask for.
 */
final class Modules {

  private static final Pattern IMPORT = Pattern.compile(
      "\\bimport\\s*(?:(\\w+)|\\{([^{}]*)})\\s*from\\s*[\"']([^\"']+)[\"'];?");
  private static final Pattern EXPORTS = Pattern.compile("\\bexport\\s*\\{([^{}]*)};?");
  private static final Pattern EXPORTED = Pattern.compile(
      "(?m)^export\\s+((?:async\\s+)?function|class|const|let)\\s+(\\w+)");
  private static final Pattern LEFT = Pattern.compile("(?m)^\\s*(?:import|export)\\b.*");
  /** Keys that are put together, such as {@code `state.${question.state}`}: their first part. */
  private static final Pattern PUT_TOGETHER = Pattern.compile("`([a-zA-Z]+\\.[a-zA-Z.]*)\\$\\{");

  /** Whatever stands in quotes and may be the key of a text; looked ahead to, since one quote may end what another begins. */
  private static final Pattern NAMED = Pattern.compile("['`](?=([^'`\\s]+)['`])");

  private final UnaryOperator<String> read;
  /** By path, in the order in which they run: what each is, joined. */
  private final Map<String, String> joined = new LinkedHashMap<>();
  private final Map<String, JsonObject> catalogues = new LinkedHashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();

  private Modules(UnaryOperator<String> read) {
    this.read = read;
  }

  /**
   * Joins a module and all that it imports.
   *
   * @param entry its path, with a slash before it
   * @param read gives the text of a path, or throws {@link UncheckedIOException}
   * @throws IllegalArgumentException where modules import each other in a circle, or in a form that is not known
   */
  static String join(String entry, UnaryOperator<String> read) {
    return join(entry, List.of(), read).get(entry);
  }

  /**
   * The same in parts: a script that comes later has what those before it do not have, and finds the rest in {@code window.huiwen},
   * where it leaves what its entry exports by that one's name.
   *
   * @param later entries of the further scripts; none imports what another one of them brings
   * @return by entry
   */
  static Map<String, String> join(String entry, List<String> later, UnaryOperator<String> read) {
    var modules = new Modules(read);
    modules.add(entry);
    String code = String.join("\n", modules.joined.values());
    var first = new StringBuilder("(function(){'use strict';\n");
    modules.catalogues.forEach((path, catalogue) -> first.append("const ").append(modules.name(path)).append('=')
        .append(used(catalogue, code).encode()).append(";\n"));
    first.append(code);
    Set<String> known = Set.copyOf(modules.joined.keySet());
    if (!later.isEmpty()) {
      first.append("\nwindow.huiwen={").append(Stream.concat(modules.catalogues.keySet().stream(), modules.joined.keySet().stream())
          .map(modules::name).collect(Collectors.joining(","))).append("};");
    }
    var scripts = new LinkedHashMap<String, String>();
    scripts.put(entry, first.append("\n})();\n").toString());
    later.forEach(one -> scripts.put(one, modules.later(one, known)));
    return scripts;
  }

  private String later(String entry, Set<String> known) {
    add(entry);
    List<String> own = joined.keySet().stream().filter(path -> !known.contains(path)).toList();
    String code = own.stream().map(joined::get).collect(Collectors.joining("\n"));
    String script = "(function(){'use strict';\nconst {"
        + Stream.concat(catalogues.keySet().stream(), known.stream()).map(this::name).sorted().collect(Collectors.joining(","))
        + "}=window.huiwen;\n"
        + catalogues.entrySet().stream().map(catalogue -> "Object.assign(" + name(catalogue.getKey()) + ','
            + used(catalogue.getValue(), code).encode() + ");\n").collect(Collectors.joining())
        + code + "\nwindow.huiwen." + entry.replaceFirst(".*/", "").replaceFirst("\\.js$", "") + '=' + name(entry) + ";\n})();\n";
    own.forEach(joined::remove);
    return script;
  }

  /** The texts that this code can ask for: their keys, or the beginnings of them, stand in it. */
  private static JsonObject used(JsonObject catalogue, String code) {
    Set<String> named = NAMED.matcher(code).results().map(found -> found.group(1)).collect(Collectors.toSet());
    List<String> beginnings = PUT_TOGETHER.matcher(code).results().map(found -> found.group(1)).distinct().toList();
    var used = new TreeMap<String, Object>();
    catalogue.forEach(text -> {
      String key = text.getKey();
      if (named.contains(key) || beginnings.stream().anyMatch(key::startsWith)) {
        used.put(key, text.getValue());
      }
    });
    return new JsonObject(used);
  }

  private void add(String path) {
    if (joined.containsKey(path) || catalogues.containsKey(path)) {
      return;
    }
    if (!open.add(path)) {
      throw new IllegalArgumentException("modules import each other in a circle: " + open);
    }
    String text = read.apply(path);
    if (path.endsWith(".json")) {
      catalogues.put(path, new JsonObject(text));
    } else {
      joined.put(path, module(path, path.startsWith("/lib/") ? text : withoutComments(text)));
    }
    open.remove(path);
  }

  private String module(String path, String text) {
    var exports = new ArrayList<String>();
    String code = IMPORT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(imported(path, found)));
    code = EXPORTS.matcher(code).replaceAll(found -> {
      exports.addAll(exported(found.group(1)));
      return "";
    });
    code = EXPORTED.matcher(code).replaceAll(found -> {
      exports.add(found.group(2) + ':' + found.group(2));
      return found.group(1) + ' ' + found.group(2);
    });
    Matcher left = LEFT.matcher(code);
    if (left.find()) {
      throw new IllegalArgumentException(path + " has an import or export in a form that is not known: " + left.group());
    }
    return "const " + name(path) + "=(function(){\n" + code.strip() + "\nreturn{" + String.join(",", exports) + "};})();";
  }

  private String imported(String path, MatchResult found) {
    String from = resolved(path, found.group(3));
    add(from);
    return "const " + (found.group(1) != null ? found.group(1) : '{' + String.join(",", pairs(found.group(2), ":")) + '}')
        + '=' + name(from) + ';';
  }

  /** {@code a as b} among imports is a local b, among exports the local a by the name b. */
  private static List<String> pairs(String names, String between) {
    return Stream.of(names.split(",")).map(String::strip).filter(name -> !name.isEmpty())
        .map(name -> name.split("\\s+as\\s+")).map(pair -> pair[0] + between + pair[pair.length - 1]).toList();
  }

  private static List<String> exported(String names) {
    return pairs(names, " ").stream().map(pair -> pair.split(" ")).map(pair -> pair[1] + ':' + pair[0]).toList();
  }

  private static String resolved(String path, String from) {
    return from.startsWith("/") ? from : URI.create(path).resolve(from).getPath();
  }

  private String name(String path) {
    return 'm' + Integer.toString(numbers.computeIfAbsent(path, added -> numbers.size()));
  }

  /** Without lines that are comments, and without indentation: white space between tags is not seen. */
  private static String withoutComments(String text) {
    var code = new StringBuilder(text.length());
    boolean inComment = false;
    for (String line : text.split("\n")) {
      String stripped = line.strip();
      if (inComment || stripped.startsWith("/*")) {
        inComment = !stripped.endsWith("*/");
      } else if (!stripped.isEmpty() && !stripped.startsWith("//")) {
        code.append(stripped).append('\n');
      }
    }
    return code.toString();
  }

  /** Reads a file of the class path as text. */
  static String text(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  static byte[] bytes(String path) {
    try (var file = Modules.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new UncheckedIOException(new IOException("there is no " + path));
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
