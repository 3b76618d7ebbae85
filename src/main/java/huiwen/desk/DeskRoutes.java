package huiwen.desk;

import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.attachment.AttachmentStore;
import huiwen.bus.Bus;
import huiwen.fair.Departments;
import huiwen.fair.Fairs;
import huiwen.fair.ServiceItems;
import huiwen.http.Api;
import huiwen.http.Reply;
import huiwen.http.Routes;
import huiwen.problem.Problem;
import huiwen.question.Attachment;
import huiwen.question.Basis;
import huiwen.question.Command;
import huiwen.question.Commands;
import huiwen.question.Committed;
import huiwen.question.Journal;
import huiwen.question.Question;
import huiwen.question.QuestionId;
import huiwen.question.Seen;
import huiwen.question.State;
import huiwen.question.View;
import huiwen.screening.Screening;
import huiwen.similar.Found;
import huiwen.triage.AskBacks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a volunteer can do from the dashboard. */
public final class DeskRoutes implements Routes {

  private static final int MOST_ANSWERS = 3;
  private static final int MOST_DUPLICATES = 5;
  private static final int MOST_ITEMS = 3;

  private final Fairs fairs;
  private final Departments departments;
  private final Journal journal;
  private final Callers callers;
  private final Commands commands;
  private final Found found;
  private final ServiceItems items;
  private final Screening screening;
  private final AttachmentStore attachments;
  private final Loudspeaker loudspeaker;

  public DeskRoutes(Fairs fairs, Departments departments, Journal journal, Callers callers, Bus bus, Found found,
      ServiceItems items, Screening screening, AttachmentStore attachments, Loudspeaker loudspeaker) {
    this.loudspeaker = loudspeaker;
    this.attachments = attachments;
    this.items = items;
    this.screening = screening;
    this.found = found;
    this.fairs = fairs;
    this.departments = departments;
    this.journal = journal;
    this.callers = callers;
    this.commands = new Commands(bus);
  }

  @Override
  public void mount(Api api) {
    api.on("listDesk", this::queue);
    api.on("claim", ctx -> act(ctx, Command.Claim::new));
    api.on("release", ctx -> act(ctx, Command.GiveBack::new));
    api.on("answer", this::answer);
    api.on("askBack", ctx -> sent(ctx).compose(sent ->
        act(ctx, (by, fair, id) -> new Command.AskBack(by, fair, id, text(ctx), sent))));
    api.on("note", ctx -> act(ctx, (by, fair, id) -> new Command.Note(by, fair, id, text(ctx))));
    api.on("call", ctx -> callers.staff(ctx).compose(caller -> call(ctx, caller)).map(Reply::ok));
    api.on("arrive", ctx -> act(ctx, (by, fair, id) -> new Command.Arrive(by, fair, id, body(ctx).getBoolean("came"))));
    api.on("translate", ctx -> act(ctx, (by, fair, id) -> new Command.Translate(by, fair, id,
        "answer".equals(body(ctx).getString("of")), text(ctx), by.isOrganizer() ? List.of() : screening.reasons(text(ctx)))));
    api.on("merge", ctx -> act(ctx, (by, fair, id) -> new Command.Merge(by, fair, id, body(ctx).getString("into"))));
    api.on("split", this::split);
    api.on("askPart", this::askPart);
    api.on("followUp", ctx -> act(ctx, (by, fair, id) -> promise(body(ctx), by, fair, id)));
    api.on("correct", ctx -> act(ctx, (by, fair, id) -> new Command.Correct(by, fair, id, text(ctx), screening.reasons(text(ctx)))));
    api.on("transfer", ctx -> act(ctx, (by, fair, id) -> transfer(ctx, by, fair, id)));
    api.on("suggest", this::suggest);
    api.on("listHeld", this::held);
    api.on("hold", ctx -> act(ctx, Command.Hold::new));
    api.on("approve", ctx -> act(ctx, Command.Approve::new));
    api.on("drop", this::drop);
    api.on("turnDown", ctx -> act(ctx, (by, fair, id) -> new Command.TurnDown(by, fair, id, text(ctx))));
  }

  /** All that one asker has asked, in one act. */
  private Future<Reply> drop(RoutingContext ctx) {
    return callers.organizer(ctx).compose(caller -> journal.ofSameAsker(ctx.pathParam("id")).compose(ids ->
        send(ctx, caller, (by, fair, id) -> new Command.Drop(by, fair, id, text(ctx), ids))))
        .map(committed -> Reply.ok(new JsonObject().put("changed", committed.changes())));
  }

