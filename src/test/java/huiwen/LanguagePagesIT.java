package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import huiwen.support.AtFairWithPhones;
import huiwen.support.Person;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A villager's pages in the languages that are written here. */
@Tag("browser")
class LanguagePagesIT extends AtFairWithPhones {

  private Page phone(boolean scripts) {
    Page phone = scripts ? browsers.phone() : browsers.withoutScripts(360, 740);
    phone.navigate("/f/" + fair);
    return ready(phone, scripts);
  }

  private static Page ready(Page phone, boolean scripts) {
    if (scripts) {
      assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
    }
    return phone;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneSwitchGoesThroughThemAndIsRemembered(boolean scripts) {
    Page phone = phone(scripts);
    for (String language : List.of("mn-Mong", "mn-Cyrl", "zh-Hans")) {
      assertThat(find(phone, "language")).hasAttribute("lang", language);
      find(phone, "language").click();
      ready(phone, scripts);
      assertThat(phone.locator("html")).hasAttribute("lang", language);
      phone.navigate("/f/" + fair);
      ready(phone, scripts);
      assertThat(phone.locator("html")).hasAttribute("lang", language);
    }
    assertThat(browsers.troubles()).isEmpty();
  }

  @Test
  void whatIsWrittenStaysWhereTheLanguageIsSwitched() {
    Page phone = phone(true);
    find(phone, "question-text").fill("ᠡᠮᠨᠡᠯᠭᠡ ᠬᠠᠮᠢᠭ᠎ᠠ ᠪᠠᠶᠢᠨ᠎ᠠ?");
    find(phone, "language").click();
    ready(phone, true);
    assertThat(find(phone, "question-text")).hasValue("ᠡᠮᠨᠡᠯᠭᠡ ᠬᠠᠮᠢᠭ᠎ᠠ ᠪᠠᠶᠢᠨ᠎ᠠ?");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void mongolianStandsInColumnsFromLeftToRightInOneFont(boolean scripts) {
    Page phone = phone(scripts);
    List<String> fonts = new CopyOnWriteArrayList<>();
    phone.onRequest(request -> {
      if (request.url().endsWith(".ttf")) {
        fonts.add(request.url());
      }
    });
    phone.reload();
    ready(phone, scripts);
    assertThat(fonts).isEmpty();
    find(phone, "language").click();
    ready(phone, scripts);
    find(phone, "question-text").fill("ᠡᠮᠨᠡᠯᠭᠡ ᠬᠠᠮᠢᠭ᠎ᠠ ᠪᠠᠶᠢᠨ᠎ᠠ?");
    phone.locator("#department").selectOption("weisheng");
    assertThat(phone.locator("#department option[value=weisheng]")).hasText("ᠡᠷᠡᠭᠦᠯ ᠬᠠᠮᠠᠭᠠᠯᠠᠬᠤ");
    find(phone, "send").click();
    Locator card = find(phone, "my-question");
    assertThat(card.locator(".typed")).hasAttribute("lang", "mn-Mong");
    assertThat(card.locator(".typed")).hasCSS("writing-mode", "vertical-lr");
    assertThat(card.locator("[data-test=where]")).containsText("ᠡᠷᠡᠭᠦᠯ ᠬᠠᠮᠠᠭᠠᠯᠠᠬᠤ");
    assertThat(fonts).isNotEmpty();
    // it grows to the right alone, nothing is cut off below, and nothing stands on its side
    assertThat((Boolean) phone.evaluate("document.documentElement.scrollHeight <= innerHeight")).isTrue();
    assertThat((Boolean) phone.evaluate("document.documentElement.scrollWidth > innerWidth")).isTrue();
    answer(card.getAttribute("data-id"), "医院在街口，9点开门。");
    if (!scripts) {
      phone.reload();
    }
    assertThat(find(phone, "answer")).hasAttribute("lang", "zh-Hans");
    assertThat(find(phone, "answer")).hasCSS("text-orientation", "upright");
    assertThat(browsers.troubles()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"mn-Mong, 320, 568", "mn-Mong, 360, 740", "mn-Cyrl, 320, 568", "mn-Cyrl, 360, 740"})
  void nothingStandsInTheWayOfAnybody(String language, int width, int height) {
    Page phone = browsers.page(width, height);
    phone.navigate("/f/" + fair + "?lang=" + language);
    ready(phone, true);
    assertThat(new AxeBuilder(phone).analyze().getViolations()).isEmpty();
    find(phone, "question-text").fill("Бордооны үнэ хэд вэ?");
    find(phone, "send").click();
    find(phone, "my-question").waitFor();
    assertThat(new AxeBuilder(phone).analyze().getViolations()).isEmpty();
    if (language.equals("mn-Cyrl")) {
      assertThat((Boolean) phone.evaluate("document.documentElement.scrollWidth <= innerWidth")).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"zh-CN,zh;q=0.9 | zh-Hans", "mn | mn-Mong", "mn-CN,zh;q=0.8 | mn-Mong", "mn-MN | mn-Cyrl",
      "mn-Cyrl-MN | mn-Cyrl", "en-GB,fr | zh-Hans", "en,mn;q=0.5 | mn-Mong", ";;,,x | zh-Hans"})
  void aPhoneThatSaysWhatItsOwnerReadsIsBelieved(String accepts, String language) {
    assertThat(hub.person().send(hub.person().request("/f/" + fair).header("Accept-Language", accepts).GET()).mustBe(200).text())
        .contains("<html lang=\"" + language + "\"");
  }

  /** Each reads it in her language, with the original a touch away. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsTranslatedIsReadInOnesOwnLanguage(boolean scripts) {
    String asked = "ᠬᠣᠨᠢ ᠡᠪᠡᠳᠴᠦ ᠪᠠᠶᠢᠨ᠎ᠠ᠂ ᠶᠠᠭᠠᠬᠢᠬᠤ ᠪᠤᠢ?";
    String answered = "ᠮᠠᠯ ᠡᠮᠴᠢ ᠳᠦ ᠦᠵᠡᠭᠦᠯᠦᠨ᠎ᠡ᠃";
    String id = villager.ask(fair, Person.newKey(), Map.of("text", asked, "department", "nongmu", "public", true)).mustBe(201).json()
        .getString("id");
    answer(id, "带去兽医站看。");
    Person translator = hub.volunteer(fair, "nongmu", "乌兰");
    translator.act(id, "translation", Map.of("of", "question", "text", "羊病了，怎么办？")).mustBe(200);
    translator.act(id, "translation", Map.of("of", "answer", "text", answered)).mustBe(200);
    Page phone = phone(scripts);
    assertThat(find(phone, "published")).containsText("羊病了，怎么办？");
    assertThat(find(phone, "published")).containsText("带去兽医站看。");
    find(phone, "original").locator("summary").click();
    assertThat(find(phone, "original").locator(".typed")).hasText(asked);
    assertThat(find(phone, "original").locator(".typed")).hasAttribute("lang", "mn-Mong");
    find(phone, "language").click();
    ready(phone, scripts);
    assertThat(find(phone, "published")).containsText(asked);
    assertThat(find(phone, "published")).containsText(answered);
    find(phone, "original").locator("summary").click();
    assertThat(find(phone, "original").locator(".typed")).hasText("带去兽医站看。");
    phone.navigate("/a/" + id);
    assertThat(find(phone, "answer")).hasText(answered);
    assertThat(browsers.troubles()).isEmpty();
  }
}
