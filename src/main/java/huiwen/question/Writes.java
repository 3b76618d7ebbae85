package huiwen.question;

import static java.util.stream.Collectors.joining;

import huiwen.question.Deciding.Attached;
import huiwen.question.Deciding.Following;
import huiwen.question.Deciding.Remembered;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** The one statement that writes what a batch has decided. */
final class Writes {

  /**
   * All of it or, where the fair's row has another version, the deadline is past, or a lease that was to expire has been
   * renewed, nothing. The deadline is looked at again at the end: who waits for another's lock may have waited for long. The arrays are unnested side by side in a select list, where they advance together: in FROM each of some
   * fifty would be a function scan that stores its rows first.
   */
  static final String STATEMENT = """
      WITH expiring AS (
        SELECT expires_at FROM lease WHERE question_id = ANY ($5::text[]) ORDER BY question_id FOR UPDATE),
      turn AS (
        UPDATE fair SET seq = $2 WHERE id = $1 AND xmin::text = $3 AND clock_timestamp() < $4
          AND NOT EXISTS (SELECT FROM expiring WHERE expires_at > clock_timestamp())
        RETURNING xmin::text AS version),
      desks AS (
        UPDATE desk SET tickets = d.tickets, waiting = d.waiting
        FROM (SELECT unnest($6::text[]) AS department, unnest($7::int[]) AS tickets, unnest($8::int[]) AS waiting) AS d
        WHERE desk.fair_id = $1 AND desk.department = d.department AND EXISTS (SELECT FROM turn)),
      entries AS (
        INSERT INTO entry (fair_id, seq, at, kind, question_id, "from", question, message, reason)
        SELECT $1, e.seq, $9, e.kind, e.question_id, e."from"::json, e.question::json, e.message::json, e.reason
        FROM (SELECT unnest($10::bigint[]) AS seq, unnest($11::text[]) AS kind, unnest($12::text[]) AS question_id,
          unnest($13::text[]) AS "from", unnest($14::text[]) AS question, unnest($15::text[]) AS message,
          unnest($16::text[]) AS reason) AS e
        WHERE EXISTS (SELECT FROM turn)),
      persons AS (
        INSERT INTO person (question_id, fair_id, asker, name, phone, code)
        SELECT p.question_id, $1, p.asker, p.name, p.phone, p.code
        FROM (SELECT unnest($17::text[]) AS question_id, unnest($18::text[]) AS asker, unnest($19::text[]) AS name,
          unnest($20::text[]) AS phone, unnest($21::text[]) AS code) AS p
        WHERE EXISTS (SELECT FROM turn)),
      followers AS (
        INSERT INTO follower (question_id, asker)
        SELECT * FROM (SELECT unnest($22::text[]), unnest($23::text[])) AS f WHERE EXISTS (SELECT FROM turn)),
      commands AS (
        INSERT INTO command (fair_id, caller, key, body_hash, seq, question_id, at)
        SELECT $1, c.caller, c.key, c.body_hash, c.seq, c.question_id, $9
        FROM (SELECT unnest($24::text[]) AS caller, unnest($25::text[]) AS key, unnest($26::text[]) AS body_hash,
          unnest($27::bigint[]) AS seq, unnest($28::text[]) AS question_id) AS c
        WHERE EXISTS (SELECT FROM turn)),
      claims AS (
        INSERT INTO lease (question_id, fair_id, holder, expires_at)
        SELECT l.question_id, $1, l.holder, clock_timestamp() + $29::int * interval '1 second'
        FROM (SELECT unnest($30::text[]) AS question_id, unnest($31::text[]) AS holder) AS l
        WHERE EXISTS (SELECT FROM turn)
        ON CONFLICT (question_id) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at),
      unclaimed AS (
        DELETE FROM lease WHERE question_id = ANY ($32::text[]) AND EXISTS (SELECT FROM turn)),
      attached AS (
        INSERT INTO attached (attachment_id, question_id, seq)
        SELECT a.* FROM (SELECT unnest($33::text[]), unnest($34::text[]), unnest($35::bigint[])) AS a
        WHERE EXISTS (SELECT FROM turn)),
      searchable AS (
        INSERT INTO search (question_id, fair_id, department, place, terms)
        SELECT s.question_id, $1, s.department, s.place, s.terms::int[]
        FROM (SELECT unnest($36::text[]) AS question_id, unnest($37::text[]) AS department, unnest($38::bigint[]) AS place,
          unnest($39::text[]) AS terms) AS s
        WHERE EXISTS (SELECT FROM turn)
        ON CONFLICT (question_id) DO UPDATE SET department = excluded.department, terms = excluded.terms),
      questions AS (
        %s)
      SELECT CASE WHEN clock_timestamp() < $4 THEN version ELSE overdue(version) END AS version, clock_timestamp() AS now
      FROM turn""".formatted(QuestionCodec.write(40, "EXISTS (SELECT FROM turn)"));

