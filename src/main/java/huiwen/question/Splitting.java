package huiwen.question;

import huiwen.question.Command.Split.Piece;
import huiwen.question.Decision.Change;
import huiwen.question.Decision.Changed;
import java.time.Instant;
import java.util.List;

/**
 * What was asked as one and is several matters. The question keeps its number, its code and its asker's words, which nobody
 * rewrites; the others are tickets of their own, of the same asker, as private and as urgent as the first.
 */
final class Splitting {

  private Splitting() {
  }

  /** What becomes of the question itself: it stays in the hands of whoever splits it, or goes to the desk of its first piece. */
  static Decision decide(Question question, Command.Split command, Instant now) {
    Piece first = command.pieces().get(0);
    boolean stays = first.department().equals(question.department());
    Question kept = stays ? question.in(State.CLAIMED, Handing.hands(command.by()), now)
        : question.transferred(Routing.to(first.department(), Routing.BY_VOLUNTEER), first.sensitive(), now);
    return Changed.to(Kind.SPLIT, kept, Message.of(Message.Type.SPLIT, command.by().name(), first.text(), now));
  }

  /**
   * A further ticket.
   *
   * @param place the {@code seq} of its first entry
   */
  static Change piece(Question of, Piece piece, long place, String ticket, Instant now) {
    var asked = new Asked(QuestionId.next(of.fair(), now), of.asked().fairId(), place, ticket, piece.text(), of.asked().language(),
        of.asked().village(), List.of(), now);
    Person person = of.person();
    var same = new Person(person.asker(), person.name(), person.phone(), TicketCode.next());
    Question made = Question.asked(asked, same, new Attention(of.attention().urgency(), List.of()),
        Routing.to(piece.department(), Routing.BY_VOLUNTEER), of.privacy().atDesk(piece.sensitive()), State.WAITING);
    return Change.of(Kind.ASKED, made, null);
  }
}
