package huiwen.intake;

import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.attachment.AttachmentStore;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.fair.Fair;
import huiwen.fair.FairViews;
import huiwen.fair.Fairs;
import huiwen.fair.ServiceItems;
import huiwen.http.Api;
import huiwen.http.Idempotency;
import huiwen.http.PublicAddress;
import huiwen.http.Reply;
import huiwen.http.Routes;
import huiwen.problem.Problem;
import huiwen.question.Attention;
import huiwen.question.Command;
import huiwen.question.Commands;
import huiwen.question.Committed;
import huiwen.question.Erasure;
import huiwen.question.Journal;
import huiwen.question.Question;
import huiwen.question.QuestionId;
import huiwen.question.Seen;
import huiwen.question.Slips;
import huiwen.question.State;
import huiwen.question.TicketVisitors;
import huiwen.question.Unsolved;
import huiwen.question.View;
import huiwen.screening.Screening;
import huiwen.text.Nonsense;
import huiwen.text.Reading;
import huiwen.similar.Found;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What a villager can do from her phone. */
public final class AskRoutes implements Routes {

  private static final int MOST_PUBLISHED = 50;
  private static final int MOST_FOUND = 10;
  private static final int MOST_OPEN = 3;

  private final Fairs fairs;
  private final Journal journal;
  private final Callers callers;
  private final Bus bus;
  private final Commands commands;
  private final Found found;
  private final Screening screening;
  private final Sensitivity sensitivity;
  private final AttachmentStore attachments;
  private final AskPage page;
  private final AnswersPage answers;
  private final TicketPage tickets;
  private final Erasure erasure;
  private final SolvedAnswers solving;
  private final Unsolved unsolved;
  private final TicketVisitors visitors;

  public AskRoutes(Fairs fairs, FairViews views, PublicAddress address, Journal journal, Erasure erasure,
      TicketVisitors visitors, Slips slips, Callers callers, Bus bus, Found found, ServiceItems items, Screening screening,
      Sensitivity sensitivity, AttachmentStore attachments, Unsolved unsolved, SolvedAnswers solving) {
    this.attachments = attachments;
    this.solving = solving;
    this.unsolved = unsolved;
    this.screening = screening;
    this.sensitivity = sensitivity;
    this.erasure = erasure;
    this.visitors = visitors;
    var sight = new Sight(bus, callers);
    this.page = new AskPage(fairs, views, journal, items, callers, sight, unsolved);
    this.answers = new AnswersPage(fairs, views, journal, found, items, address);
    this.tickets = new TicketPage(fairs, views, journal, visitors, slips, items, callers, address, sight, unsolved);
    this.found = found;
    this.fairs = fairs;
    this.journal = journal;
    this.callers = callers;
    this.bus = bus;
    this.commands = new Commands(bus);
  }

  @Override
  public void mount(Api api) {
    page.mount(api);
    answers.mount(api);
    tickets.mount(api);
    api.on("ask", this::ask);
    page.form(api, "ask", "", this::ask);
    say(api, "reply", "messages", this::reply);
    say(api, "support", "support", ctx -> done(ctx, callers.asker(ctx), Command.Support::new).map(AskRoutes::followed));
    say(api, "rate", "rating", ctx -> act(ctx, (by, fair, id) ->
        new Command.Rate(by, fair, id, Api.body(ctx).getInteger("grade"), Api.body(ctx).getString("comment"))));
    say(api, "solve", "solution", this::solve);
    say(api, "withdraw", "withdrawal", ctx -> act(ctx, Command.Withdraw::new));
    say(api, "publish", "publication", this::publish);
    say(api, "erase", "erasure", this::erase);
    api.on("seeAnswer", this::see);
    api.on("listQuestions", this::list);
    api.on("getQuestion", this::get);
    api.on("findAnswers", this::findAnswers);
  }

  /** A call about a question, and the forms of her pages that do the same. */
  private void say(Api api, String operationId, String what, Function<RoutingContext, Future<Reply>> service) {
    api.on(operationId, service);
    page.form(api, operationId, "/:id/" + what, service);
    tickets.form(api, operationId, "/" + what, service);
  }