  private static JsonObject body(RoutingContext ctx) {
    return ctx.body().asJsonObject();
  }

  private static String text(RoutingContext ctx) {
    return body(ctx).getString("text");
  }

  private Future<Reply> queue(RoutingContext ctx) {
    String department = ctx.pathParam("department");
    String state = ctx.queryParams().get("state");
    return callers.staff(ctx).compose(caller -> fairs.byCode(ctx.pathParam("fair")).compose(fair -> {
      if (!caller.servesDesk(fair.code(), department)) {
        return Future.failedFuture(Problem.forbidden());
      }
      if (!fair.hasDesk(department) && departments.get(department) == null) { // who packs up still sees what she has done
        return Future.failedFuture(Problem.notFound());
      }
      String unseen = ctx.queryParams().get("unseen");
      return (unseen != null ? journal.unseenAt(fair.id(), department, Duration.ofMinutes(Integer.parseInt(unseen)))
          : journal.atDesk(fair.id(), department, state == null ? null : State.of(state)))
          .map(seen -> questions(seen, caller));
    }));
  }

  private static Reply questions(List<Seen> questions, Caller caller) {
    return Reply.ok(new JsonObject()
        .put("questions", View.allFor(questions, caller))
        .put("more", questions.size() == Journal.MOST_AT_DESK));
  }

  /** What a moderator has to look at. */
  private Future<Reply> held(RoutingContext ctx) {
    return callers.organizer(ctx).compose(caller -> fairs.byCode(ctx.pathParam("fair"))
        .compose(fair -> journal.held(fair.id()))
        .map(seen -> questions(seen, caller)));
  }

  /** Help for whoever answers: what was answered before, who else asks the same, what to ask back. */
  private Future<Reply> suggest(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    return callers.staff(ctx).compose(caller -> journal.question(id).compose(seen -> {
      Question question = seen.question();
      if (!caller.servesDesk(question.fair(), question.department())
          || View.forCaller(question, caller) == View.STUB) {
        return Future.failedFuture(Problem.notFound());
      }
      String text = question.asked().text();
      return fairs.byCode(question.fair()).compose(fair -> found.answered(fair, text, id, MOST_ANSWERS)
          .compose(answers -> found.open(fair, text, id, MOST_DUPLICATES, caller)
              .compose(duplicates -> items.about(text, question.department(), MOST_ITEMS)
                  .map(about -> Reply.ok(new JsonObject()
                      .put("answers", answers)
                      .put("duplicates", duplicates)
                      .put("serviceItems", ServiceItems.views(about))
                      .put("askBack", AskBacks.of(question)))))));
    }));
  }

  /** To where she says, or to where the desk stands, which nobody may know of. */
  private Future<JsonObject> call(RoutingContext ctx, Caller caller) {
    String said = body(ctx) == null ? null : body(ctx).getString("booth");
    return (said != null && !said.isBlank() ? Future.succeededFuture(said.strip()) : boothOf(ctx.pathParam("id")))
        .compose(booth -> send(ctx, caller, (by, fair, id) -> new Command.Call(by, fair, id, booth)))
        .onSuccess(committed -> loudspeaker.say(committed.question(), committed.said() == null ? null : committed.said().text()))
        .compose(committed -> view(committed, caller));
  }

  /** Where its desk stands, or null. */
  private Future<String> boothOf(String id) {
    return journal.question(id).compose(seen -> fairs.byCode(seen.question().fair())
        .map(fair -> fair.booths().get(seen.question().department())));
  }

  private Command transfer(RoutingContext ctx, Caller by, int fairId, String id) {
    String department = body(ctx).getString("department");
    return new Command.Transfer(by, fairId, id, department, departments.ticketName(department), departments.isSensitive(department),
        body(ctx).getString("reason"));
  }

  /** @throws Problem where the day is none */
  private static Command promise(JsonObject body, Caller by, int fairId, String id) {
    return new Command.Promise(by, fairId, id, body.getString("owner").strip(), Api.day(body.getString("due"), "due"),
        body.getString("text"));
  }

