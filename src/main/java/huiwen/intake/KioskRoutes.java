package huiwen.intake;

import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.access.Sessions;
import huiwen.access.Tokens;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.fair.Fair;
import huiwen.fair.FairViews;
import huiwen.fair.Fairs;
import huiwen.http.Api;
import huiwen.http.Idempotency;
import huiwen.http.PublicAddress;
import huiwen.http.Reply;
import huiwen.http.Routes;
import huiwen.limits.Visitor;
import huiwen.problem.Problem;
import huiwen.question.Command;
import huiwen.question.CommandKey;
import huiwen.question.Commands;
import huiwen.question.Committed;
import huiwen.question.Journal;
import huiwen.question.Question;
import huiwen.question.Slips;
import huiwen.question.View;
import huiwen.screening.Screening;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/**
 * Asking for people who are there and have no phone: a volunteer types in what they say, or what they have written on a slip that
 * was printed ahead. Each question gets an asker of its own, made by the hub, whom only the code of the ticket reaches.
 */
public final class KioskRoutes implements Routes {

  private static final int ID_LENGTH = 32;

  private final Fairs fairs;
  private final Journal journal;
  private final Slips slips;
  private final Sessions sessions;
  private final Callers callers;
  private final PublicAddress address;
  private final Bus bus;
  private final KioskPages pages;
  private final Commands commands;
  private final Screening screening;

  public KioskRoutes(Fairs fairs, FairViews views, Journal journal, Slips slips, Sessions sessions, Callers callers,
      PublicAddress address, Bus bus, Screening screening) {
    this.commands = new Commands(bus);
    this.screening = screening;
    this.fairs = fairs;
    this.journal = journal;
    this.slips = slips;
    this.sessions = sessions;
    this.callers = callers;
    this.address = address;
    this.bus = bus;
    this.pages = new KioskPages(fairs, views, journal, slips, sessions, callers, address);
  }

  @Override
  public void mount(Api api) {
    api.on("askForOther", this::ask);
    api.on("makeSlips", this::makeSlips);
    pages.mount(api, this::ask, this::makeSlips);
  }

  private Future<Reply> ask(RoutingContext ctx) {
    return callers.staff(ctx).compose(typist -> fairs.byCode(ctx.pathParam("fair")).compose(fair ->
        typist.asksForOthers(fair.code()) ? ask(ctx, typist, fair) : Future.failedFuture(Problem.forbidden())));
  }

  private Future<Reply> ask(RoutingContext ctx, Caller typist, Fair fair) {
    JsonObject body = Api.body(ctx);
    if (!body.getBoolean("consent", false)) {
      return Future.failedFuture(Problem.invalid("consent", "field.consent"));
    }
    boolean isAnswered = Boolean.TRUE.equals(body.getBoolean("answered"));
    if (isAnswered && (body.getString("department") == null || !typist.servesDesk(fair.code(), body.getString("department")))) {
      return Future.failedFuture(Problem.invalid("department", "field.department"));
    }
    String key = Idempotency.key(ctx);
    Caller asker = askerOf(typist, key == null ? Tokens.random() : key);
    String slip = slip(body);
    String from = callers.address(ctx);
    AskForm form = AskForm.of(asker, from, fair, key, body).typedBy(Visitor.of(from, typist.id(), true), slip);
    return (slip == null ? Future.<Void>succeededFuture() : slips.mustBeOpen(fair.id(), slip, asker.id()))
        .compose(open -> slips.agreed(fair.id(), asker.id(), typist))
        .compose(agreed -> bus.<Committed>request(Address.INTAKE, form))
        .compose(committed -> slips.typed(slip)
            .compose(typed -> sessions.stay(typist))
            .compose(stays -> isAnswered ? answered(committed, typist, key, Api.filled(body, "answer")) : Future.succeededFuture(committed))
            .compose(journal::seenAfter)
            .map(seen -> committed.created() ? Reply.created(View.OWNER.of(seen)) : Reply.ok(View.OWNER.of(seen))));
  }

  /**
   * What was answered face to face while it was typed in, once however often it is sent. Where it cannot be answered, since a
   * moderator is to look at it first, the question is there all the same.
   */
  private Future<Committed> answered(Committed asked, Caller by, String key, String said) {
    Question question = asked.question();
    var command = Command.Answer.inPerson(by, question.asked().fairId(), question.id(), said,
        said == null ? List.of() : screening.reasons(said));
    CommandKey ofAnswer = key == null ? null : new CommandKey(key, Tokens.hash(String.valueOf(said))).further("answered");
    return commands.submit(command, ofAnswer)
        .recover(failure -> Problem.isRefusal(failure) ? Future.succeededFuture(asked) : Future.failedFuture(failure));
  }

  /** The same for the same key of the same typist, so that what is sent again is no other question. */
  private static Caller askerOf(Caller typist, String key) {
    return Caller.asker(Tokens.hash("typed " + typist.id() + ' ' + key).substring(0, ID_LENGTH));
  }

  /** As it is stored, however it was typed; null = it was not on a slip. */
  private static String slip(JsonObject body) {
    String typed = body.getString("slip");
    String code = typed == null ? "" : typed.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return code.isEmpty() ? null : code;
  }

  private Future<Reply> makeSlips(RoutingContext ctx) {
    return callers.organizer(ctx).compose(organizer -> fairs.byCode(ctx.pathParam("fair")))
        .compose(fair -> slips.make(fair.id(), Api.body(ctx).getInteger("count")))
        .map(made -> Reply.created(new JsonObject().put("slips", views(ctx, made))));
  }

  private JsonArray views(RoutingContext ctx, List<Slips.Slip> made) {
    String hub = address.at(ctx.request());
    return new JsonArray(made.stream().map(slip -> new JsonObject().put("number", slip.number()).put("code", slip.code())
        .put("url", hub + "/t/" + slip.code())).toList());
  }
}
