package huiwen.live;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.access.Caller;
import huiwen.access.Role;
import huiwen.question.Entry;
import huiwen.question.Question;
import huiwen.question.RandomHistories;
import huiwen.question.State;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Who comes back is shown what it may see now, and in the end what it would have seen had it stayed. */
class AudienceTest extends RandomHistories {

  private static final List<Interest> READERS = List.of(
      new Interest(Interest.As.ASKER, Caller.asker("owner"), Set.of()),
      new Interest(Interest.As.ASKER, Caller.asker("stranger"), Set.of()),
      new Interest(Interest.As.DESK, volunteer("holder", "keji"), Set.of("keji")),
      new Interest(Interest.As.DESK, volunteer("colleague", "keji"), Set.of("keji")),
      new Interest(Interest.As.DESK, volunteer("elsewhere", "nongmu"), Set.of("nongmu")),
      new Interest(Interest.As.DESK, organizer(), Set.of("keji", "nongmu", "triage")),
      new Interest(Interest.As.BOARD, organizer(), Set.of()),
      new Interest(Interest.As.SCREEN, Caller.asker("stranger"), Set.of()));

  private static Caller volunteer(String session, String department) {
    return new Caller(Role.VOLUNTEER, session, "王芳", "demo", Set.of(department));
  }

  private static Caller organizer() {
    return new Caller(Role.ORGANIZER, "organizer", "组织者", null, Set.of());
  }

  @Property(tries = 200)
  void whoComesBackSeesWhatTheOthersSee(@ForAll("steps") List<Step> steps) {
    List<Entry> entries = entries(steps);
    for (Interest reader : READERS) {
      var ring = new Ring(2_048, 0);
      var stayed = new HashMap<String, JsonObject>();
      var left = new HashMap<Integer, Map<String, JsonObject>>();
      Map<String, Question> now = new HashMap<>();
      for (Entry entry : entries) {
        left.put(Math.toIntExact(ring.last()), new HashMap<>(stayed));
        ring.add(new Audience(entry, 0));
        apply(ring.get(entry.seq()).frameFor(reader), stayed);
        now.put(entry.question().id(), entry.question());
      }
      for (int since = 0; since < entries.size(); since += 1 + entries.size() / 8) {
        Map<String, JsonObject> back = left.get(since);
        for (long seq = since + 1; seq <= ring.last(); seq++) {
          Frame frame = ring.get(seq).frameFor(reader);
          assertThatNothingIsShownThatMayNotBeSeen(frame, reader, now);
          assertThat(frame == null ? seq : new JsonObject(frame.toString()).getLong("seq")).isEqualTo(seq);
          apply(frame, back);
        }
        assertThat(back).isEqualTo(stayed);
      }
    }
  }

  private static void assertThatNothingIsShownThatMayNotBeSeen(Frame frame, Interest reader, Map<String, Question> now) {
    if (frame == null) {
      return;
    }
    JsonObject shown = new JsonObject(frame.toString());
    JsonObject view = shown.getJsonObject("question");
    Question question = now.get(view.getString("id"));
    String words = view.getString("text", "") + shown.getJsonObject("message", new JsonObject()).getString("text", "");
    boolean isHers = reader.as() == Interest.As.ASKER && question.isAskedBy(reader.who().id());
    if (reader.sees(question) == null) {
      assertThat(view.containsKey("text") || shown.containsKey("message")).isFalse();
    }
    if (reader.as() == Interest.As.BOARD || reader.as() == Interest.As.SCREEN) {
      assertThat(words.isEmpty() || question.isPublished()).isTrue();
    }
    if (reader.as() == Interest.As.DESK && !reader.who().isOrganizer()
        && (question.state() == State.HELD || question.state() == State.WITHDRAWN)) {
      assertThat(words).isEmpty();
    }
    assertThat(view.containsKey("phone") && !isHers && !question.isHeldBy(reader.who().id())
        && !question.isUnseenAnswerOf(reader.who().id())).isFalse();
  }

  /** As a page does. */
  private static void apply(Frame frame, Map<String, JsonObject> page) {
    if (frame != null) {
      JsonObject question = new JsonObject(frame.toString()).getJsonObject("question");
      if (question.containsKey("text")) {
        page.put(question.getString("id"), question);
      } else {
        page.remove(question.getString("id"));
      }
    }
  }

  @Property(tries = 200)
  void fromTheJournalItIsTheSameAsFromTheRing(@ForAll("steps") List<Step> steps) {
    List<Entry> entries = entries(steps);
    var ring = new Ring(2_048, 0);
    Map<String, Question> now = new HashMap<>();
    entries.forEach(entry -> {
      ring.add(new Audience(entry, 0));
      now.put(entry.question().id(), entry.question());
    });
    for (Interest reader : READERS) {
      for (Entry entry : entries) {
        Frame fromJournal = new Audience(entry, now.get(entry.question().id()), 0).frameFor(reader);
        assertThat(String.valueOf(fromJournal)).isEqualTo(String.valueOf(ring.get(entry.seq()).frameFor(reader)));
      }
    }
  }
}