  /** The part, as far as the desk that asks for it may see it: made now, or under the same key before. */
  private Future<Reply> askPart(RoutingContext ctx) {
    String department = body(ctx).getString("department");
    String told = Api.filled(body(ctx), "text");
    return callers.staff(ctx).compose(caller -> send(ctx, caller, (by, fair, id) -> new Command.AskPart(by, fair, id, department,
        departments.ticketName(department), told)).map(committed -> {
          JsonObject part = View.forDoer(committed.question(), caller).of(committed.question(), Math.max(0, committed.ahead()));
          return committed.created() ? Reply.created(part) : Reply.ok(part);
        }));
  }

  private Future<Reply> split(RoutingContext ctx) {
    List<String> texts = Api.strings(body(ctx).getJsonArray("texts"));
    List<String> desks = Api.strings(body(ctx).getJsonArray("departments"));
    if (texts.size() != desks.size()) {
      return Future.failedFuture(Problem.invalid("departments", "field.departments"));
    }
    List<Command.Split.Piece> pieces = IntStream.range(0, texts.size()).mapToObj(i -> new Command.Split.Piece(texts.get(i),
        desks.get(i), departments.ticketName(desks.get(i)), departments.isSensitive(desks.get(i)))).toList();
    return callers.staff(ctx).compose(caller -> send(ctx, caller, (by, fair, id) -> new Command.Split(by, fair, id, pieces))
        .compose(committed -> view(committed, caller).map(question -> Reply.ok(question.put("made",
            new JsonArray(committed.made().stream().map(one -> View.forDoer(one, caller).of(one, 0)).toList()))))));
  }

  private Future<Reply> act(RoutingContext ctx, Commands.Maker maker) {
    return callers.staff(ctx).compose(caller -> send(ctx, caller, maker).compose(committed -> view(committed, caller)))
        .map(Reply::ok);
  }

  private Future<Committed> send(RoutingContext ctx, Caller caller, Commands.Maker maker) {
    String id = ctx.pathParam("id");
    return fairs.byCode(QuestionId.fair(id)).compose(fair -> commands.submit(maker.make(caller, fair.id(), id), Commands.key(ctx)));
  }

  private Future<JsonObject> view(Committed committed, Caller caller) {
    return journal.seenAfter(committed).map(seen -> View.forDoer(seen.question(), caller).of(seen));
  }

  /** What goes with what is said to a villager. */
  private Future<List<Attachment>> sent(RoutingContext ctx) {
    List<String> ids = Api.strings(body(ctx).getJsonArray("attachments"));
    return ids.isEmpty() ? Future.succeededFuture(List.of()) : callers.staff(ctx).compose(caller ->
        fairs.byCode(QuestionId.fair(ctx.pathParam("id"))).compose(fair -> attachments.forVillager(caller, fair.id(), ids)));
  }

  private Future<Reply> answer(RoutingContext ctx) {
    JsonObject body = body(ctx);
    List<String> also = Api.strings(body.getJsonArray("also"));
    List<String> cards = Api.strings(body.getJsonArray("serviceItems")).stream().distinct().toList();
    Basis basis = basis(body.getJsonObject("basis"));
    boolean inPerson = Boolean.TRUE.equals(body.getBoolean("inPerson"));
    String text = inPerson ? Api.filled(body, "text") : body.getString("text");
    return callers.staff(ctx).compose(caller -> items.mustHave(cards)
        .compose(there -> sent(ctx))
        .compose(sent -> send(ctx, caller, (by, fair, id) -> new Command.Answer(by, fair, id, text, body.getBoolean("public"), cards,
            screening.reasons(said(text, basis)), also, sent, inPerson, basis)))
        .compose(committed -> view(committed, caller).map(question ->
            Reply.ok(also.isEmpty() ? question : question.put("also", results(also, committed))))));
  }

  /** @throws Problem where the day is none */
  private static Basis basis(JsonObject body) {
    if (body == null) {
      return null;
    }
    String region = Api.filled(body, "region");
    String until = Api.filled(body, "until");
    return new Basis(body.getString("document").strip(), region == null ? null : region.strip(),
        until == null ? null : Api.day(until.strip(), "basis/until"));
  }

  /** All words of it that others will read. */
  private static String said(String text, Basis basis) {
    return Stream.of(text, basis == null ? null : basis.document(), basis == null ? null : basis.region()).filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }

  /** One that cannot be answered any more does not undo the rest. */
  private static JsonArray results(List<String> ids, Committed committed) {
    return new JsonArray(ids.stream().map(id -> new JsonObject()
        .put("id", id)
        .put("status", committed.statusOf(id))).toList());
  }
}
