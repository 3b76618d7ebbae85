package huiwen.question;

import huiwen.fair.Fair;
import huiwen.question.Decision.Change;
import huiwen.question.Decision.Changed;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Some commands of one fair in one transaction: lock the fair's counter, read what the commands are about,
 * decide each by the rules in turn, write, commit. Two round trips, each of them pipelined. As the row lock orders
 * all batches of a fair, on all nodes, a decision is never taken on what somebody else is changing.
 */
final class Batch {

  /** @param results one for each command: committed or refused */
  record Outcome(List<Future<Committed>> results, List<Entry> entries) {
  }

  private static final class Desk {
    final boolean present;
    int tickets;
    int waiting;
    final int ticketsBefore;
    final int waitingBefore;

    Desk(Row row) {
      present = row.getBoolean("present");
      tickets = ticketsBefore = row.getInteger("tickets");
      waiting = waitingBefore = row.getInteger("waiting");
    }

    boolean moved() {
      return tickets != ticketsBefore || waiting != waitingBefore;
    }
  }

  private final int fairId;
  private final List<Command> commands;

  private long seq;
  private boolean fairOpen;
  private Instant now;
  private final Map<String, Desk> desks = new HashMap<>();
  private final Map<String, Question> questions = new HashMap<>();
  private final Map<String, Question> byKey = new HashMap<>();
  private final Set<String> supports = new HashSet<>();

  private final Map<String, Question> changed = new LinkedHashMap<>();
  private final List<Tuple> newSupports = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();

  Batch(int fairId, List<Command> commands) {
    this.fairId = fairId;
    this.commands = commands;
  }

  /** Fails where the database did not commit, or did not say whether it has. */
  Future<Outcome> commit(Pool pool) {
    return pool.withConnection(connection -> read(connection)
        .map(read -> commands.stream().map(this::decide).toList())
        .compose(results -> write(connection).map(new Outcome(results, entries)))
        .recover(failure -> connection.query("ROLLBACK").execute().transform(rolledBack ->
            Future.failedFuture(failure))));
  }

  // Reading -----------------------------------------------------------------------------------------------

  private Future<?> read(SqlConnection connection) {
    var reads = new ArrayList<Future<?>>();
    reads.add(connection.query("BEGIN").execute());
    reads.add(connection.preparedQuery("""
            SELECT seq, state, clock_timestamp() AS now FROM fair WHERE id = $1 FOR UPDATE""")
        .execute(Tuple.of(fairId)).map(this::takeFair));
    reads.add(connection.preparedQuery("""
            SELECT department, present, tickets, waiting FROM desk
            WHERE fair_id = $1 AND ($2::text[] IS NULL OR department = ANY ($2))""")
        .execute(Tuple.tuple().addInteger(fairId).addArrayOfString(desksOfAsks()))
        .map(each(row -> desks.put(row.getString("department"), new Desk(row)))));
    readQuestions(connection, reads);
    readKeys(connection, reads);
    readSupports(connection, reads);
    keepPlans(connection);
    return Future.all(reads);
  }

  /**
   * What is read is planned anew each time, for what is stored by then; what is written always goes the same way, and its
   * plan is kept. Not waited for: the database does it while the commands are decided.
   */
  private static void keepPlans(SqlConnection connection) {
    connection.query("SET LOCAL plan_cache_mode = force_generic_plan").execute();
  }

  /** The desks that new questions go to, where there are no other commands; null = all desks may be concerned. */
  private String[] desksOfAsks() {
    return commands.stream().allMatch(Command.Ask.class::isInstance)
        ? commands.stream().map(ask -> ((Command.Ask) ask).routing().department()).distinct().toArray(String[]::new)
        : null;
  }

  /** Without its fair's row nothing can be decided, least of all that the fair is closed. */
  private Void takeFair(RowSet<Row> rows) {
    if (rows.size() != 1) {
      throw new IllegalStateException(rows.size() + " rows of fair " + fairId);
    }
    Row row = rows.iterator().next();
    seq = row.getLong("seq");
    fairOpen = Fair.OPEN.equals(row.getString("state"));
    now = row.getOffsetDateTime("now").toInstant();
    return null;
  }

  /** Taken as part of the reading, so that it is done before anything is decided. */
  private static Function<RowSet<Row>, Void> each(Consumer<Row> taker) {
    return rows -> {
      rows.forEach(taker);
      return null;
    };
  }

