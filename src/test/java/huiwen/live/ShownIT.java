package huiwen.live;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each reader is shown of what happens, and what she is shown no more. */
class ShownIT extends AtFair {

  @Test
  void othersHearOfAQuestionWhenItIsPublishedAndWhenItIsNoMore() {
    try (Live other = hub.person().arrive(fair).live().join(fair, "asker", null)) {
      other.next("joined");
      String question = villager.ask(fair, Person.newKey(), Map.of("text", "打我电话13800000000",
          "department", "keji", "name", "张三", "phone", "13900000000", "village", "新村", "public", true)).mustBe(201)
          .json().getString("id");
      answer(question, "好的");
      JsonObject published = other.nextEntry("answered").getJsonObject("question");
      assertThat(published.getString("text")).isEqualTo("打我电话13*****");
      assertThat(published.encode()).doesNotContain("张三", "13900000000", "新村", "13800000000");
      villager.act(question, "rating", Map.of("grade", 1)).mustBe(200);
      JsonObject gone = other.nextEntry("reopened").getJsonObject("question");
      assertThat(gone.getString("id")).isEqualTo(question);
      assertThat(gone.getBoolean("public")).isFalse();
      assertThat(gone.containsKey("text")).isFalse();
      // and of the rest they have heard nothing
      assertThat(other.seen().stream().map(frame -> frame.getString("kind")).filter(kind -> kind != null))
          .containsExactly("answered", "rated", "reopened");
    }
  }

  @Test
  void whoComesLaterIsNotShownWhatWasPublishedAndIsNoMore() {
    String question = villager.ask(fair, Person.newKey(), Map.of("text", "不再公开的话", "department", "keji",
        "public", true)).mustBe(201).json().getString("id");
    answer(question, "不再公开的答复");
    villager.act(question, "rating", Map.of("grade", 1)).mustBe(200);
    for (Long since : new Long[] {0L, 1L, 2L, null}) {
      try (Live other = hub.person().arrive(fair).live().join(fair, "asker", since)) {
        other.next("joined");
        assertThat(other.seen().toString()).doesNotContain("不再公开");
      }
    }
    // whoever had it is told that it is gone
    try (Live other = hub.person().arrive(fair).live().join(fair, "asker", 2L)) {
      other.next("joined");
      assertThat(other.seen().toString()).contains(question);
    }
  }

  @Test
  void aDeskIsNotShownWhatWasPassedOnSince() {
    String passed = villager.ask(fair, Person.newKey(), Map.of("text", "转走了的话", "department", "keji",
        "name", "张三", "phone", "13900000000")).mustBe(201).json().getString("id");
    hub.organizer().act(passed, "transfer", Map.of("department", "yibao", "reason", "不归我们")).mustBe(200);
    String stays = villager.asked(fair, "keji", "还在的话");
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    for (boolean fromJournal : List.of(false, true)) {
      if (fromJournal) {
        hub.commitWithoutTelling(hub.fairId(fair), 1);
      }
      try (Live desk = volunteer.live().join(fair, "desk", 0L)) {
        desk.next("joined");
        assertThat(desk.seen().toString()).doesNotContain("转走了的话", "张三", "13900000000").contains(stays, "还在的话");
      }
    }
  }

  @Test
  void aWallShowsWordsOnlyOfWhatIsAnsweredAndPublished() {
    Person organizer = hub.organizer();
    try (Live screen = Live.open(hub.address(), "", null).join(fair, "screen", null);
        Live board = organizer.live().join(fair, "board", null)) {
      screen.next("joined");
      board.next("joined");
      String question = villager.asked(fair, "keji", "墙上的话");
      for (Live wall : List.of(screen, board)) {
        JsonObject asked = wall.nextEntry("asked").getJsonObject("question");
        assertThat(asked.getString("ticket")).isNotEmpty();
        assertThat(asked.getString("department")).isEqualTo("keji");
        assertThat(asked.encode()).doesNotContain("墙上的");
      }
      answer(question, "墙上的答复");
      for (Live wall : List.of(screen, board)) {
        JsonObject answered = wall.nextEntry("answered").getJsonObject("question");
        assertThat(answered.getString("text")).isEqualTo("墙上的话");
        assertThat(answered.getJsonObject("answer").getString("text")).isEqualTo("墙上的答复");
      }
      villager.act(question, "publication", Map.of("public", false)).mustBe(200);
      for (Live wall : List.of(screen, board)) {
        assertThat(wall.nextEntry("unpublished").encode()).doesNotContain("墙上的");
      }
      // and who puts another wall up sees no words either, however it joins
      for (Long since : new Long[] {null, 0L, 1L}) {
        try (Live later = Live.open(hub.address(), "", null).join(fair, "screen", since)) {
          later.next("joined");
          assertThat(later.seen().toString()).doesNotContain("墙上的");
        }
      }
    }
  }

  @Test
  void whoAskedIsToldToWhoHoldsTheQuestionAlone() {
    Person holder = hub.volunteer(fair, "keji", "王芳");
    Person colleague = hub.volunteer(fair, "keji", "李强");
    String question = villager.ask(fair, Person.newKey(), Map.of("text", "回我电话", "department", "keji",
        "name", "张三", "phone", "13900000000")).mustBe(201).json().getString("id");
    try (Live held = holder.live().join(fair, "desk", null); Live other = colleague.live().join(fair, "desk", null)) {
      assertThat(held.next("joined").encode()).contains(question).doesNotContain("张三", "13900000000");
      other.next("joined");
      holder.act(question, "claim").mustBe(200);
      assertThat(held.nextEntry("claimed").encode()).contains("张三", "13900000000");
      assertThat(other.nextEntry("claimed").encode()).contains("\"hasPhone\":true").doesNotContain("张三", "13900000000");
      try (Live again = colleague.live().join(fair, "desk", 0L)) {
        again.next("joined");
        assertThat(again.seen().toString()).contains(question).doesNotContain("张三", "13900000000");
      }
      holder.act(question, "release").mustBe(200);
      assertThat(held.nextEntry("released").encode()).doesNotContain("张三", "13900000000");
      try (Live again = holder.live().join(fair, "desk", 0L)) {
        again.next("joined");
        assertThat(again.seen().toString()).contains(question).doesNotContain("张三", "13900000000");
      }
    }
  }
}
