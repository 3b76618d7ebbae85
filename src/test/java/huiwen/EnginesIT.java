package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import huiwen.support.HubUnderTest;
import huiwen.support.Person;
import huiwen.support.Visitors;
import huiwen.support.WithVisitors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The pages' scripts in old engines, Chrome 61 and Safari of iOS 11: no phone of a village is newer for certain. Their
 * words are those of ECMAScript 2017, and they do without what came later.
 */
@Tag("browser")
class EnginesIT extends WithVisitors {

  /** What runs on a page, and not what only stands there to be read. */
  private static final Pattern SCRIPT = Pattern.compile("<(?:script defer src|meta name=\"script-\\w+\" content)=\"([^\"]+)\"");
  private static final String ACORN = "/META-INF/resources/_static/acorn/8.15.0/dist/acorn.js";

  /** Parses a script: "line: what is not known". */
  private static final String PARSE = """
      (text) => {
        try {
          acorn.parse(text, { ecmaVersion: 2017 });
          return '';
        } catch (problem) {
          const line = problem.loc ? text.split('\\n')[problem.loc.line - 1] : '';
          return `${problem.message}: ${line.slice(0, 200)}`;
        }
      }""";

  /**
   * Takes away what came after Chrome 61 or iOS 11, and has fetch send no cookie by itself, as there. {@code globalThis}
   * stays: Playwright itself asks for it.
   */
  private static final String OLD = """
      const gone = [
        [window, 'AbortController', 'AbortSignal', 'structuredClone', 'queueMicrotask', 'ResizeObserver',
          'IntersectionObserver', 'PointerEvent', 'BigInt', 'WeakRef', 'SubmitEvent'],
        [HTMLDialogElement.prototype, 'show', 'showModal', 'close', 'requestClose', 'open', 'returnValue'],
        [SubmitEvent.prototype, 'submitter'],
        [Navigator.prototype, 'locks', 'clipboard', 'userAgentData'],
        [Crypto.prototype, 'randomUUID', 'subtle'],
        [Element.prototype, 'replaceChildren', 'toggleAttribute', 'checkVisibility'],
        [Document.prototype, 'replaceChildren'],
        [Array.prototype, 'flat', 'flatMap', 'at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'with'],
        [String.prototype, 'replaceAll', 'matchAll', 'trimEnd', 'trimStart', 'trimLeft', 'trimRight', 'at'],
        [Object, 'fromEntries', 'hasOwn', 'groupBy'],
        [Promise, 'allSettled', 'any', 'withResolvers', 'try'],
        [Promise.prototype, 'finally'],
      ];
      const anyFetch = window.fetch;
      window.fetch = (what, options) => {
        if (options && options.signal) throw new Error('fetch cannot be broken off');
        return anyFetch.call(window, what, Object.assign({ credentials: 'omit' }, options));
      };
      const { scrollTo } = window;
      window.scrollTo = (x, y) => {
        if (typeof x === 'object') throw new TypeError('not enough arguments');
        scrollTo.call(window, x, y);
      };
      gone.forEach(([owner, ...names]) => names.forEach((name) => { delete owner[name]; }));
      """;

  @Test
  void everyScriptThatIsServedIsEcmaScript2017() throws IOException {
    Page page = visitors.browsers().laptop();
    page.evaluate(resource(ACORN));
    Person anybody = hub.person();
    for (String path : List.of("/f/" + visitors.fair(), "/desk", "/board", "/screen/" + visitors.fair())) {
      List<String> scripts = SCRIPT.matcher(anybody.get(path).mustBe(200).text()).results().map(found -> found.group(1)).toList();
      assertThat(scripts).as(path).isNotEmpty();
      for (String script : scripts) {
        assertThat(page.evaluate(PARSE, anybody.get(script).mustBe(200).text())).as(path).isEqualTo("");
      }
    }
    assertThat((String) page.evaluate(PARSE, "const a = b?.c;")).contains("Unexpected token");
  }

  private static String resource(String name) {
    try (InputStream file = EnginesIT.class.getResourceAsStream(name)) {
      assertThat(file).as(name).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Page old(Page page) {
    page.addInitScript(OLD);
    return page;
  }

  @Test
  void thePagesDoWithoutWhatCameLater() {
    Page phone = visitors.arrive(old(visitors.browsers().phone()));
    assertThat(phone.evaluate("typeof AbortController + typeof document.createElement('dialog').showModal"))
        .isEqualTo("undefinedundefined");
    visitors.ask(phone, "yibao", "高血压药农合可不可以报销?");

    Page desk = old(visitors.browsers().laptop());
    desk.navigate(visitors.invite("yibao"));
    find(desk, "join-name").fill("王芳");
    find(desk, "join").click();
    Visitors.take(desk, Visitors.questionOf(phone));
    find(desk, "answer-text").fill("可以的。");
    find(desk, "answer-send").click();

    assertThat(find(phone, "answer")).hasText("可以的。");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void aDialogOpensAndClosesWhereTheEngineHasNone() {
    Page board = old(visitors.browsers().screen());
    board.navigate("/board?fair=" + visitors.fair());
    find(board, "password").fill(HubUnderTest.PASSWORD);
    find(board, "sign-in").click();
    find(board, "desks").click();
    board.locator("[data-test=open-desk][data-code=yibao]").click();
    assertThat(find(board, "invite-qr")).isVisible();
    assertThat(board.locator(".dialog-by-style[role=dialog]")).hasCSS("position", "fixed");
    board.locator("[data-test=desks-dialog] [data-test=close]").click();
    assertThat(find(board, "desks-dialog")).isHidden();
    assertThat(find(board, "desks")).isFocused();

    find(board, "learning").click();
    assertThat(find(board, "version").first()).isVisible();
    board.keyboard().press("Escape");
    assertThat(find(board, "learning-dialog")).isHidden();
    assertThat(find(board, "version")).hasCount(0); // its close has been heard: nothing of it stays in the page
    assertThat(visitors.browsers().troubles()).isEmpty();
  }
}
