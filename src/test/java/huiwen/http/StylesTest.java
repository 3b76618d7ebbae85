package huiwen.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.helger.css.CSSSourceLocation;
import com.helger.css.ECSSVersion;
import com.helger.css.decl.AbstractHasTopLevelRules;
import com.helger.css.decl.CSSDeclaration;
import com.helger.css.decl.CSSFontFaceRule;
import com.helger.css.decl.CSSMediaRule;
import com.helger.css.decl.CSSPageRule;
import com.helger.css.decl.CSSStyleRule;
import com.helger.css.decl.CSSSupportsRule;
import com.helger.css.decl.CascadingStyleSheet;
import com.helger.css.decl.ICSSTopLevelRule;
import com.helger.css.reader.CSSReader;
import com.helger.css.reader.CSSReaderSettings;
import com.helger.css.reader.errorhandler.ThrowingCSSParseErrorHandler;
import com.helger.css.writer.CSSWriterSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The style sheets in old engines, Chrome 61 and Safari of iOS 11. The versions are those of MDN's tables of compatibility;
 * what an old engine may lack without harm, such as {@code text-wrap}, stands in no table here.
 */
class StylesTest {

  private static final CSSWriterSettings WRITES = new CSSWriterSettings(ECSSVersion.CSS30, false);

  /** Properties that a page would look wrong without, and what knows them. */
  private static final Map<String, String> PROPERTIES = Map.ofEntries(
      Map.entry("gap", "Chrome 66, Safari 12; in flex boxes Chrome 84, Safari 14.1"),
      Map.entry("row-gap", "Chrome 66, Safari 12; in flex boxes Chrome 84, Safari 14.1"),
      Map.entry("column-gap", "Chrome 66, Safari 12; in flex boxes Chrome 84, Safari 14.1"),
      Map.entry("place-items", "Chrome 59, Safari 11; its long forms are older"),
      Map.entry("place-content", "Chrome 59, Safari 9; its long forms are older"),
      Map.entry("place-self", "Chrome 59, Safari 11; its long forms are older"),
      Map.entry("inset", "Chrome 87, Safari 14.1"),
      Map.entry("inset-inline", "Chrome 87, Safari 14.1"),
      Map.entry("inset-block", "Chrome 87, Safari 14.1"),
      Map.entry("margin-inline", "Chrome 87, Safari 14.1"),
      Map.entry("margin-block", "Chrome 87, Safari 14.1"),
      Map.entry("padding-inline", "Chrome 87, Safari 14.1"),
      Map.entry("padding-block", "Chrome 87, Safari 14.1"),
      Map.entry("margin-inline-start", "Chrome 69, Safari 12.1"),
      Map.entry("margin-inline-end", "Chrome 69, Safari 12.1"),
      Map.entry("padding-inline-start", "Chrome 69, Safari 12.1"),
      Map.entry("padding-inline-end", "Chrome 69, Safari 12.1"),
      Map.entry("aspect-ratio", "Chrome 88, Safari 15"),
      Map.entry("translate", "Chrome 104, Safari 14.1"),
      Map.entry("rotate", "Chrome 104, Safari 14.1"),
      Map.entry("scale", "Chrome 104, Safari 14.1"),
      Map.entry("mask-image", "Chrome 120, Safari 15.4"));

  /** What stands beside one of them, in the same rule, makes up for it. */
  private static final Map<String, String> BESIDE = Map.of(
      "mask-image", "-webkit-mask-image", "aspect-ratio", "height", "overflow-wrap", "word-break");

  /** Words of a property's value, or of every property's: a pattern of "property: value", and what knows it. */
  private static final Map<Pattern, String> VALUES = Map.ofEntries(
      value("overflow-wrap: anywhere", "Chrome 80, Safari 15.4"),
      value("position: sticky", "Safari 13; -webkit-sticky before it"),
      value("display: (flow-root|contents|grid-lanes)", "Chrome 65, Safari 13"),
      value("content: .*/.*", "Chrome 77, Safari 17.4"),
      value("[a-z-]+: .*\\d ?(d|s|l)v(h|w|min|max)\\b.*", "Chrome 108, Safari 15.4"),
      value("[a-z-]+: .*\\d ?cq(w|h|i|b|min|max)\\b.*", "Chrome 105, Safari 16"),
      value("[a-z-]+: .*#([0-9a-fA-F]{4}|[0-9a-fA-F]{8})\\b.*", "Chrome 62, Safari 9.1"),
      value("[a-z-]+: .*\\b(rgb|rgba|hsl|hsla)\\([^,()]*\\).*", "Chrome 65, Safari 12.1"),
      value("[a-z-]+: .*(?<![\\w-])(min|max|clamp)\\(.*", "Chrome 79, Safari 11.1 to 13.1"),
      value("[a-z-]+: .*(?<![\\w-])(env)\\(.*", "Chrome 69, Safari 11.1"),
      value("[a-z-]+: .*(?<![\\w-])(conic-gradient|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark|round|sin|cos|abs)\\(.*",
          "Chrome 69 to 125, Safari 12.1 to 17.5"));

