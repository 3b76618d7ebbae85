package huiwen.question;

import static java.util.stream.Collectors.joining;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A question as it is stored: the keys are the columns of the table {@code question}, so that the same JSON
 * is read from a row, written as a row and kept in an entry.
 */
final class QuestionCodec {

  /**
   * A column of the table.
   *
   * @param sent the type as which its values go to the database, all of a batch in one array
   * @param stored the type that they have there
   * @param changes whether it can change after the question was asked
   */
  private record Column(String name, String sent, String stored, boolean changes) {

    static Column of(String name, String type) {
      return new Column(name, type, type, false);
    }

    static Column sentAsText(String name, String stored) {
      return new Column(name, "text", stored, false);
    }

    Column changing() {
      return new Column(name, sent, stored, true);
    }

    /** Some names are words of SQL. */
    String quoted() {
      return '"' + name + '"';
    }

    String unnested(int parameter) {
      return "unnest($%d::%s[]) AS %s".formatted(parameter, sent, quoted());
    }

    Object[] values(Collection<JsonObject> questions) {
      Stream<Object> values = questions.stream().map(question -> question.getValue(name));
      return switch (sent) {
        case "int" -> values.toArray(Integer[]::new);
        case "bigint" -> values.toArray(Long[]::new);
        case "double precision" -> values.toArray(Double[]::new);
        case "boolean" -> values.toArray(Boolean[]::new);
        default -> values.map(value -> value == null ? null : value.toString()).toArray(String[]::new);
      };
    }
  }

  private static final List<Column> COLUMNS = List.of(
      Column.of("id", "text"),
      Column.of("fair_id", "int"),
      Column.of("ticket", "text"),
      Column.of("department", "text").changing(),
      Column.of("routed_by", "text").changing(),
      Column.of("confidence", "double precision").changing(),
      Column.sentAsText("reasons", "jsonb").changing(),
      Column.sentAsText("proposed", "jsonb").changing(),
      Column.of("state", "text").changing(),
      Column.of("place", "bigint"),
      Column.of("text", "text"),
      Column.of("language", "text"),
      Column.of("translation", "text").changing(),
      Column.of("public", "boolean").changing(),
      Column.of("public_wish", "boolean"),
      Column.of("village", "text"),
      Column.of("name", "text"),
      Column.of("phone", "text"),
      Column.of("asker", "text"),
      Column.of("idempotency_key", "text"),
      Column.of("body_hash", "text"),
      Column.sentAsText("attachments", "jsonb"),
      Column.sentAsText("concerns", "jsonb"),
      Column.of("supporters", "int").changing(),
      Column.of("holder", "text").changing(),
      Column.of("claimed_by", "text").changing(),
      Column.of("transfers", "int").changing(),
      Column.of("reopened", "boolean").changing(),
      Column.sentAsText("answer", "jsonb").changing(),
      Column.sentAsText("rating", "jsonb").changing(),
      Column.sentAsText("created_at", "timestamptz"),
      Column.sentAsText("updated_at", "timestamptz").changing(),
      Column.sentAsText("first_answered_at", "timestamptz").changing());

  /**
   * The statement that writes any number of questions, new and changed: one array a column.
   *
   * @param first number of the first of its parameters, which {@link #addRows} adds
   * @param condition under which it writes any
   */
  static String write(int first, String condition) {
    return "INSERT INTO question (" + COLUMNS.stream().map(Column::quoted).collect(joining(", ")) + ") SELECT "
        + COLUMNS.stream().map(column -> column.quoted() + "::" + column.stored).collect(joining(", "))
        + " FROM (SELECT "
        + IntStream.range(0, COLUMNS.size()).mapToObj(i -> COLUMNS.get(i).unnested(first + i)).collect(joining(", "))
        + ") AS q WHERE " + condition + " ON CONFLICT (id) DO UPDATE SET "
        + COLUMNS.stream().filter(Column::changes)
            .map(column -> column.quoted() + " = excluded." + column.quoted()).collect(joining(", "));
  }

  private QuestionCodec() {
  }

  /** Adds the arguments of {@link #write}: questions as {@link #toJson} gives them. */
  static void addRows(Collection<JsonObject> questions, Tuple arguments) {
    COLUMNS.forEach(column -> arguments.addValue(column.values(questions)));
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
        .put("proposed", new JsonArray(routing.proposed()))
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
        .put("concerns", new JsonArray(asked.concerns()))
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
        json.getBoolean("public_wish"), strings(json.getJsonArray("attachments")),
        strings(json.getJsonArray("concerns")), instant(json, "created_at"));
    var routing = new Routing(json.getString("department"), json.getString("routed_by"),
        json.getDouble("confidence"), strings(json.getJsonArray("reasons")),
        strings(json.getJsonArray("proposed")));
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

  /** Entries from before a list was kept have none. */
  private static List<String> strings(JsonArray array) {
    return array == null ? List.of() : array.stream().map(Object::toString).toList();
  }

  private static Instant instant(JsonObject json, String key) {
    String value = json.getString(key);
    return value == null ? null : OffsetDateTime.parse(value).toInstant();
  }
}
