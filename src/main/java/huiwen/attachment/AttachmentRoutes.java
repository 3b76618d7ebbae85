package huiwen.attachment;

import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.attachment.AttachmentStore.Kept;
import huiwen.attachment.AttachmentStore.Sender;
import huiwen.attachment.AttachmentStore.Use;
import huiwen.attachment.AttachmentVerticle.Looked;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.fair.Fair;
import huiwen.fair.FairState;
import huiwen.fair.Fairs;
import huiwen.http.Api;
import huiwen.http.Content;
import huiwen.http.Idempotency;
import huiwen.http.Reply;
import huiwen.http.Routes;
import huiwen.problem.Problem;
import huiwen.question.Attachment;
import huiwen.question.Journal;
import huiwen.question.Question;
import huiwen.question.TicketVisitors;
import huiwen.question.View;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pictures and sounds: taken in, and shown to whoever may see what they go with. */
public final class AttachmentRoutes implements Routes {

  private static final int NAMED_BY = 8;
  private static final Map<String, String> ENDINGS = Map.of("image/jpeg", "jpg", "audio/mpeg", "mp3", "audio/aac", "aac",
      "audio/mp4", "m4a", "audio/wav", "wav", "audio/ogg", "ogg", "audio/webm", "webm");

  private final Fairs fairs;
  private final Journal journal;
  private final TicketVisitors visitors;
  private final AttachmentStore store;
  private final Callers callers;
  private final Bus bus;

  public AttachmentRoutes(Fairs fairs, Journal journal, TicketVisitors visitors, AttachmentStore store, Callers callers, Bus bus) {
    this.fairs = fairs;
    this.journal = journal;
    this.visitors = visitors;
    this.store = store;
    this.callers = callers;
    this.bus = bus;
  }

  @Override
  public void mount(Api api) {
    api.onAttachment("attach", this::sender, this::take);
    api.onContent("getAttachment", this::content);
  }

  /** Who sends it: an asker while she may ask or has asked, and whoever is signed in at this fair. */
  private Future<Sender> sender(RoutingContext ctx) {
    Caller asker = callers.asker(ctx);
    return fairs.byCode(ctx.pathParam("fair")).compose(fair -> callers.staffOrNull(ctx.request()).compose(staff ->
        staff != null && staff.isOf(fair.code())
            ? Future.succeededFuture(new Sender(fair.id(), asker.id(), staff.id()))
            : mayAsk(fair, asker).map(may -> new Sender(fair.id(), asker.id(), null))));
  }

  private Future<?> mayAsk(Fair fair, Caller asker) {
    return store.stateFor(fair.id(), asker.id()).map(state -> {
      if (state != FairState.OPEN) {
        throw Problem.conflict(switch (state) {
          case NOT_BEGUN -> "conflict.fair-not-begun";
          case OVER -> "conflict.fair-over";
          default -> "conflict.fair-closed";
        });
      }
      return null;
    });
  }

  private Future<Reply> take(RoutingContext ctx) {
    Buffer sent = ctx.body().buffer();
    if (sent == null || sent.length() == 0) {
      return Future.failedFuture(Media.unsupported("attachment.type"));
    }
    return bus.<Looked>request(Address.LOOK_AT, sent.getBytes()).compose(looked -> sender(ctx).compose(by ->
            store.keep(by, Idempotency.key(ctx), looked.sentHash(), looked.media())))
        .map(kept -> Reply.created(kept.toJson()));
  }

  private Future<Content> content(RoutingContext ctx) {
    Caller asker = callers.askerOrNobody(ctx);
    return callers.staffOrNull(ctx.request()).compose(staff -> store.find(ctx.pathParam("attachment")).compose(kept ->
        maySee(kept, asker, staff).map(may -> {
          if (!may) {
            throw Problem.notFound();
          }
          return content(kept.attachment());
        })));
  }

  private Content content(Attachment attachment) {
    String id = attachment.id();
    return new Content(attachment.type(), attachment.bytes(), id, "huiwen-" + id.substring(0, NAMED_BY) + '.'
        + ENDINGS.get(attachment.type()), (from, many) -> store.read(id, from, many));
  }

  /** What goes with nothing yet is its sender's alone. */
  private Future<Boolean> maySee(Kept kept, Caller asker, Caller staff) {
    if (kept.uses().isEmpty()) {
      return Future.succeededFuture(asker.id().equals(kept.by().asker()) || staff != null && staff.id().equals(kept.by().session()));
    }
    return journal.questions(kept.uses().stream().map(Use::questionId).distinct().toList()).compose(seen -> {
      Map<String, Question> questions = seen.stream().collect(Collectors.toMap(one -> one.question().id(), one -> one.question()));
      List<Use> there = kept.uses().stream().filter(use -> questions.containsKey(use.questionId())).toList();
      boolean may = there.stream().anyMatch(use -> {
        Question question = questions.get(use.questionId());
        View view = View.forCallers(question, asker, staff);
        return view != null && view.showsAttachments(use.message(), question);
      });
      return may ? Future.succeededFuture(true) : byTicket(there, questions, asker);
    });
  }

  /** Whoever has come by the code of a ticket sees what its asker sees. */
  private Future<Boolean> byTicket(List<Use> uses, Map<String, Question> questions, Caller asker) {
    Future<Boolean> found = Future.succeededFuture(false);
    for (Use use : uses) {
      found = found.compose(may -> may ? Future.succeededFuture(true) : visitors.speaksFor(asker.id(), use.questionId())
          .map(owner -> owner != null && View.OWNER.showsAttachments(use.message(), questions.get(use.questionId()))));
    }
    return found;
  }
}