  private void readQuestions(SqlConnection connection, List<Future<?>> reads) {
    String[] ids = commands.stream()
        .filter(Command.OnQuestion.class::isInstance)
        .map(command -> ((Command.OnQuestion) command).questionId())
        .distinct().toArray(String[]::new);
    if (ids.length > 0) {
      reads.add(connection
          .preparedQuery("SELECT * FROM question WHERE id = ANY ($1::text[])")
          .execute(Tuple.tuple().addArrayOfString(ids)).map(each(row -> {
            if (row.getInteger("fair_id") == fairId) {
              Question question = QuestionCodec.fromJson(row.toJson());
              questions.put(question.id(), question);
            }
          })));
    }
  }

  /**
   * One index look-up a key, whatever the planner believes of the table: a plan that was made while it was empty is
   * kept for as long as the connection lives.
   */
  private void readKeys(SqlConnection connection, List<Future<?>> reads) {
    List<Command.Ask> asks = commands.stream()
        .filter(Command.Ask.class::isInstance).map(Command.Ask.class::cast).toList();
    if (!asks.isEmpty()) {
      reads.add(connection.preparedQuery("""
              SELECT q.* FROM unnest($2::text[], $3::text[]) AS k (asker, idempotency_key)
              CROSS JOIN LATERAL (
                SELECT * FROM question
                WHERE fair_id = $1 AND asker = k.asker AND idempotency_key = k.idempotency_key LIMIT 1) q""")
          .execute(Tuple.of(fairId,
              asks.stream().map(ask -> ask.by().id()).toArray(String[]::new),
              asks.stream().map(Command.Ask::idempotencyKey).toArray(String[]::new)))
          .map(each(row -> {
            Question question = QuestionCodec.fromJson(row.toJson());
            byKey.put(key(question.asked().asker(), question.asked().idempotencyKey()), question);
          })));
    }
  }

  private void readSupports(SqlConnection connection, List<Future<?>> reads) {
    List<Command.Support> wanted = commands.stream()
        .filter(Command.Support.class::isInstance).map(Command.Support.class::cast).toList();
    if (!wanted.isEmpty()) {
      reads.add(connection.preparedQuery("""
              SELECT question_id, asker FROM support WHERE (question_id, asker) IN (
                SELECT * FROM unnest($1::text[], $2::text[]))""")
          .execute(Tuple.tuple()
              .addArrayOfString(wanted.stream().map(Command.Support::questionId).toArray(String[]::new))
              .addArrayOfString(wanted.stream().map(support -> support.by().id()).toArray(String[]::new)))
          .map(each(row -> supports.add(key(row.getString("question_id"), row.getString("asker"))))));
    }
  }

  private static String[] texts(Stream<String> texts) {
    return texts.toArray(String[]::new);
  }

  private static String key(String one, String other) {
    return one + ' ' + other;
  }

  // Deciding ----------------------------------------------------------------------------------------------

  private Future<Committed> decide(Command command) {
    return command instanceof Command.Ask ask ? decideAsk(ask) : decideOn((Command.OnQuestion) command);
  }

  private Future<Committed> decideAsk(Command.Ask ask) {
    Question earlier = byKey.get(key(ask.by().id(), ask.idempotencyKey()));
    if (earlier != null) {
      return earlier.asked().bodyHash().equals(ask.bodyHash())
          ? Future.succeededFuture(Committed.changed(earlier))
          : refused(Refusal.OTHER_BODY, null);
    }
    if (!fairOpen) {
      return refused(Refusal.FAIR_CLOSED, null);
    }
    Desk desk = desks.get(ask.routing().department());
    if (desk == null || !desk.present) {
      return refused(Refusal.NO_SUCH_DEPARTMENT, null);
    }
    int ahead = desk.waiting;
    String ticket = "%s-%03d".formatted(ask.ticketName(), ++desk.tickets);
    Change change = Rules.ask(ask, seq + 1, ticket, now);
    apply(null, change);
    byKey.put(key(ask.by().id(), ask.idempotencyKey()), change.after());
    return Future.succeededFuture(new Committed(change.after(), true, ahead));
  }