  private Future<Reply> ask(RoutingContext ctx) {
    Caller asker = callers.asker(ctx);
    String address = callers.address(ctx);
    String key = Idempotency.key(ctx);
    return fairs.byCode(ctx.pathParam("fair"))
        .compose(fair -> bus.<Committed>request(Address.INTAKE,
            AskForm.of(asker, address, fair, key, Api.body(ctx))))
        .compose(committed -> committed.created()
            ? Future.succeededFuture(
                Reply.created(View.OWNER.of(committed.question(), committed.ahead())))
            : journal.seenAfter(committed).map(seen -> Reply.ok(View.OWNER.of(seen))));
  }

  private Future<Reply> list(RoutingContext ctx) {
    Caller asker = callers.asker(ctx);
    boolean mine = ctx.queryParams().contains("mine", "true", false);
    boolean follows = ctx.queryParams().contains("follows", "true", false);
    return fairs.byCode(ctx.pathParam("fair")).compose(fair -> follows
        ? journal.followed(fair.id(), asker.id()).map(seen -> questions(seen.stream().map(View::ofFollowed).toList())) : mine
        ? journal.askedBy(fair.id(), asker.id()).compose(asked -> journal.withHistories(asked, View.OWNER)).compose(unsolved::marked).map(AskRoutes::questions)
        : journal.published(fair.id(), MOST_PUBLISHED).compose(seen ->
            journal.followedBy(asker.id(), seen.stream().map(one -> one.question().id()).toList()).map(followed ->
                questions(seen.stream().map(one ->
                    View.PUBLIC.of(one).put("follows", followed.contains(one.question().id()))).toList()))));
  }

  /** Her page has shown her the answer. What it has told before costs a look, and no command. */
  private Future<Reply> see(RoutingContext ctx) {
    Caller asker = callers.asker(ctx);
    return journal.question(ctx.pathParam("id")).compose(seen -> {
      Question question = seen.question();
      boolean isKnown = question.isAskedBy(asker.id()) && question.answer() != null && question.answer().seenAt() != null;
      return isKnown ? Future.succeededFuture(Reply.ok(View.OWNER.of(seen))) : act(ctx, Command.See::new);
    });
  }

  private static Reply questions(List<JsonObject> questions) {
    return Reply.ok(new JsonObject().put("questions", new JsonArray(questions)));
  }

  private Future<Reply> get(RoutingContext ctx) {
    Caller asker = callers.asker(ctx);
    String id = ctx.pathParam("id");
    return callers.staffOrNull(ctx.request()).compose(staff -> journal.question(id).compose(seen -> {
      View view = View.forCallers(seen.question(), asker, staff);
      if (view == null || view == View.PUBLIC) {
        return visitors.speaksFor(asker.id(), id).compose(owner -> owner == null && view == null
            ? Future.failedFuture(Problem.notFound()) : shown(seen, asker, owner == null ? view : View.OWNER));
      }
      return shown(seen, asker, view);
    }));
  }

  private Future<Reply> shown(Seen seen, Caller asker, View view) {
    String id = seen.question().id();
    Future<Set<String>> followed = journal.followedBy(asker.id(), List.of(id)); // both reads at once
    return journal.withHistories(List.of(seen), view).compose(only -> followed.map(ids ->
        Reply.ok(only.get(0).put("follows", !ids.isEmpty()))));
  }

  /** Whoever supports another's question follows it; her own she has anyway. */
  private static Reply followed(JsonObject question) {
    return Reply.ok(question.put("follows", !question.getBoolean("mine", false)));
  }

  /** Only its asker and the staff will read it. */
  private Future<Reply> reply(RoutingContext ctx) {
    String text = Api.body(ctx).getString("text");
    Reading read = Reading.of(text);
    List<String> ids = Api.strings(Api.body(ctx).getJsonArray("attachments"));
    Caller asker = callers.asker(ctx);
    return fairs.byCode(QuestionId.fair(ctx.pathParam("id"))).compose(fair -> attachments.sentBy(asker, fair.id(), ids))
        .compose(sent -> screening.consider(read).compose(found -> act(ctx, (by, fair, id) -> new Command.Reply(by, fair, id, text,
            sent.isEmpty() && Nonsense.isThanks(read.folded()), found.isPrivate(),
            new Attention(found.urgency(), found.concerns(false)), sent))));
  }

