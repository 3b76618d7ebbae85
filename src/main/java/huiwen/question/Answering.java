package huiwen.question;

import huiwen.question.Decision.Changed;
import huiwen.question.Decision.Refused;
import huiwen.question.Decision.Unchanged;
import java.time.Instant;
import huiwen.text.Languages;
import java.util.List;
import java.util.Map;

/** What becomes of a question by an answer, by other words instead of one that was sent, and by one in another language. */
final class Answering {

  /** What stands in the thread of an answer that was only spoken, by the language of the question. */
  private static final Map<String, String> SPOKEN = Map.of(
      Languages.CHINESE, "工作人员已经当面答复您了。",
      Languages.MONGOLIAN_CYRILLIC, "Ажилтан танд биечлэн хариулсан.",
      Languages.MONGOLIAN, "ᠠᠵᠢᠯᠲᠠᠨ ᠲᠠᠨ ᠳᠤ ᠪᠡᠶᠡᠴᠢᠯᠡᠨ ᠬᠠᠷᠢᠭᠤᠯᠤᠭᠰᠠᠨ᠃");

  private Answering() {
  }

  static Decision answer(Question question, Command.Answer command, Instant now) {
    boolean isTold = command.text() != null;
    if (!isTold && !command.inPerson()) {
      return new Refused(Refusal.NO_WORDS);
    }
    if (!isTold && (othersWait(question) || !command.alsoIds().isEmpty())) {
      return new Refused(Refusal.WORDS_NEEDED);
    }
    String words = isTold ? command.text() : SPOKEN.getOrDefault(question.asked().language(), SPOKEN.get(Languages.CHINESE));
    if (question.state() == State.ANSWERED) {
      Answer given = question.answer();
      boolean same = given.byId().equals(command.by().id()) && given.text().equals(words);
      return same ? new Unchanged() : new Refused(Refusal.ALREADY_ANSWERED);
    }
    var answer = new Answer(words, command.by().name(), command.by().id(), now, command.serviceItems(),
        command.by().isOrganizer() ? List.of() : command.concerns(), command.attachments(), null, false, command.inPerson(),
        command.basis(), command.inPerson() ? now : null);
    Question answered = question.answered(answer);
    // a volunteer may keep an answer private, but not publish what its asker did not want published; and nobody learns anything
    // from an answer that was only spoken
    return Changed.to(Kind.ANSWERED,
        Boolean.FALSE.equals(command.isPublic()) || !isTold ? answered.with(answered.privacy().takenBackByStaff()) : answered,
        Message.of(Message.Type.ANSWER, answer.by(), answer.text(), now, answer.attachments()));
  }

  /** Whether somebody is told the answer who did not hear it. */
  private static boolean othersWait(Question question) {
    return question.isPart() || question.supporters() > 0 || !question.links().merged().isEmpty();
  }

  /** Never in silence: whoever was told the answer is told what it says instead, and the old one stays in the thread. */
  static Decision correct(Question question, Command.Correct command, Instant now) {
    if (question.answer() == null) {
      return new Refused(Refusal.NOT_ANSWERED);
    }
    if (question.answer().text().equals(command.text())) {
      return new Unchanged();
    }
    Answer corrected = question.answer().correctedBy(command.by(), command.text(),
        command.by().isOrganizer() ? List.of() : command.concerns(), now);
    return Changed.to(Kind.CORRECTED, question.corrected(corrected),
        Message.of(Message.Type.CORRECTION, command.by().name(), command.text(), now));
  }

  /** Her page has shown it to her. It tells the desk alone, and is no news of the question. */
  static Decision see(Question question, Instant now) {
    return question.answer() == null ? new Refused(Refusal.NOT_ANSWERED)
        : question.answer().seenAt() != null ? new Unchanged()
        : Changed.to(Kind.SEEN, question.seen(now), null);
  }

  static Decision translate(Question question, Command.Translate command, Instant now) {
    if (!command.ofAnswer()) {
      return command.text().equals(question.translation()) ? new Unchanged()
          : Changed.to(Kind.TRANSLATED, question.translated(command.text(), now), null);
    }
    if (question.answer() == null) {
      return new Refused(Refusal.NOT_ANSWERED);
    }
    return command.text().equals(question.answer().translation()) ? new Unchanged()
        : Changed.to(Kind.TRANSLATED, question.withAnswerTranslated(command.text(), command.concerns(), now), null);
  }
}
