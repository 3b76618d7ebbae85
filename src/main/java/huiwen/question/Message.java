package huiwen.question;

import huiwen.access.Caller;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Something said about a question, beside the question itself.
 *
 * @param seq number of the entry that brought it, by which pages know it again; 0 = not committed yet
 * @param by name of whoever said it, or null for the asker, whose name is not kept in the journal
 * @param byId number of the session of whoever passed a question on, by which is known that another has borne it out; else null
 * @param attachments pictures and a sound that go with it
 */
public record Message(long seq, Type type, String by, String byId, String text, Instant at,
    List<Attachment> attachments) {

  public Message {
    attachments = List.copyOf(attachments);
  }

  /** What it is; {@code QUESTION} stands for the asker's first words, which are kept in the question. */
  public enum Type {
    QUESTION, REPLY, ASK_BACK, ANSWER, NOTE,
    /** Why it was passed on, of the time when that was written for colleagues alone. */
    TRANSFER,
    /** Why it was passed on, for its asker as well. */
    PASSED_ON,
    /** Why a held question was turned down. */
    REFUSAL,
    /** Why an answer was taken back from the public. */
    PUBLICATION,
    /** Her asker is to come: the words say where. */
    CALL,
    /** What an answer says instead. */
    CORRECTION,
    /** What was promised for after the fair. */
    FOLLOW_UP,
    /** What this ticket is about, since others were made of it. */
    SPLIT;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Notes stay among the staff, and what was written for it. */
    boolean isForAsker() {
      return this != NOTE && this != TRANSFER;
    }

    boolean isByAsker() {
      return this == QUESTION || this == REPLY;
    }
  }

  static Message of(Type type, String by, String text, Instant at) {
    return of(type, by, text, at, List.of());
  }

  static Message of(Type type, String by, String text, Instant at, List<Attachment> attachments) {
    return new Message(0, type, by, null, text, at, attachments);
  }

  static Message passedOn(Caller by, String reason, Instant at) {
    return new Message(0, Type.PASSED_ON, by.name(), by.id(), reason, at, List.of());
  }

  Message numbered(long number) {
    return new Message(number, type, by, byId, text, at, attachments);
  }

  boolean isByAsker() {
    return type.isByAsker();
  }

  public boolean isForAsker() {
    return type.isForAsker();
  }

  /** Whether these are the words of this answer. */
  boolean isOf(Answer answer) {
    return (type == Type.ANSWER || type == Type.CORRECTION) && answer != null && answer.at().equals(at) && answer.text().equals(text);
  }

  /** As in the journal, where its entry tells its number. */
  JsonObject toJson() {
    JsonObject json = shown().put("kind", type.code);
    if (!attachments.isEmpty()) {
      json.put("attachments", Attachment.toJson(attachments));
    }
    return byId == null ? json : json.put("by_id", byId);
  }

  /** As others are shown it, without what goes with it. */
  JsonObject shown() {
    return new JsonObject()
        .put("kind", (type == Type.PASSED_ON ? Type.TRANSFER : type).code)
        .put("by", by)
        .put("text", text)
        .put("at", at.toString());
  }

  /** As it stands in the journal, in the entry of this number. */
  public static Message of(long seq, JsonObject json) {
    return new Message(seq,
        Type.valueOf(json.getString("kind").toUpperCase(Locale.ROOT).replace('-', '_')),
        json.getString("by"), json.getString("by_id"), json.getString("text"), Instant.parse(json.getString("at")),
        Attachment.listOf(json.getJsonArray("attachments")));
  }
}
