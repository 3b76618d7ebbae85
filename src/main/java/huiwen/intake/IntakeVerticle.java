package huiwen.intake;

import huiwen.attachment.AttachmentStore;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.fair.Departments;
import huiwen.limits.Kind;
import huiwen.limits.Limiter;
import huiwen.limits.Visitor;
import huiwen.problem.Problem;
import huiwen.question.Attachment;
import huiwen.question.Attention;
import huiwen.question.Command;
import huiwen.question.Commands;
import huiwen.question.Committed;
import huiwen.question.Privacy;
import huiwen.question.Routing;
import huiwen.screening.Findings;
import huiwen.screening.Screening;
import huiwen.text.Reading;
import huiwen.triage.Triage;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.stream.Stream;

/** Takes what is asked: finds the desk for a new question, looks at what it says, and hands it on to the ledger. */
public final class IntakeVerticle extends VerticleBase {

  private final Departments departments;
  private final Triage triage;
  private final Screening screening;
  private final Sensitivity sensitivity;
  private final AttachmentStore attachments;
  private final Limiter limiter;
  private Commands commands;

  public IntakeVerticle(Limiter limiter, Departments departments, Triage triage,
      Screening screening, Sensitivity sensitivity, Pool pool) {
    this.attachments = new AttachmentStore(pool);
    this.limiter = limiter;
    this.departments = departments;
    this.triage = triage;
    this.screening = screening;
    this.sensitivity = sensitivity;
  }

  @Override
  public Future<?> start() {
    var bus = new Bus(vertx);
    commands = new Commands(bus);
    return bus.serve(Address.INTAKE, this::ask).completion();
  }

  private Future<Committed> ask(AskForm form) {
    String chosen = form.department();
    if (chosen != null && !form.fair().hasDesk(chosen)) {
      if (departments.get(chosen) == null) {
        return Future.failedFuture(Problem.invalid("department", "field.department"));
      }
      chosen = null; // it has left, and her page does not know: she is not the one to choose again
    }
    Visitor asker = form.typist() != null ? form.typist() : Visitor.of(form.address(), form.by().id(), false);
    Kind kind = form.typist() != null ? Kind.TYPED : Kind.QUESTION;
    Problem tooFast = limiter.refuse(kind, asker, form.fair().code());
    if (tooFast != null) {
      return Future.failedFuture(tooFast);
    }
    String chosenDesk = chosen;
    Reading words = Reading.of(form.text());
    return attachments.sentBy(form.by(), form.fair().id(), form.attachments())
        .compose(sent -> read(form, words, chosenDesk, sent))
        .compose(command -> commands.submit(command, form.key()))
        .onComplete(done -> {
          // a page that tries again with the same key, as it should, must not use up what it may ask
          if (done.failed() || !done.result().created()) {
            limiter.giveBack(kind, asker, form.fair().code());
          }
        });
  }

  /** Where it goes, then what it says: where both are in doubt, the second finds the meaning that the first has asked for. */
  private Future<Command> read(AskForm form, Reading words, String chosenDesk, List<Attachment> sent) {
    return triage.route(words, chosenDesk, form.fair().present())
        .compose(routing -> screening.consider(words).map(found -> command(form, words, routing, found, sent)));
  }

  private Command.Ask command(AskForm form, Reading words, Routing routing, Findings found, List<Attachment> sent) {
    var privacy = Privacy.asked(form.isPublic(), sensitivity.of(words, routing, found), found.isUrgent());
    return new Command.Ask(form.by(), form.fair().id(), form.fair().code(), form.text(), words.language(),
        form.village(), routing, departments.ticketName(routing.department()), privacy,
        new Attention(found.urgency(), concerns(found, form, privacy.isPublic())), form.name(), form.phone(),
        sent, form.code());
  }

  /** Her words, and what she calls herself and her village: the desk reads it all, others only her words. */
  private List<String> concerns(Findings found, AskForm form, boolean isPublic) {
    return found.isUrgent() ? List.of() : Stream.of(found.concerns(isPublic), screening.reasonsOfName(form.village()),
        screening.reasonsOfName(form.name())).flatMap(List::stream).distinct().toList();
  }
}
