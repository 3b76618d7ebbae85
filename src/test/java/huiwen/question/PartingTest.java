package huiwen.question;

import static huiwen.question.RulesTest.HOLDER;
import static huiwen.question.RulesTest.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import huiwen.access.Caller;
import huiwen.access.Role;
import huiwen.question.RandomHistories.Step;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 协办: two desks, one reply. */
class PartingTest extends RandomHistories {

  private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
  private static final Caller OTHER_DESK = new Caller(Role.VOLUNTEER, "other-desk", "赵六", "demo", Set.of("nongmu"));

  private final Known known = known();
  private final List<Entry> entries = new ArrayList<>();
  private String question;

  @BeforeEach
  void ask() {
    carryOut(new Command.Ask(OWNER, 1, "demo", "羊咋养，葵花咋种", "zh-Hans", "新村",
        new Routing("keji", Routing.BY_ASKER, null, List.of(), List.of()), "科技", Privacy.asked(null, false, false), Attention.NONE,
        "张三", "13800000000", List.of(), null));
    question = entries.get(0).question().id();
  }

  private List<Entry> carryOut(Command command) {
    known.takeVersion("version", NOW);
    var deciding = new Deciding(1, known, new java.util.HashSet<>(), Set.of());
    deciding.decide(new Submission(command, null, System.nanoTime() + 1_000_000_000L));
    entries.addAll(deciding.entries());
    return deciding.entries();
  }

  private Question askPart(String text) {
    carryOut(new Command.AskPart(HOLDER, 1, question, "nongmu", "农牧", text));
    return known.question(known.question(question).links().parts().get(0).id());
  }

  private JsonObject seenBy(View view) {
    return view.of(known.question(question), 0);
  }

  @Test
  void aPartWaitsAtTheOtherDeskWithoutAnAsker() {
    Question part = askPart("羊的那一段请你们答");
    assertThat(part.state()).isEqualTo(State.WAITING);
    assertThat(part.department()).isEqualTo("nongmu");
    assertThat(part.asked().ticket()).isEqualTo("科技-001·农牧");
    assertThat(part.person()).isEqualTo(Person.FORGOTTEN);
    assertThat(part.isPublic()).isFalse();
    assertThat(entries.get(entries.size() - 1).message().text()).isEqualTo("羊的那一段请你们答");
    assertThat(known.question(question).state()).as("it needs no claim, and makes none").isEqualTo(State.WAITING);
    assertThat(known.desk("nongmu").waiting()).isEqualTo(1);
  }

  @Test
  void itsAnswerComesBackAndTheVillagerIsToldAllOfItInOneReply() {
    Question part = askPart(null);
    assertThat(seenBy(View.OWNER).getJsonArray("parts").getJsonObject(0).getValue("answer")).isNull();
    carryOut(new Command.Answer(OTHER_DESK, 1, part.id(), "羊要打疫苗", null, List.of()));
    assertThat(entries.get(entries.size() - 1).kind()).isEqualTo(Kind.PART_ANSWERED);
    assertThat(seenBy(View.STAFF).encode()).contains("羊要打疫苗");
    assertThat(seenBy(View.OWNER).encode()).as("not before the desk that she asked").doesNotContain("羊要打疫苗");
    carryOut(new Command.Answer(HOLDER, 1, question, "葵花四月种", null, List.of()));
    for (View view : List.of(View.OWNER, View.PUBLIC)) {
      JsonObject shown = seenBy(view).getJsonArray("parts").getJsonObject(0);
      assertThat(shown.getString("department")).isEqualTo("nongmu");
      assertThat(shown.getJsonObject("answer").getString("text")).isEqualTo("羊要打疫苗");
    }
    assertThat(seenBy(View.SCREEN).getValue("parts")).isNull();
    carryOut(new Command.Correct(OTHER_DESK, 1, part.id(), "羊要打两针疫苗", List.of()));
    assertThat(seenBy(View.OWNER).encode()).contains("羊要打两针疫苗");
  }

  @Test
  void whatIsStillOpenOfThePartsEndsWithTheReply() {
    Question part = askPart(null);
    carryOut(new Command.Claim(OTHER_DESK, 1, part.id()));
    List<Entry> answered = carryOut(new Command.Answer(HOLDER, 1, question, "都说了", null, List.of()));
    assertThat(answered).extracting(Entry::kind).containsExactly(Kind.ANSWERED, Kind.CLOSED);
    assertThat(known.question(part.id()).state()).isEqualTo(State.CLOSED);
    assertThat(known.question(part.id()).claim()).isNull();
    assertThat(seenBy(View.OWNER).getJsonArray("parts").getJsonObject(0).getString("state")).isEqualTo("closed");
  }

  @Test
  void whatNeedsTheVillagerIsTheLeadDesksAndADeskIsAskedOnceAtATime() {
    Question part = askPart(null);
    assertThat(Rules.decide(part, new Command.AskBack(OTHER_DESK, 1, part.id(), "几只？"), NOW))
        .isEqualTo(new Decision.Refused(Refusal.IS_PART));
    assertThat(Rules.decide(part, new Command.AskPart(OTHER_DESK, 1, part.id(), "keji", "科技", null), NOW))
        .isEqualTo(new Decision.Refused(Refusal.IS_PART));
    Question parent = known.question(question);
    assertThat(Rules.decide(parent, new Command.AskPart(HOLDER, 1, question, "nongmu", "农牧", null), NOW))
        .isEqualTo(new Decision.Refused(Refusal.ASKED_ALREADY));
    assertThat(Rules.decide(parent, new Command.AskPart(HOLDER, 1, question, "keji", "科技", null), NOW))
        .isEqualTo(new Decision.Refused(Refusal.SAME_DEPARTMENT));
    assertThat(Rules.decide(parent, new Command.AskPart(OTHER_DESK, 1, question, "yibao", "医保", null), NOW))
        .isEqualTo(new Decision.Refused(Refusal.NOT_FOUND));
  }

  /** Whatever happens to whatever: no open part of what is finished, and each parent knows its parts' answers. */
  @Property(tries = 300)
  void partsAndParentsAgree(@ForAll("steps") List<Step> steps) {
    Map<String, Question> now = new HashMap<>();
    entries(steps).forEach(entry -> now.put(entry.question().id(), entry.question()));
    for (Question one : now.values()) {
      for (Part part : one.links().parts()) {
        Question there = now.get(part.id());
        assertThat(part.answer()).isEqualTo(there.answer());
        boolean isOver = Set.of(State.ANSWERED, State.CLOSED, State.MERGED, State.WITHDRAWN).contains(one.state());
        assertThat(isOver && Set.of(State.WAITING, State.CLAIMED).contains(there.state())).isFalse();
      }
      if (one.isPart()) {
        assertThat(now.get(one.links().parent()).links().parts()).extracting(Part::id).contains(one.id());
        assertThat(one.isPublished()).isFalse();
      }
    }
  }
}
