package huiwen.question;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** How much of a question somebody sees. Each is the contract's question, cut to what this reader may see. */
public enum View {
  /** Anyone at the fair, once it is published. */
  PUBLIC,
  /** Its asker. */
  OWNER,
  /** The volunteers of its desk, and the organizer. */
  STAFF,
  /** The big screen: everything that moves, nobody's number. */
  BOARD;

  /** @param ahead how many wait before it */
  public JsonObject of(Question question, int ahead) {
    Asked asked = question.asked();
    boolean open = this == OWNER || this == STAFF;
    var view = new JsonObject()
        .put("id", asked.id())
        .put("fair", QuestionId.fair(asked.id()))
        .put("ticket", asked.ticket())
        .put("department", question.department())
        .put("routedBy", question.routing().by())
        .put("confidence", question.routing().confidence())
        .put("state", question.state().code())
        .put("ahead", ahead)
        .put("text", open ? asked.text() : this == BOARD && isKept(question) ? "" : Masks.mask(asked.text()))
        .put("language", asked.language())
        .put("translation", open ? question.translation() : Masks.mask(question.translation()))
        .put("public", question.isPublic())
        .put("supporters", question.supporters())
        .put("createdAt", asked.at().toString())
        .put("updatedAt", question.updatedAt().toString())
        .put("answer", question.answer() == null ? null : answer(question.answer(), open))
        .put("rating", question.rating() == null || this == PUBLIC ? null : rating(question.rating(), open));
    if (open) {
      view.put("village", asked.village()).put("name", asked.name()).put("phone", asked.phone());
    }
    if (this == OWNER) {
      view.put("mine", true);
    }
    if (this == STAFF || this == BOARD) {
      view.put("claimedBy", question.claim() == null ? null : question.claim().name());
    }
    if (this == STAFF) {
      view.put("holder", question.claim() == null ? null : question.claim().holder())
          .put("transfers", question.transfers())
          .put("reasons", new JsonArray(question.routing().reasons()))
          .put("proposed", new JsonArray(question.routing().proposed()))
          .put("concerns", new JsonArray(asked.concerns()));
    }
    return view;
  }

  /** Whether it waits for a moderator, or was taken back while it may have: nothing for a screen that all can see. */
  private static boolean isKept(Question question) {
    return question.state() == State.HELD || question.state() == State.WITHDRAWN;
  }

  private static JsonObject answer(Answer answer, boolean open) {
    return new JsonObject()
        .put("text", open ? answer.text() : Masks.mask(answer.text()))
        .put("by", answer.by())
        .put("at", answer.at().toString())
        .put("serviceItems", new JsonArray(answer.serviceItems()));
  }

  private static JsonObject rating(Rating rating, boolean open) {
    return new JsonObject()
        .put("grade", rating.grade())
        .put("comment", open ? rating.comment() : null)
        .put("at", rating.at().toString());
  }

  public JsonObject of(Seen seen) {
    return of(seen.question(), seen.ahead());
  }

  /** Whether this reader is shown what was said. */
  public boolean shows(Message message) {
    return switch (this) {
      case STAFF -> true;
      case OWNER -> message.isForAsker();
      case PUBLIC -> message.type() == Message.Type.ANSWER;
      case BOARD -> false;
    };
  }

  /** Something said, as this reader is shown it. */
  public JsonObject of(Message message) {
    JsonObject json = message.toJson();
    if (this == PUBLIC) {
      json.put("text", Masks.mask(message.text()));
      json.put("by", message.type() == Message.Type.ANSWER ? message.by() : null);
    }
    return json;
  }

  /** The question with the thread of what was said, its first words included. */
  public JsonObject of(Seen seen, List<Message> messages) {
    Question question = seen.question();
    var first = new Message(Message.Type.QUESTION, question.asked().name(), question.asked().text(),
        question.asked().at());
    var thread = new JsonArray().add(of(first));
    messages.stream().filter(this::shows).forEach(message -> thread.add(of(message)));
    return of(seen).put("messages", thread);
  }

  /** What is left of a question that one could see and may see no more: that it is gone. */
  public static JsonObject gone(Question question) {
    return new JsonObject()
        .put("id", question.id())
        .put("fair", QuestionId.fair(question.id()))
        .put("ticket", question.asked().ticket())
        .put("department", question.department())
        .put("state", question.state().code())
        .put("public", false);
  }
}
