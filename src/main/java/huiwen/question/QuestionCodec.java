package huiwen.question;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * A question as it is stored: the keys are the columns of the table {@code question}, so that the same JSON
 * is read from a row, written as a row and kept in an entry.
 */
final class QuestionCodec {

  private QuestionCodec() {
  }

  static JsonObject toJson(Question question) {
    Asked asked = question.asked();
    Routing routing = question.routing();
    return new JsonObject()
        .put("id", asked.id())
        .put("fair_id", asked.fairId())
        .put("ticket", asked.ticket())
        .put("department", routing.department())
        .put("routed_by", routing.by())
        .put("confidence", routing.confidence())
        .put("reasons", new JsonArray(routing.reasons()))
        .put("state", question.state().code())
        .put("place", asked.place())
        .put("text", asked.text())
        .put("language", asked.language())
        .put("translation", question.translation())
        .put("public", question.isPublic())
        .put("public_wish", asked.publicWish())
        .put("village", asked.village())
        .put("name", asked.name())
        .put("phone", asked.phone())
        .put("asker", asked.asker())
        .put("idempotency_key", asked.idempotencyKey())
        .put("body_hash", asked.bodyHash())
        .put("attachments", new JsonArray(asked.attachments()))
        .put("supporters", question.supporters())
        .put("holder", question.claim() == null ? null : question.claim().holder())
        .put("claimed_by", question.claim() == null ? null : question.claim().name())
        .put("transfers", question.transfers())
        .put("reopened", question.reopened())
        .put("answer", question.answer() == null ? null : answer(question.answer()))
        .put("rating", question.rating() == null ? null : rating(question.rating()))
        .put("created_at", asked.at().toString())
        .put("updated_at", question.updatedAt().toString())
        .put("first_answered_at",
            question.firstAnsweredAt() == null ? null : question.firstAnsweredAt().toString());
  }

  static JsonObject toJson(Entry.From from) {
    return new JsonObject()
        .put("state", from.state().code())
        .put("department", from.department())
        .put("answered", from.answered())
        .put("grade", from.grade());
  }

  static Entry.From fromOf(JsonObject json) {
    return json == null ? null : new Entry.From(State.of(json.getString("state")), json.getString("department"),
        json.getBoolean("answered"), json.getInteger("grade"));
  }

  private static JsonObject answer(Answer answer) {
    return new JsonObject()
        .put("text", answer.text())
        .put("by", answer.by())
        .put("by_id", answer.byId())
        .put("at", answer.at().toString())
        .put("service_items", new JsonArray(answer.serviceItems()));
  }

  private static JsonObject rating(Rating rating) {
    return new JsonObject()
        .put("grade", rating.grade())
        .put("comment", rating.comment())
        .put("at", rating.at().toString());
  }

  static Question fromJson(JsonObject json) {
    var asked = new Asked(
        json.getString("id"), json.getInteger("fair_id"), json.getLong("place"), json.getString("ticket"),
        json.getString("text"), json.getString("language"), json.getString("village"), json.getString("name"),
        json.getString("phone"), json.getString("asker"), json.getString("idempotency_key"),
        json.getString("body_hash"),
        json.getBoolean("public_wish"), strings(json.getJsonArray("attachments")), instant(json, "created_at"));
    var routing = new Routing(json.getString("department"), json.getString("routed_by"),
        json.getDouble("confidence"), strings(json.getJsonArray("reasons")));
    String holder = json.getString("holder");
    return new Question(asked, routing, State.of(json.getString("state")),
        holder == null ? null : new Claim(holder, json.getString("claimed_by")),
        json.getBoolean("public"), json.getString("translation"), json.getInteger("transfers"),
        json.getBoolean("reopened"), json.getInteger("supporters"), answer(json.getJsonObject("answer")),
        rating(json.getJsonObject("rating")), instant(json, "updated_at"), instant(json, "first_answered_at"));
  }

  private static Answer answer(JsonObject json) {
    return json == null ? null : new Answer(json.getString("text"), json.getString("by"),
        json.getString("by_id"), instant(json, "at"), strings(json.getJsonArray("service_items")));
  }

  private static Rating rating(JsonObject json) {
    return json == null ? null
        : new Rating(json.getInteger("grade"), json.getString("comment"), instant(json, "at"));
  }

  private static List<String> strings(JsonArray array) {
    return array.stream().map(Object::toString).toList();
  }

  private static Instant instant(JsonObject json, String key) {
    String value = json.getString(key);
    return value == null ? null : OffsetDateTime.parse(value).toInstant();
  }
}