  private Writes() {
  }

  /** The arguments of the statement. */
  static Tuple arguments(int fairId, Known known, Deciding decided) {
    List<Known.Desk> moved = decided.movedDesks().stream().map(known::desk).toList();
    List<Entry> entries = decided.entries();
    List<Question> asked = decided.asked().stream().filter(question -> !question.isPart()).toList(); // a part is nobody's own
    List<Following> following = decided.newFollowing();
    List<Remembered> remembered = decided.remembered();
    List<Question> claimed = decided.claimed();
    List<Attached> attached = decided.attached();
    List<Question> searchable = decided.cameToADesk();
    Tuple arguments = Tuple.of(fairId, known.seq(), known.version(), decided.deadline().atOffset(ZoneOffset.UTC))
        .addArrayOfString(decided.expiring().toArray(String[]::new))
        .addArrayOfString(decided.movedDesks().toArray(String[]::new))
        .addArrayOfInteger(moved.stream().map(Known.Desk::tickets).toArray(Integer[]::new))
        .addArrayOfInteger(moved.stream().map(Known.Desk::waiting).toArray(Integer[]::new))
        .addOffsetDateTime(decided.now().atOffset(ZoneOffset.UTC))
        .addArrayOfLong(entries.stream().map(Entry::seq).toArray(Long[]::new))
        .addArrayOfString(texts(entries, entry -> entry.kind().code()))
        .addArrayOfString(texts(entries, entry -> entry.question().id()))
        .addArrayOfString(texts(entries, entry ->
            entry.from() == null ? null : QuestionCodec.toJson(entry.from()).encode()))
        .addArrayOfString(texts(entries, entry -> QuestionCodec.changing(entry.question()).encode()))
        .addArrayOfString(texts(entries, entry -> entry.message() == null ? null : entry.message().toJson().encode()))
        .addArrayOfString(texts(entries, entry -> entry.reason() == null ? null : entry.reason().code()))
        .addArrayOfString(texts(asked, Question::id))
        .addArrayOfString(texts(asked, question -> question.person().asker()))
        .addArrayOfString(texts(asked, question -> question.person().name()))
        .addArrayOfString(texts(asked, question -> question.person().phone()))
        .addArrayOfString(texts(asked, question -> question.person().code()))
        .addArrayOfString(texts(following, Following::questionId))
        .addArrayOfString(texts(following, Following::asker))
        .addArrayOfString(texts(remembered, Remembered::caller))
        .addArrayOfString(texts(remembered, command -> command.key().value()))
        .addArrayOfString(texts(remembered, command -> command.key().bodyHash()))
        .addArrayOfLong(remembered.stream().map(Remembered::seq).toArray(Long[]::new))
        .addArrayOfString(texts(remembered, Remembered::questionId))
        .addInteger((int) Claim.LASTS.toSeconds())
        .addArrayOfString(texts(claimed, Question::id))
        .addArrayOfString(texts(claimed, question -> question.claim().holder()))
        .addArrayOfString(decided.unclaimed().toArray(String[]::new))
        .addArrayOfString(texts(attached, Attached::attachmentId))
        .addArrayOfString(texts(attached, Attached::questionId))
        .addArrayOfLong(attached.stream().map(Attached::seq).toArray(Long[]::new))
        .addArrayOfString(texts(searchable, Question::id))
        .addArrayOfString(texts(searchable, Question::department))
        .addArrayOfLong(searchable.stream().map(question -> question.asked().place()).toArray(Long[]::new))
        .addArrayOfString(texts(searchable, Writes::terms));
    QuestionCodec.addRows(decided.questions(), arguments);
    return arguments;
  }

  private static String terms(Question question) {
    return SearchTerms.of(question).stream().map(String::valueOf).collect(joining(",", "{", "}"));
  }

  private static <T> String[] texts(List<T> list, Function<T, String> text) {
    return list.stream().map(text).toArray(String[]::new);
  }
}
