package huiwen.live;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.bus.News;
import huiwen.desk.LeaseVerticle;
import huiwen.support.AtFair;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveIT extends AtFair {

  @Test
  void aSnapshotShowsWhatIsThereToEach() {
    String mine = villager.asked(fair, "keji", "我的问题");
    String published = hub.person().arrive(fair).asked(fair, "keji", "别人的问题");
    hub.person().arrive(fair).asked(fair, "yibao", "别人没答的问题");
    answer(published, "答复");
    try (Live phone = villager.live().join(fair, "asker", null);
        Live desk = hub.volunteer(fair, "keji", "王芳").live().join(fair, "desk", null);
        Live board = hub.organizer().live().join(fair, "board", null);
        Live nobody = Live.open(hub.address(), "", null).join(fair, "asker", null)) {
      JsonObject joined = phone.next("joined");
      assertThat(joined.getLong("seq")).isEqualTo(4);
      assertThat(ids(joined)).containsExactly(mine, published);
      assertThat(ids(desk.next("joined"))).containsExactly(mine, published);
      assertThat(ids(board.next("joined"))).hasSize(3);
      assertThat(ids(nobody.next("joined"))).containsExactly(published);
      assertThat(board.next("tally").getJsonObject("total").getInteger("asked")).isEqualTo(3);
    }
  }

  private static List<String> ids(JsonObject joined) {
    return joined.getJsonArray("questions").stream().map(q -> ((JsonObject) q).getString("id")).toList();
  }

  @Test
  void aLongQueueIsGivenFromItsFrontAndSaysHowMuchMoreThereIs() {
    for (int i = 0; i < 203; i++) {
      villager.asked(fair, "keji", "排队" + i);
    }
    String other = villager.asked(fair, "yibao", "别的台");
    Person organizer = hub.organizer();
    try (Live desk = organizer.live(); Live all = organizer.live()) {
      desk.send("{\"op\":\"join\",\"fair\":\"" + fair + "\",\"as\":\"desk\",\"departments\":[\"keji\"]}");
      JsonObject joined = desk.next("joined");
      assertThat(joined.getJsonObject("more")).isEqualTo(new JsonObject().put("keji", 3));
      assertThat(aheads(joined)).isEqualTo(IntStream.range(0, 200).boxed().toList());
      JsonObject everyDesk = all.join(fair, "desk", null).next("joined");
      assertThat(ids(everyDesk)).contains(other).hasSizeLessThan(100);
      assertThat(everyDesk.getJsonObject("more").getInteger("keji")).isGreaterThan(100);
    }
    JsonObject listed = organizer.get("/api/fairs/" + fair + "/desks/keji/questions").mustBe(200).json();
    assertThat(aheads(listed)).isEqualTo(IntStream.range(0, 203).boxed().toList());
    assertThat(listed.getBoolean("more")).isFalse();
  }

  private static List<Integer> aheads(JsonObject list) {
    return list.getJsonArray("questions").stream().map(q -> ((JsonObject) q).getInteger("ahead")).toList();
  }

  @Test
  void whoComesBackHasMissedNothing() {
    Person organizer = hub.organizer();
    long since;
    try (Live board = organizer.live().join(fair, "board", null)) {
      board.next("joined");
      villager.asked(fair, "keji", "问题一");
      since = board.nextEntry("asked").getLong("seq");
    }
    for (int i = 0; i < 30; i++) {
      answer(villager.asked(fair, "keji", "问题" + i), "答复" + i);
    }
    try (Live board = organizer.live().join(fair, "board", since)) {
      JsonObject joined = board.next("joined");
      assertThat(joined.getLong("seq")).isEqualTo(61);
      assertThat(joined.containsKey("questions")).isFalse();
      assertThat(board.seqs()).containsExactlyElementsOf(LongStream.rangeClosed(2, 61).boxed().toList());
      villager.asked(fair, "keji", "再来一个");
      assertThat(board.nextEntry("asked").getLong("seq")).isEqualTo(62);
    }
  }

  @Test
  void anAskerWhoComesBackGetsWhatIsHersAndWhatIsPublished() {
    Person other = hub.person().arrive(fair);
    String mine = villager.asked(fair, "keji", "我的");
    long since;
    try (Live phone = villager.live().join(fair, "asker", null)) {
      since = phone.next("joined").getLong("seq");
    }
    String published = other.asked(fair, "keji", "别人的问题");
    other.asked(fair, "keji", "没答的秘密");
    answer(mine, "答复一");
    answer(published, "答复二");
    try (Live phone = villager.live().join(fair, "asker", since)) {
      JsonObject joined = phone.next("joined");
      assertThat(joined.getLong("seq")).isEqualTo(5);
      assertThat(joined.containsKey("questions")).isFalse();
      // 2 and 3 are what another has asked, and are none of hers; 4 is her answer, 5 is for everybody
      assertThat(phone.seqs()).containsExactly(4L, 5L);
      assertThat(phone.seen().toString()).doesNotContain("没答的秘密");
    }
  }

  @Test
  void whoMissedAThousandIsSentThemAndWhoMissedMoreASnapshot() {
    villager.asked(fair, "keji", "第一个");
    hub.commitWithoutTelling(hub.fairId(fair), 1_000);
    Person organizer = hub.organizer();
    try (Live missedThousand = organizer.live().join(fair, "board", 1L)) {
      assertThat(missedThousand.next("joined").containsKey("questions")).isFalse();
      assertThat(missedThousand.seqs())
          .containsExactlyElementsOf(LongStream.rangeClosed(2, 1_001).boxed().toList());
    }
    try (Live missedMore = organizer.live().join(fair, "board", 0L)) {
      JsonObject joined = missedMore.next("joined");
      assertThat(joined.getLong("seq")).isEqualTo(1_001);
      assertThat(ids(joined)).hasSize(50);
      assertThat(missedMore.seqs()).isEmpty();
    }
  }

  @Test
  void whoLosesTheConnectionAgainAndAgainWhileMuchHappensMissesNothing() {
    Person organizer = hub.organizer();
    var received = new ArrayList<Long>();
    int questions = 150;
    CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
      for (int i = 0; i < questions; i++) {
        villager.asked(fair, "keji", "问题" + i);
      }
    });
    while (received.size() < questions) {
      long since = received.isEmpty() ? 0 : received.get(received.size() - 1);
      try (Live board = organizer.live().join(fair, "board", since)) {
        if (board.next("joined").getLong("seq") < questions) {
          board.nextEntry("asked"); // and cut off right after it, whatever else is on its way
        }
        received.addAll(board.seqs());
      }
    }
    asking.join();
    assertThat(received).containsExactlyElementsOf(LongStream.rangeClosed(1, questions).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1_000_000, Long.MAX_VALUE})
  void whoseNumberCannotBeReplayedGetsASnapshot(long since) {
    villager.asked(fair, "keji", "问题一");
    try (Live phone = villager.live().join(fair, "asker", since)) {
      JsonObject joined = phone.next("joined");
      assertThat(joined.getLong("seq")).isEqualTo(1);
      assertThat(ids(joined)).hasSize(1);
    }
  }

  @Test
  void aBeatIsAnsweredAtOnceAndSaysWhatIsStillInHand() throws Exception {
    var told = new LinkedBlockingQueue<Object>();
    var subscription = new Bus(hub.vertx()).hear(Address.HOLDING, told::add);
    subscription.completion().toCompletionStage().toCompletableFuture().join();
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    String question = villager.asked(fair, "keji", "问题一");
    try (Live desk = volunteer.live().join(fair, "desk", null); Live phone = villager.live().join(fair, "asker", null)) {
      desk.next("joined");
      phone.next("joined");
      phone.send("{\"op\":\"beat\",\"holding\":[\"" + question + "\"]}"); // nobody who has nothing in hand can say so
      JsonObject answered = phone.next("beat");
      assertThat(answered.getLong("seq")).isEqualTo(1);
      assertThat(answered.getString("epoch")).isNotEmpty();
      desk.send("{\"op\":\"beat\",\"holding\":[\"" + question + "\"]}");
      desk.next("beat");
      assertThat(((LeaseVerticle.Holding) told.poll(5, TimeUnit.SECONDS)).questions()).containsExactly(question);
      assertThat(told).isEmpty();
    } finally {
      subscription.unregister();
    }
  }

  private Live comeBack(Long since, String epoch) {
    return villager.live().send(new JsonObject().put("op", "join").put("fair", fair).put("as", "asker")
        .put("since", since).put("epoch", epoch).encode());
  }

  @Test
  void aNumberIsWorthNothingInAnotherJournal() {
    villager.asked(fair, "keji", "问题一");
    String epoch;
    try (Live phone = villager.live().join(fair, "asker", null)) {
      epoch = phone.next("joined").getString("epoch");
      assertThat(epoch).isEqualTo(hub.person().get("/api/fairs/" + fair).json().getString("epoch"));
    }
    try (Live same = comeBack(1L, epoch); Live other = comeBack(1L, "another")) {
      assertThat(same.next("joined").containsKey("questions")).isFalse();
      assertThat(ids(other.next("joined"))).hasSize(1);
    }
  }

  @Test
  void whenTheJournalGetsAnotherNameAllComeBackToIt() {
    villager.asked(fair, "keji", "问题一");
    try (Live phone = villager.live().join(fair, "asker", null)) {
      String epoch = phone.next("joined").getString("epoch");
      hub.pool(hub.vertx()).preparedQuery("UPDATE fair SET epoch = 'restored' WHERE code = $1").execute(Tuple.of(fair))
          .toCompletionStage().toCompletableFuture().join();
      hub.organizer().patch("/api/fairs/" + fair, Map.of("name", "恢复了")).mustBe(200);
      phone.next("leaving");
      assertThat(phone.closeCode()).isEqualTo(1001);
      try (Live back = comeBack(1L, epoch)) {
        JsonObject joined = back.next("joined");
        assertThat(joined.getString("epoch")).isEqualTo("restored");
        assertThat(ids(joined)).hasSize(1);
        assertThat(back.next("beat").getString("epoch")).isEqualTo("restored");
      }
    }
  }

  @Test
  void aBeatTellsHowFarAndHowManyAreAhead() {
    hub.person().arrive(fair).asked(fair, "keji", "排在前面的");
    String mine = villager.asked(fair, "keji", "我的");
    try (Live phone = villager.live().join(fair, "asker", null)) {
      phone.next("joined");
      JsonObject beat = phone.next("beat");
      assertThat(beat.getLong("seq")).isEqualTo(2);
      assertThat(beat.getJsonObject("ahead").getInteger(mine)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "[]", "5", "{}", "{\"op\":\"dance\"}", "{\"op\":\"join\"}",
      "{\"op\":\"join\",\"fair\":\"demo\",\"as\":\"king\"}", "{\"op\":\"join\",\"fair\":5,\"as\":\"asker\"}",
      "{\"op\":\"join\",\"fair\":\"demo\",\"as\":\"desk\",\"departments\":\"keji\"}",
      "{\"op\":\"join\",\"fair\":\"demo\",\"as\":\"asker\",\"since\":\"x\"}",
      "{\"op\":\"beat\",\"holding\":\"all\"}", "{\"op\":\"beat\",\"holding\":[5]}"})
  void aBadFrameEndsTheConnection(String frame) {
    try (Live live = villager.live().send(frame)) {
      assertThat(live.next("error").getJsonObject("problem").getString("type")).isEqualTo("/problems/invalid");
      assertThat(live.closeCode()).isEqualTo(4400);
    }
  }

  @Test
  void binaryFramesAndHugeOnesEndTheConnection() {
    try (Live live = villager.live()) {
      live.socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
      assertThat(live.next("error").getJsonObject("problem").getString("type")).isEqualTo("/problems/invalid");
      assertThat(live.closeCode()).isEqualTo(4400);
    }
    try (Live live = villager.live()) {
      live.socket().sendText("x".repeat(17_000), true);
      assertThat(live.closeCode()).isEqualTo(1009);
    }
    try (Live live = villager.live()) {
      live.socket().sendText("x".repeat(9_000), false).join();
      live.socket().sendText("x".repeat(9_000), true);
      assertThat(live.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void onlyWhoMayComesIn() {
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    String otherFair = hub.newFair();
    assertThat(closeCode(villager, "{'op':'join','fair':'%s','as':'desk'}")).isEqualTo(4401);
    assertThat(closeCode(villager, "{'op':'join','fair':'%s','as':'board'}")).isEqualTo(4401);
    assertThat(closeCode(volunteer, "{'op':'join','fair':'%s','as':'board'}")).isEqualTo(4403);
    assertThat(closeCode(volunteer, "{'op':'join','fair':'%s','as':'desk','departments':['yibao']}")).isEqualTo(4403);
    assertThat(closeCode(volunteer, "{'op':'join','fair':'" + otherFair + "','as':'desk'}")).isEqualTo(4403);
    assertThat(closeCode(villager, "{'op':'join','fair':'nosuch','as':'asker'}")).isEqualTo(4404);
  }

  private int closeCode(Person person, String frame) {
    try (Live live = person.live().send(frame.replace('\'', '"').formatted(fair))) {
      live.next("error");
      return live.closeCode();
    }
  }

  @Test
  void whoJoinsOnceMoreFollowsTheNewDesks() {
    Person organizer = hub.organizer();
    try (Live desk = organizer.live()) {
      desk.send("{\"op\":\"join\",\"fair\":\"" + fair + "\",\"as\":\"desk\",\"departments\":[\"keji\"]}");
      desk.next("joined");
      desk.send("{\"op\":\"join\",\"fair\":\"" + fair + "\",\"as\":\"desk\",\"departments\":[\"yibao\"]}");
      desk.next("joined");
      villager.asked(fair, "keji", "不该看到的");
      villager.asked(fair, "yibao", "该看到的");
      assertThat(desk.nextEntry("asked").getJsonObject("question").getString("text")).isEqualTo("该看到的");
    }
  }

  @Test
  void aPhoneThatFloodsIsSentAway() {
    try (Live live = villager.live()) {
      for (int i = 0; i < 400 && !live.socket().isOutputClosed(); i++) {
        // one after the other, as the client refuses a frame while the one before is on its way
        live.socket().sendText("{\"op\":\"beat\"}", true).exceptionally(closed -> null).join();
      }
      assertThat(live.closeCode()).isEqualTo(4429);
    }
  }

  @Test
  void whatTheBusLosesIsReadFromTheJournal() {
    // a listener on the bus takes note of what is really published, to publish the last of it again later
    var published = new ConcurrentLinkedQueue<News>();
    int fairId;
    try (Live board = hub.organizer().live().join(fair, "board", null)) {
      board.next("joined");
      villager.asked(fair, "keji", "第一个");
      board.nextEntry("asked");
      fairId = hub.fairId(fair);
      var bus = new Bus(hub.vertx());
      var subscription = bus.hear(Address.ENTRIES, Address.entries(fairId), published::add);
      subscription.completion().toCompletionStage().toCompletableFuture().join();
      villager.asked(fair, "keji", "第二个");
      board.nextEntry("asked");
      subscription.unregister().toCompletionStage().toCompletableFuture().join();

      // entries 3 and 4 are in the journal only; then the bus brings number 5 of them
      hub.commitWithoutTelling(fairId, 2);
      villager.asked(fair, "keji", "第五个");
      assertThat(board.next(frame -> frame.containsKey("seq") && frame.getLong("seq") == 5
          && "entry".equals(frame.getString("op")))).isNotNull();
      assertThat(board.seqs()).containsExactly(1L, 2L, 3L, 4L, 5L);
      // what comes twice is passed on once
      published.forEach(news -> bus.tell(Address.ENTRIES, news));
      villager.asked(fair, "keji", "第六个");
      board.nextEntry("asked");
      assertThat(board.seqs()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }
  }

  @Test
  void eventLoopsThatStandStillForTwoSecondsLoseNothing() throws Exception {
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    try (Live desk = volunteer.live().join(fair, "desk", null);
        Live board = hub.organizer().live().join(fair, "board", null)) {
      desk.next("joined");
      board.next("joined");
      hub.blockEventLoops(Duration.ofSeconds(2));
      List<CompletableFuture<Integer>> asked = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String key = "key-of-question-" + i / 2; // each twice, as a phone does that waited too long
        asked.add(CompletableFuture.supplyAsync(() ->
            villager.ask(fair, key, Map.of("text", "问" + key, "department", "keji")).status()));
      }
      List<Integer> statuses = asked.stream().map(CompletableFuture::join).sorted().toList();
      assertThat(statuses.subList(0, 10)).containsOnly(200);
      assertThat(statuses.subList(10, 20)).containsOnly(201);
      for (Live live : List.of(desk, board)) {
        live.next(frame -> "entry".equals(frame.getString("op")) && frame.getLong("seq") == 10);
        assertThat(live.seqs()).isEqualTo(LongStream.rangeClosed(1, 10).boxed().toList());
      }
    } finally {
      hub.forgiveBlocked();
    }
  }
}
