package huiwen.similar;

import huiwen.access.Caller;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.fair.Departments;
import huiwen.fair.Fair;
import huiwen.limits.Bounds;
import huiwen.limits.Gate;
import huiwen.limits.Refusals;
import huiwen.question.Journal;
import huiwen.question.Question;
import huiwen.question.QuestionId;
import huiwen.question.Seen;
import huiwen.question.State;
import huiwen.question.View;
import huiwen.text.Languages;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was found to be like a text, as callers are shown it: read anew from where it stands, and cut to what they may see. */
public final class Found {

  private final Gate searches = new Gate(Bounds.SEARCHES_AT_ONCE);
  private final Bus bus;
  private final Journal journal;
  private final KnownAnswers known;
  private final Departments departments;

  public Found(Bus bus, Journal journal, KnownAnswers known, Departments departments) {
    this.bus = bus;
    this.journal = journal;
    this.known = known;
    this.departments = departments;
  }

  /** Has the searches that are refused counted. */
  public Found bindTo(MeterRegistry metrics) {
    searches.bindTo(metrics, Refusals.Bound.SEARCHES_AT_ONCE);
    return this;
  }

  /** Answered questions like this text, the likest first, for anyone. @param except number of a question to leave out, or null */
  public Future<JsonArray> answered(Fair fair, String text, String except, int most) {
    return matches(fair, text, Similar.Kind.ANSWERED, except, most).compose(matches -> {
      Future<List<Seen>> questions = journal.questions(ids(matches, false));
      return known.byIds(ids(matches, true)).compose(answers -> questions.map(seen -> {
        Map<String, JsonObject> views = new HashMap<>();
        seen.stream().filter(one -> one.question().isPublished())
            .forEach(one -> views.put(one.question().id(), View.PUBLIC.of(one)));
        answers.forEach(answer -> views.put(answer.id(), view(fair, answer)));
        return inOrder(matches, views);
      }));
    });
  }

  /** Questions of the same fair that wait for the same answer, those that the caller may answer. */
  public Future<JsonArray> open(Fair fair, String text, String except, int most, Caller caller) {
    return matches(fair, text, Similar.Kind.OPEN, except, most)
        .compose(matches -> journal.questions(ids(matches, false)).map(seen -> {
          Map<String, JsonObject> views = new HashMap<>();
          for (Seen one : seen) {
            Question question = one.question();
            // what is held now is a moderator's, whatever the index still knows of it
            if (question.state().isOpen() && question.state() != State.HELD
                && caller.servesDesk(QuestionId.fair(question.id()), question.department())) {
              views.put(question.id(), View.STAFF.of(one));
            }
          }
          return inOrder(matches, views);
        }));
  }

  /** Questions of the same fair that surely wait for the same answer and can be followed, without the asker's own. */
  public Future<JsonArray> toFollow(Fair fair, String text, int most, Caller asker) {
    return matches(fair, text, Similar.Kind.OPEN, null, most).compose(found -> {
      List<Similar.Match> matches = found.stream().filter(Similar.Match::same).toList();
      List<String> ids = ids(matches, false);
      Future<List<Seen>> questions = journal.questions(ids);
      return journal.followedBy(asker.id(), ids).compose(followed -> questions.map(seen -> {
        Map<String, JsonObject> views = new HashMap<>();
        seen.stream().filter(one -> one.question().isOpenToFollow() && !one.question().isAskedBy(asker.id()))
            .forEach(one -> views.put(one.question().id(),
                View.PUBLIC.of(one).put("follows", followed.contains(one.question().id()))));
        return inOrder(matches, views);
      }));
    });
  }

  private Future<List<Similar.Match>> matches(Fair fair, String text, Similar.Kind kind, String except, int most) {
    return searches.pass(() ->
            bus.<Similar.Matches>request(Address.SIMILAR, new Similar.Query(fair, text, kind, except, most)))
        .map(Similar.Matches::matches);
  }

  private static List<String> ids(List<Similar.Match> matches, boolean ofKnown) {
    return matches.stream().map(Similar.Match::id).filter(id -> id.startsWith(KnownAnswer.PREFIX) == ofKnown).toList();
  }

  private static JsonArray inOrder(List<Similar.Match> matches, Map<String, JsonObject> views) {
    var found = new ArrayList<JsonObject>();
    for (Similar.Match match : matches) {
      JsonObject view = views.get(match.id());
      if (view != null) {
        found.add(view.put("score", match.score()).put("same", match.same()));
      }
    }
    return new JsonArray(found);
  }

  private JsonObject view(Fair fair, KnownAnswer answer) {
    Question question = Question.brought(answer.id(), fair.id(), answer.department(), answer.question(),
        Languages.of(answer.question()), answer.answer(), departments.name(answer.department()), answer.createdAt(),
        answer.updatedAt());
    return View.BROUGHT.of(question, 0).put("fair", fair.code());
  }
}
