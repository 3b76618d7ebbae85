package huiwen.fair;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.Items;
import huiwen.support.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 四办 items on a real PostgreSQL: brought by an import, found by anybody, attached to answers. */
class ServiceItemIT extends AtFair {

  private Items items;

  @BeforeEach
  void bring() {
    items = Items.of(hub.organizer());
    items.bring("-01,驼铃年检登记,keji,马上办,苏木乡镇,科技服务站,驼铃;身份证,0,0,每天 8:30-17:30,带驼铃来，当场登记。");
    items.bring("-02,驼绒梳子补领,nongmu,网上办,旗县,手机“测试通”,身份证,3,20,全天,手机上点补领。");
  }

  private JsonArray find(String query) {
    return villager.get("/api/service-items?" + query).mustBe(200).json().getJsonArray("items");
  }

  private static String words(String words) {
    return "q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  private static List<String> codes(JsonArray items) {
    return IntStream.range(0, items.size()).mapToObj(i -> items.getJsonObject(i).getString("code")).toList();
  }

  private JsonObject answered(String text, Map<String, ?> answer) {
    String id = villager.asked(fair, "keji", text);
    return hub.volunteer(fair, "keji", "王芳").act(id, "answer", answer).mustBe(200).json();
  }

  @Test
  void anItemIsFoundByItsWordsByAnybody() {
    JsonArray found = find(words("驼铃年检") + "&department=keji&kind=" + URLEncoder.encode("马上办", StandardCharsets.UTF_8));
    JsonObject item = found.getJsonObject(codes(found).indexOf(items.code("-01")));
    Instant changedAt = item.getInstant("changedAt");
    item.remove("changedAt");
    assertThat(changedAt).isBetween(Instant.now().minusSeconds(3600), Instant.now().plusSeconds(5));
    item.remove("code");
    assertThat(item).isEqualTo(new JsonObject().put("title", "驼铃年检登记").put("department", "keji").put("kind", "马上办")
        .put("level", "苏木乡镇").put("where", "科技服务站").put("materials", new JsonArray().add("驼铃").add("身份证"))
        .put("days", 0).put("fee", 0).put("hours", "每天 8:30-17:30").put("steps", "带驼铃来，当场登记。"));
    assertThat(find(words("驼铃年检") + "&department=nongmu").toString()).doesNotContain("驼铃年检");
    hub.person().get("/api/service-items").mustBe(200);
  }

  @Test
  void whatIsAskedForOddlyIsRefusedInWords() {
    assertThat(villager.get("/api/service-items?kind=x").mustBe(422).field()).isEqualTo("kind");
    assertThat(villager.get("/api/service-items?q=" + "x".repeat(201)).mustBe(422).field()).isEqualTo("q");
    assertThat(find("codes=" + items.code("-02") + ",nosuch," + items.code("-01")).size()).isEqualTo(2);
    assertThat(find("codes=,,")).isEmpty();
  }

  @Test
  void anAnswerCarriesCodesAndKeepsThem() {
    List<String> cards = List.of(items.code("-02"), items.code("-01"), items.code("-02"));
    JsonObject question = answered("驼铃在哪年检", Map.of("text", "看卡", "serviceItems", cards));
    assertThat(question.getJsonObject("answer").getJsonArray("serviceItems")).containsExactly(items.code("-02"), items.code("-01"));
    JsonObject hers = villager.get("/api/questions/" + question.getString("id")).mustBe(200).json();
    assertThat(hers.getJsonObject("answer").getJsonArray("serviceItems")).containsExactly(items.code("-02"), items.code("-01"));
  }

  @Test
  void anUnknownCodeIsRefusedInWordsAndNothingIsAnswered() {
    String id = villager.asked(fair, "keji", "驼铃在哪年检");
    Person.Reply reply = hub.volunteer(fair, "keji", "王芳").act(id, "answer",
        Map.of("text", "看卡", "serviceItems", List.of(items.code("-01"), "nosuch-7"))).mustBe(422);
    assertThat(reply.field()).isEqualTo("serviceItems");
    assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("detail"))
        .isEqualTo("没有这张办事卡：nosuch-7。请从搜到的卡里选。");
    assertThat(villager.get("/api/questions/" + id).json().getString("state")).isEqualTo("waiting");
  }

  @Test
  void whatAQuestionMayBeAboutIsSuggestedToItsDesk() {
    String id = villager.asked(fair, "keji", "我家的驼铃该年检了，去哪登记");
    JsonObject suggested = hub.volunteer(fair, "keji", "王芳").get("/api/questions/" + id + "/suggestions").mustBe(200).json();
    assertThat(suggested.getJsonArray("serviceItems").getJsonObject(0).getString("title")).isEqualTo("驼铃年检登记");
  }

  @Test
  void anItemThatHasChangedSaysWhen() {
    Instant before = find("codes=" + items.code("-01")).getJsonObject(0).getInstant("changedAt");
    items.bring("-01,驼铃年检登记,keji,马上办,苏木乡镇,科技服务站二楼,驼铃;身份证,0,0,每天 8:30-17:30,带驼铃来，当场登记。");
    JsonObject changed = find("codes=" + items.code("-01")).getJsonObject(0);
    assertThat(changed.getString("where")).isEqualTo("科技服务站二楼");
    assertThat(changed.getInstant("changedAt")).isAfter(before);
  }
}