  /** Selectors that hide a whole page's part where they are not known. */
  private static final Map<Pattern, String> SELECTORS = Map.of(
      Pattern.compile(":(is|where|has|matches|any)\\("), "Chrome 88 to 105, Safari 14 to 15.4",
      Pattern.compile(":not\\([^()]*([ ,>+~]|\\w[.:#\\[])"), "Chrome 88, Safari 9",
      Pattern.compile("&"), "Chrome 120, Safari 17.2");

  /** Selectors that may stand where nothing else does: not known, their rule alone is dropped. */
  private static final Pattern ALONE = Pattern.compile(
      ":(focus-visible|any-link|user-invalid|popover-open|modal|open|dir\\()|::(backdrop|marker|file-selector-button)");

  private static Map.Entry<Pattern, String> value(String pattern, String since) {
    return Map.entry(Pattern.compile(pattern, Pattern.DOTALL), since);
  }

  @Test
  void everyStyleSheetIsWhatOldEnginesKnow() throws IOException {
    List<String> faults = new ArrayList<>();
    try (var files = Files.list(Path.of("webroot/css"))) {
      List<Path> sheets = files.filter(file -> file.toString().endsWith(".css")).sorted().toList();
      assertThat(sheets).hasSizeGreaterThan(10);
      for (Path sheet : sheets) {
        faults(Files.readString(sheet)).forEach(fault -> faults.add(sheet + ":" + fault));
      }
    }
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "a { gap: 1px; display: grid; }", "a { display: flex; grid-gap: 1px; }", "a { inset: 0; }", "a { place-items: center; }",
      "a { color: rgb(0 0 0 / 10%); }", "a { color: #00000080; }", "a { --shade: 1px 1px rgb(0 0 0 / 10%); }",
      "a { width: min(1px, 2vw); }", "a { width: clamp(1px, 2vw, 3px); width: 1px; }", "a { --wide: 1px; --wide: min(1px, 2vw); }",
      "a { content: 'x' / ''; }", "a { overflow-wrap: anywhere; }", "a { position: sticky; }", "a { height: 100dvh; }",
      "a { mask-image: none; }", "a { aspect-ratio: 1; }", "a:is(b, c) { color: red; }", "a:has(b) { color: red; }",
      "a:not(.b, .c) { color: red; }", "a:not(.b.c) { color: red; }", "a:focus-visible, a:hover { color: red; }",
      "@layer a { b { color: red; } }", "@container (min-width: 1px) { b { color: red; } }",
      "@media (max-width: 1px) { a { inset: 0; } }", "@media (width >= 1px) { a { color: red; } }", "a { b { color: red; } }"})
  void whatCameLaterIsAFault(String sheet) {
    assertThat(faults(sheet)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "a { display: grid; grid-gap: 1px; }", "a { grid-template-columns: 1fr; grid-gap: 1px; }", "a { color: rgba(0, 0, 0, 0.1); }",
      "a { width: 1px; width: min(1px, 2vw); }", "a { content: 'x'; content: 'x' / ''; }",
      "a { word-break: break-word; overflow-wrap: anywhere; }", "a { position: -webkit-sticky; position: sticky; }",
      "a { height: 100vh; height: 100dvh; }", "a:focus:not(:focus-visible) { outline: none; }", "a:not([type='b']) { color: red; }",
      "a { grid-template-columns: repeat(2, minmax(0, 1fr)); }", "@supports (width: min(1px, 2px)) { a { width: min(1px, 2px); } }",
      "a { text-wrap: balance; }", "@media (max-width: 1px) { a { color: #fff; } }"})
  void whatTheyKnowAndWhatHasSomethingBeforeItIsNone(String sheet) {
    assertThat(faults(sheet)).isEmpty();
  }

  /** @return each fault: the line of its rule or declaration, what it is, and what knows it */
  private static List<String> faults(String text) {
    List<String> faults = new ArrayList<>();
    CascadingStyleSheet sheet = CSSReader.readFromStringReader(text, new CSSReaderSettings().setCSSVersion(ECSSVersion.CSS30)
        .setCustomErrorHandler(new ThrowingCSSParseErrorHandler())
        .setCustomExceptionHandler(refusal -> faults.add(refusal.getMessage())));
    if (sheet != null) {
      look(sheet, faults);
    }
    return faults;
  }

  private static void look(AbstractHasTopLevelRules rules, List<String> faults) {
    for (ICSSTopLevelRule rule : rules.getAllRules()) {
      if (rule instanceof CSSStyleRule style) {
        lookAtSelectors(style, faults);
        lookAtDeclarations(style, faults);
      } else if (rule instanceof CSSMediaRule media) {
        String queries = media.getAllMediaQueries().stream().map(query -> query.getAsCSSString(WRITES, 0)).collect(Collectors.joining());
        if (queries.contains("<") || queries.contains(">")) {
          faults.add(line(media.getSourceLocation()) + ": @media " + queries + " (Chrome 104, Safari 16.4)");
        }
        look(media, faults);
      } else if (rule instanceof CSSFontFaceRule font) {
        if (font.getDeclarationOfPropertyName("unicode-range") != null) {
          faults.add(line(font.getSourceLocation()) + ": unicode-range (an ending whose blank comes from another font falls apart)");
        }
      } else if (!(rule instanceof CSSSupportsRule) && !(rule instanceof CSSPageRule)) { // paper is printed by newer engines; an engine reads what stands there only where it knows it
        faults.add("?: " + rule.getAsCSSString(WRITES, 0).lines().findFirst().orElse("") + " is not looked at here");
      }
    }
  }

  private static void lookAtSelectors(CSSStyleRule rule, List<String> faults) {
    for (var selector : rule.getAllSelectors()) {
      String text = selector.getAsCSSString(WRITES, 0);
      SELECTORS.forEach((unknown, since) -> {
        if (unknown.matcher(text).find()) {
          faults.add(line(selector.getSourceLocation()) + ": " + text + " (" + since + ")");
        }
      });
      if (rule.getSelectorCount() > 1 && ALONE.matcher(text).find()) {
        faults.add(line(selector.getSourceLocation()) + ": " + text + " takes the others of its list with it");
      }
    }
  }

  private static void lookAtDeclarations(CSSStyleRule rule, List<String> faults) {
    Set<String> known = new TreeSet<>();
    for (CSSDeclaration declaration : rule.getAllDeclarations()) {
      String property = declaration.getProperty();
      Optional<String> since = unknownOf(declaration, rule);
      boolean isMadeUpFor = !property.startsWith("--") && known.contains(property)
          || BESIDE.containsKey(property) && known.contains(BESIDE.get(property));
      if (since.isEmpty()) {
        known.add(property);
      } else if (!isMadeUpFor) {
        faults.add(line(declaration.getSourceLocation()) + ": " + text(declaration) + " (" + since.get() + ")");
      }
    }
  }

  /** What knows this declaration, where the old engines do not. */
  private static Optional<String> unknownOf(CSSDeclaration declaration, CSSStyleRule rule) {
    String property = declaration.getProperty();
    if (property.matches("grid(-row|-column)?-gap") && !isGrid(rule)) {
      return Optional.of("in a flex box: Chrome 84, Safari 14.1");
    }
    if (PROPERTIES.containsKey(property)) {
      return Optional.of(PROPERTIES.get(property));
    }
    return VALUES.entrySet().stream().filter(value -> value.getKey().matcher(text(declaration)).matches())
        .map(Map.Entry::getValue).findFirst();
  }

  private static boolean isGrid(CSSStyleRule rule) {
    return rule.getAllDeclarations().stream().anyMatch(declaration -> declaration.getProperty().startsWith("grid-template")
        || text(declaration).matches("display: (inline-)?grid"));
  }

  private static String text(CSSDeclaration declaration) {
    return declaration.getProperty() + ": " + declaration.getExpression().getAsCSSString(WRITES, 0);
  }

  private static String line(CSSSourceLocation place) {
    return place == null ? "?" : String.valueOf(place.getFirstTokenBeginLineNumber());
  }
}