  private Future<Reply> act(RoutingContext ctx, Commands.Maker maker) {
    return act(ctx, callers.asker(ctx), maker);
  }

  private Future<Reply> act(RoutingContext ctx, Caller by, Commands.Maker maker) {
    return done(ctx, by, maker).map(Reply::ok);
  }

  /** The question as whoever did it sees it now. */
  private Future<JsonObject> done(RoutingContext ctx, Caller by, Commands.Maker maker) {
    String id = ctx.pathParam("id");
    return fairs.byCode(QuestionId.fair(id)).compose(fair -> done(ctx, fair, id, by, maker).recover(failure ->
        !by.isAsker() || !Problem.isNotFound(failure) ? Future.failedFuture(failure)
            : visitors.speaksFor(by.id(), id).compose(asker -> asker == null ? Future.failedFuture(failure)
                : done(ctx, fair, id, Caller.asker(asker), maker))));
  }

  private Future<JsonObject> done(RoutingContext ctx, Fair fair, String id, Caller by, Commands.Maker maker) {
    return commands.submit(maker.make(by, fair.id(), id), Commands.key(ctx))
        .compose(journal::after)
        .map(thread -> {
          View view = View.forCaller(thread.seen().question(), by);
          return view == null ? View.ofFollowed(thread.seen()) : thread.as(view); // she supports what is not answered yet
        });
  }

  /** Its asker, the staff of its desk and the organizer take it back or make it public: who is both is taken for its asker. */
  private Future<Reply> publish(RoutingContext ctx) {
    JsonObject body = Api.body(ctx);
    Commands.Maker maker = (by, fair, id) ->
        new Command.Publish(by, fair, id, body.getBoolean("public"), body.getString("reason"));
    Caller asker = callers.asker(ctx);
    return callers.staffOrNull(ctx.request()).compose(staff -> staff == null
        ? act(ctx, asker, maker)
        : act(ctx, asker, maker).recover(failure ->
            Problem.isNotFound(failure) ? act(ctx, staff, maker) : Future.failedFuture(failure)));
  }

  /** Its asker says it, or an organizer for her. */
  private Future<Reply> solve(RoutingContext ctx) {
    Caller asker = callers.asker(ctx);
    return callers.staffOrNull(ctx.request()).compose(staff -> solving.command(ctx).compose(maker -> staff == null
        ? act(ctx, asker, maker)
        : act(ctx, asker, maker).recover(failure ->
            Problem.isNotFound(failure) ? act(ctx, staff, maker) : Future.failedFuture(failure))));
  }

  /** What others can see of it ends by a command, as everything that changes; then nothing is left of her words. */
  private Future<Reply> erase(RoutingContext ctx) {
    Caller asker = callers.asker(ctx);
    String id = ctx.pathParam("id");
    return journal.question(id).compose(seen -> {
      Question question = seen.question();
      boolean isUnanswered = question.state() == State.WITHDRAWN || question.state().isOpen() && question.state() != State.FOLLOW_UP;
      return done(ctx, asker, isUnanswered ? Command.Withdraw::new
          : (by, fair, of) -> new Command.Publish(by, fair, of, false, null))
          .compose(taken -> erasure.of(question.asked().fairId(), id));
    }).compose(erased -> journal.question(id)).compose(seen -> shown(seen, asker, View.OWNER));
  }

  private Future<Reply> findAnswers(RoutingContext ctx) {
    Caller asker = callers.asker(ctx);
    String words = ctx.queryParams().get("q");
    return fairs.byCode(ctx.pathParam("fair")).compose(fair -> found.answered(fair, words, null, MOST_FOUND)
        .compose(questions -> found.toFollow(fair, words, MOST_OPEN, asker).compose(open -> sensitivity.of(Reading.of(words))
            .map(isPrivate -> Reply.ok(new JsonObject()
                .put("questions", questions).put("open", open).put("private", isPrivate))))));
  }
}