  private Future<Committed> decideOn(Command.OnQuestion command) {
    Question question = questions.get(command.questionId());
    if (question == null) {
      return refused(Refusal.NOT_FOUND, null);
    }
    if (command instanceof Command.Transfer transfer && !isPresent(transfer.department())) {
      return refused(Refusal.NO_SUCH_DEPARTMENT, null);
    }
    Decision decision = Rules.decide(question, command, now);
    if (decision instanceof Decision.Refused refused) {
      return refused(refused.refusal(), question.claim() == null ? null : question.claim().name());
    }
    boolean supportedBefore = command instanceof Command.Support support
        && !supports.add(key(support.questionId(), support.by().id()));
    if (decision instanceof Changed changes && !supportedBefore) {
      for (Change change : changes.changes()) {
        apply(questions.get(command.questionId()), change);
      }
      if (command instanceof Command.Support support) {
        newSupports.add(Tuple.of(support.questionId(), support.by().id()));
      }
    }
    return Future.succeededFuture(Committed.changed(questions.get(command.questionId())));
  }

  private boolean isPresent(String department) {
    Desk desk = desks.get(department);
    return desk != null && desk.present;
  }

  private static Future<Committed> refused(Refusal refusal, String claimedBy) {
    return Future.failedFuture(refusal.problem(claimedBy));
  }

  /** Makes the entry of a change, and lets the commands after it in this batch see it. */
  private void apply(Question before, Change change) {
    Question after = change.after();
    entries.add(new Entry(fairId, ++seq, now, change.kind(), after, Entry.From.of(before), change.message()));
    questions.put(after.id(), after);
    changed.put(after.id(), after);
    count(before, -1);
    count(after, 1);
  }

  private void count(Question question, int step) {
    if (question != null && question.state() == State.WAITING) {
      desks.get(question.department()).waiting += step;
    }
  }

  // Writing -----------------------------------------------------------------------------------------------

  private static final String WRITE = """
      WITH fairs AS (UPDATE fair SET seq = $2 WHERE id = $1),
      desks AS (
        UPDATE desk SET tickets = d.tickets, waiting = d.waiting
        FROM unnest($3::text[], $4::int[], $5::int[]) AS d (department, tickets, waiting)
        WHERE desk.fair_id = $1 AND desk.department = d.department),
      entries AS (
        INSERT INTO entry (fair_id, seq, at, kind, question_id, "from", question, message)
        SELECT $1, e.seq, $6, e.kind, e.question_id, e."from"::json, e.question::json, e.message::json
        FROM unnest($7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])
          AS e (seq, kind, question_id, "from", question, message))
      """ + QuestionCodec.write(13);

  private Future<?> write(SqlConnection connection) {
    var writes = new ArrayList<Future<?>>();
    if (!entries.isEmpty()) {
      writes.add(connection.preparedQuery(WRITE).execute(written()));
      if (!newSupports.isEmpty()) {
        writes.add(connection.preparedQuery("INSERT INTO support (question_id, asker) VALUES ($1, $2)")
            .executeBatch(newSupports));
      }
    }
    writes.add(connection.query("COMMIT").execute());
    return Future.all(writes);
  }

  /** The counters of the fair and of its desks, the entries, the questions. */
  private Tuple written() {
    List<Map.Entry<String, Desk>> moved = desks.entrySet().stream().filter(desk -> desk.getValue().moved()).toList();
    Tuple arguments = Tuple.of(
        fairId,
        seq,
        texts(moved.stream().map(Map.Entry::getKey)),
        moved.stream().map(desk -> desk.getValue().tickets).toArray(Integer[]::new),
        moved.stream().map(desk -> desk.getValue().waiting).toArray(Integer[]::new));
    arguments
        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
        .addArrayOfLong(entries.stream().map(Entry::seq).toArray(Long[]::new))
        .addArrayOfString(texts(entries.stream().map(entry -> entry.kind().code())))
        .addArrayOfString(texts(entries.stream().map(entry -> entry.question().id())))
        .addArrayOfString(texts(entries.stream().map(entry ->
            entry.from() == null ? null : QuestionCodec.toJson(entry.from()).encode())))
        .addArrayOfString(texts(entries.stream().map(entry -> QuestionCodec.toJson(entry.question()).encode())))
        .addArrayOfString(texts(entries.stream().map(entry ->
            entry.message() == null ? null : entry.message().toJson().encode())));
    QuestionCodec.addRows(changed.values(), arguments);
    return arguments;
  }
}
