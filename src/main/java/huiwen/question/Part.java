package huiwen.question;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What another desk was asked for, as the question of which it is a part knows it.
 *
 * @param id of the part, which is a question of its own in the queue of that desk
 * @param department of the desk that has it
 * @param state as of when the other was told last
 * @param answer or null
 */
record Part(String id, String department, State state, Answer answer) {

  static Part of(Question question) {
    return new Part(question.id(), question.department(), question.state(), question.answer());
  }

  boolean isOpen() {
    return answer == null && state.isOpen();
  }

  private JsonObject toJson() {
    return new JsonObject().put("id", id).put("department", department).put("state", state.code())
        .put("answer", QuestionCodec.answer(answer));
  }

  static JsonArray toJson(List<Part> parts) {
    return new JsonArray(parts.stream().map(Part::toJson).toList());
  }

  /** No parts for null. */
  static List<Part> listOf(JsonArray json) {
    return json == null ? List.of() : json.stream().map(JsonObject.class::cast).map(part -> new Part(part.getString("id"),
        part.getString("department"), State.of(part.getString("state")), QuestionCodec.answer(part.getJsonObject("answer")))).toList();
  }
}
