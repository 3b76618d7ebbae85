package huiwen.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huiwen.fair.Department;
import huiwen.fair.Departments;
import huiwen.question.Entry;
import huiwen.question.RandomHistories;
import huiwen.question.Question;
import huiwen.question.Recount;
import huiwen.question.State;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TallyTest extends RandomHistories {

  private static final Departments DEPARTMENTS = new Departments(List.of(
      new Department("keji", "科技", null, "产业兴旺", "种植", false, List.of(), List.of()),
      new Department("nongmu", "农牧", null, "产业兴旺", "养殖", false, List.of(), List.of())));
  private static final Recount NOTHING = new Recount(0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  @Property(tries = 300)
  void whatIsCountedFromEntriesIsWhatTheQuestionsAddUpTo(@ForAll("steps") List<Step> steps) {
    var tally = new Tally(DEPARTMENTS, NOTHING);
    Map<String, Question> questions = new HashMap<>();
    for (Entry entry : entries(steps)) {
      tally.apply(entry);
      questions.put(entry.question().id(), entry.question());
      assertThat(tally).isEqualTo(new Tally(DEPARTMENTS, recount(entry.seq(), questions)));
      assertThatAllAskedAreSomewhere(view(tally));
    }
  }

  private static Recount recount(long seq, Map<String, Question> questions) {
    var rows = new ArrayList<Recount.Questions>();
    var waits = new ArrayList<Recount.Waits>();
    var grades = new ArrayList<Recount.Grades>();
    var parts = new ArrayList<Recount.Parts>();
    var solved = new ArrayList<Recount.SolvedCounts>();
    for (Question question : questions.values()) {
      if (question.isPart()) {
        parts.add(new Recount.Parts(question.department(), 1, question.firstAnsweredAt() == null ? 0 : 1));
        continue;
      }
      rows.add(new Recount.Questions(question.department(), question.asked().village(), question.state(),
          question.firstAnsweredAt() != null, 1));
      if (question.firstAnsweredAt() != null) {
        waits.add(new Recount.Waits(question.department(), question.untilFirstAnswer().toSeconds(), 1));
      }
      if (question.rating() != null) {
        grades.add(new Recount.Grades(question.department(), question.rating().grade(), 1));
      }
      if (question.solved() != null) {
        solved.add(new Recount.SolvedCounts(question.department(), question.asked().village(), question.solved().solved(), 1));
      }
    }
    return new Recount(seq, List.of(), rows, waits, grades, parts, solved);
  }

  private static void assertThatAllAskedAreSomewhere(JsonObject view) {
    var rows = new ArrayList<>(view.getJsonArray("departments").stream().map(JsonObject.class::cast).toList());
    rows.add(view.getJsonObject("total"));
    for (JsonObject row : rows) {
      int sum = 0;
      for (String state : List.of("held", "waiting", "claimed", "askedBack", "answered", "followUp", "closed",
          "merged", "withdrawn")) {
        assertThat(row.getInteger(state)).as(state).isNotNegative();
        sum += row.getInteger(state);
      }
      assertThat(row.getInteger("asked")).isEqualTo(sum);
    }
  }

  private static JsonObject view(Tally tally) {
    return tally.view(List.of("keji", "nongmu"), Instant.EPOCH, new JsonObject());
  }

  @Test
  void medianAndNinetiethPercentileAreOnesThatReallyHappened() {
    var tally = new Tally(DEPARTMENTS, new Recount(5, List.of(),
        List.of(new Recount.Questions("keji", null, State.ANSWERED, true, 10)),
        List.of(new Recount.Waits("keji", 60, 5), new Recount.Waits("keji", 120, 4), new Recount.Waits("keji", 900, 1)),
        List.of(new Recount.Grades("keji", 5, 3), new Recount.Grades("keji", 2, 1)), List.of(), List.of()));
    JsonObject keji = view(tally).getJsonArray("departments").getJsonObject(0);
    assertThat(keji.getLong("medianWaitSeconds")).isEqualTo(60);
    assertThat(keji.getLong("p90WaitSeconds")).isEqualTo(120);
    assertThat(keji.getDouble("satisfaction")).isEqualTo(0.75);
    JsonObject nongmu = view(tally).getJsonArray("departments").getJsonObject(1);
    assertThat(nongmu.getValue("medianWaitSeconds")).isNull();
    assertThat(nongmu.getValue("satisfaction")).isNull();
  }

  @Test
  void aVillageWinsAFlagByResultsAlone() {
    var tally = new Tally(DEPARTMENTS, new Recount(5, List.of(), List.of(
        new Recount.Questions("keji", "新村", State.ANSWERED, true, 2),
        new Recount.Questions("keji", "旧村", State.ANSWERED, true, 2),
        new Recount.Questions("nongmu", "旧村", State.WAITING, false, 1)), List.of(), List.of(), List.of(),
        List.of(new Recount.SolvedCounts("keji", "新村", true, 3), new Recount.SolvedCounts("keji", "新村", false, 1))));
    JsonObject view = view(tally);
    assertThat(view.getJsonArray("villages").stream().map(JsonObject.class::cast)
        .map(village -> village.getString("name") + " " + village.getInteger("asked") + "/"
            + village.getInteger("resolved") + " "
            + village.getJsonObject("flags").getBoolean("产业兴旺")
            + village.getJsonObject("flags").getBoolean("党建示范")))
        .containsExactlyInAnyOrder("新村 2/2 truefalse", "旧村 3/2 falsefalse");
    assertThat(view.getJsonArray("villages").stream().map(JsonObject.class::cast).filter(village -> village.getString("name").equals("新村"))
        .map(village -> village.getJsonObject("solved"))).containsExactly(new JsonObject().put("yes", 3).put("no", 1));
    assertThat(view.getJsonArray("departments").getJsonObject(0).getJsonObject("solved")).isEqualTo(new JsonObject().put("yes", 3).put("no", 1));
    assertThat(view.getJsonObject("total").getJsonObject("solved")).isEqualTo(new JsonObject().put("yes", 3).put("no", 1));
  }

  @Test
  void villagesThatAreNotListedAreUnderOneHeading() {
    var tally = new Tally(DEPARTMENTS, new Recount(5, List.of("新村", "旧村"), List.of(
        new Recount.Questions("keji", "新村", State.ANSWERED, true, 2),
        new Recount.Questions("keji", Recount.OTHER_VILLAGES, State.ANSWERED, true, 36_000)), List.of(), List.of(), List.of(), List.of()));
    JsonArray villages = view(tally).getJsonArray("villages");
    assertThat(villages.stream().map(JsonObject.class::cast).map(village -> village.getString("name") + " "
        + village.getInteger("asked") + " " + village.getJsonObject("flags").getBoolean("产业兴旺")))
        .containsExactlyInAnyOrder("新村 2 true", "其他 36000 false"); // a heading is no village and wins no flag
  }

  @Test
  void whereNoneAreListedTheFirstAreNamed() {
    var tally = new Tally(DEPARTMENTS, NOTHING);
    entriesOfVillages(36_000).forEach(tally::apply);
    JsonArray villages = view(tally).getJsonArray("villages");
    assertThat(villages).hasSize(Recount.MOST_VILLAGES + 1);
    assertThat(villages.stream().map(JsonObject.class::cast).mapToInt(village -> village.getInteger("asked")).sum())
        .isEqualTo(36_000);
    assertThat(view(tally).encode().length()).isLessThan(42_500);
  }

  private static List<Entry> entriesOfVillages(int villages) {
    List<Entry> entries = entries(List.of(new Step(null, null, 0, 1)));
    Entry one = entries.get(0);
    return LongStream.rangeClosed(1, villages).mapToObj(seq -> new Entry(one.fairId(), seq, one.at(), one.kind(),
        RandomHistories.inVillage(one.question(), "村" + seq), null, null, null)).toList();
  }

  @Test
  void whatIsShownIsMadeAnewOnlyWhereItHasMoved() {
    var tally = new Tally(DEPARTMENTS, NOTHING);
    List<Entry> entries = entries(List.of(new Step(null, null, 0, 1), new Step(null, null, 0, 1)));
    tally.apply(entries.get(0));
    JsonArray before = view(tally).getJsonArray("departments");
    assertThat(view(tally).getJsonArray("departments").getJsonObject(0)).isSameAs(before.getJsonObject(0));
    tally.apply(entries.get(1));
    JsonArray after = view(tally).getJsonArray("departments");
    assertThat(after.getJsonObject(0)).isNotEqualTo(before.getJsonObject(0)); // keji, where something was asked
    assertThat(tally.waits(List.of("keji")).getJsonObject("keji").getInteger("waiting")).isEqualTo(2);
  }

  @Test
  void anEntryThatIsNotTheNextIsRefused() {
    var tally = new Tally(DEPARTMENTS, NOTHING);
    Entry first = entries(List.of(new Step(null, null, 0, 1))).get(0);
    tally.apply(first);
    assertThatThrownBy(() -> tally.apply(first)).isInstanceOf(IllegalArgumentException.class);
  }
}
