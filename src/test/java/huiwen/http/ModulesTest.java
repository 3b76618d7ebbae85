package huiwen.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Modules joined into one script: each once, before those that import it, and nothing of a form that is not known. */
class ModulesTest {

  private static String join(String entry, String... files) {
    var texts = new java.util.HashMap<String, String>();
    for (int i = 0; i < files.length; i += 2) {
      texts.put(files[i], files[i + 1]);
    }
    return Modules.join(entry, path -> {
      assertThat(texts).containsKey(path);
      return texts.get(path);
    });
  }

  @Test
  void whatIsImportedComesFirstAndOnce() {
    String script = join("/js/page.js",
        "/js/page.js", "import { a, b as c } from './lib/one.js';\nimport { two } from './lib/two.js';\nc(a, two);\n",
        "/js/lib/one.js", "/** A comment. */\nexport const a = 1;\nexport function b() {}\n",
        "/js/lib/two.js", "import { a } from './one.js';\n// another\nexport class two {}\n");
    assertThat(script).containsOnlyOnce("const a = 1;").doesNotContain("comment").doesNotContain("another");
    assertThat(script.indexOf("const a = 1")).isLessThan(script.indexOf("class two")).isPositive();
    assertThat(script).contains("const {a:a,b:c}=m").contains("return{a:a,b:b};").contains("return{two:two};");
    assertThat(script).doesNotContain("import").doesNotContain("export");
  }

  @Test
  void librariesThatWereMadeSmallAreJoinedAsTheyAre() {
    String script = join("/js/page.js",
        "/js/page.js", "import { html } from '/lib/x/dir/x.js';\nhtml();\n",
        "/lib/x/dir/x.js", "import{y as z}from\"../y.js\";const q=z;export{q as html,q as svg};\n//# sourceMappingURL=x.js.map\n",
        "/lib/x/y.js", "var y=1;export{y};");
    assertThat(script).contains("const {y:z}=m").contains("return{html:q,svg:q};").contains("return{y:y};");
  }

  @Test
  void ofACatalogueComesWhatThePageCanAskFor() {
    String script = join("/js/page.js",
        "/js/page.js", "import words from '/text/zh.json';\nt('a.one'); t(`b.${x}`);\n",
        "/text/zh.json", "{\"a.one\": \"一\", \"a.two\": \"二\", \"b.x\": \"三\", \"b.y\": \"四\", \"c\": \"五\"}");
    assertThat(script).contains("一", "三", "四").doesNotContain("二").doesNotContain("五");
  }

  @Test
  void whatComesLaterBringsWhatTheFirstDoesNotHave() {
    var texts = Map.of(
        "/js/page.js", "import { t } from './t.js';\nt('a.one');\n",
        "/js/cards.js", "import { t } from './t.js';\nimport { x } from './x.js';\nexport const cards = t('a.two') + x;\n",
        "/js/more.js", "import { x } from './x.js';\nexport const more = x;\n",
        "/js/x.js", "export const x = 'drawn';\n",
        "/js/t.js", "import words from '/text/zh.json';\nexport const t = (key) => words[key];\n",
        "/text/zh.json", "{\"a.one\": \"一\", \"a.two\": \"二\"}");
    Map<String, String> scripts = Modules.join("/js/page.js", List.of("/js/cards.js", "/js/more.js"), texts::get);
    assertThat(scripts.get("/js/page.js")).contains("一").doesNotContain("二").doesNotContain("drawn").contains("window.huiwen={");
    assertThat(scripts.get("/js/cards.js")).contains("二").doesNotContain("一").contains("drawn").contains("window.huiwen.cards=");
    assertThat(scripts.get("/js/more.js")).contains("drawn").contains("window.huiwen.more=");
  }

  @Test
  void whatCannotBeJoinedIsRefused() {
    assertThatThrownBy(() -> join("/js/a.js", "/js/a.js", "import { b } from './b.js';\n", "/js/b.js",
        "import { a } from './a.js';\nexport const b = 1;\n")).hasMessageContaining("circle");
    for (String form : new String[] {"import * as b from './b.js';", "export default 5;", "import './b.js';"}) {
      assertThatThrownBy(() -> join("/js/a.js", "/js/a.js", form + "\n")).hasMessageContaining("form that is not known");
    }
  }

  @Test
  void thePagesOwnScriptsCanBeJoined() {
    for (String page : new String[] {"ask", "desk", "board", "screen"}) {
      String script = Modules.join("/js/" + page + ".js", path -> path.startsWith("/lib/")
          ? "export{x as html,x as render,x as nothing,x as repeat,x as keyed,x as live};" : Modules.text("/webroot" + path));
      assertThat(script).hasSizeGreaterThan(10_000);
    }
  }
}
