package huiwen.learning;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.classifier.Example;
import huiwen.fair.Changes;
import huiwen.problem.Problem;
import huiwen.question.Journal;
import huiwen.question.Lesson;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What an organizer sees of what the hub has learned, and what she can do about it. */
public final class Learning {

  private static final int MOST_SHOWN = 200;

  private final ModelStore models;
  private final TeachingStore teaching;
  private final Journal journal;
  private final Bus bus;

  public Learning(Pool pool, Journal journal, Bus bus) {
    this.models = new ModelStore(pool);
    this.teaching = new TeachingStore(pool);
    this.journal = journal;
    this.bus = bus;
  }

  /** All models, the newest first; the last is the one that the hub came with, number 0. */
  public Future<JsonArray> models() {
    return models.all().map(versions -> {
      var views = new JsonArray();
      versions.forEach(version -> views.add(version.view()));
      boolean learned = versions.stream().anyMatch(version -> version.state().equals(ModelStore.IN_USE));
      return views.add(new JsonObject().put("number", 0).put("madeAt", null).put("examples", null).put("lessons", 0)
          .put("figures", null).put("state", learned ? ModelStore.KEPT : ModelStore.IN_USE));
    });
  }

  /** Routes by this model from now on, until something new is learned. Fails with 404 where there is none of this number. */
  public Future<Void> use(int number) {
    return models.use(number).compose(there -> {
      if (!there) {
        return Future.failedFuture(Problem.notFound());
      }
      bus.tell(Address.MODEL_CHANGED, number);
      return Future.succeededFuture();
    });
  }

  /** What is learned from, the newest first; what was struck is marked. */
  public Future<JsonArray> lessons() {
    Future<List<Lesson>> lessons = journal.lessons(MOST_SHOWN);
    return teaching.struck().compose(struck -> lessons.map(all -> new JsonArray(all.stream()
        .map(lesson -> view(lesson, struck)).toList())));
  }

  private static JsonObject view(Lesson lesson, Collection<String> struck) {
    String kind = !lesson.wasMoved() ? "answered" : "triage".equals(lesson.from()) ? "triaged" : "transferred";
    return new JsonObject().put("question", lesson.question()).put("ticket", lesson.ticket()).put("text", lesson.text())
        .put("department", lesson.department()).put("from", lesson.from())
        .put("by", name(lesson.wasMoved() ? lesson.moved() : lesson.answered()))
        .put("kind", kind).put("struck", struck.contains(lesson.question()));
  }

  private static String name(Lesson.Who who) {
    return who == null ? null : who.name();
  }

  public Future<Void> strike(String question) {
    return teaching.strike(question).onSuccess(struck -> bus.tell(Address.LEARN, new JsonObject()));
  }

  public Future<Void> restore(String question) {
    return teaching.restore(question).onSuccess(restored -> bus.tell(Address.LEARN, new JsonObject()));
  }

  /** @param departments by question: to which department it goes */
  public Future<Changes> teach(Map<String, String> departments) {
    return teaching.put(departments.entrySet().stream()
            .map(example -> new Example(example.getValue(), example.getKey())).toList())
        .onSuccess(changes -> bus.tell(Address.LEARN, new JsonObject()));
  }
}
