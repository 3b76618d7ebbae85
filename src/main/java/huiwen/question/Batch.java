package huiwen.question;

import huiwen.db.SqlState;
import huiwen.question.Decision.Change;
import huiwen.question.Decision.Changed;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Some commands of one fair, decided by the rules in turn and written at once, in a transaction that gives the fair's
 * row a new version. A decision is never taken on what somebody else, on whatever node, is changing:
 *
 * <ul>
 * <li>{@link #ifUnchanged}: read what is not {@link Known} yet, if anything; decide; write if the fair's row still has the
 * version for which all of it is known, and else nothing. Most batches need one statement, in one round trip.
 * <li>{@link #underLock}, where that was not to be: lock the fair's row, read what the commands are about, decide, write,
 * commit. Two round trips, each of them pipelined.
 * </ul>
 */
final class Batch {

  /** @param results one for each command: committed or refused */
  record Outcome(List<Future<Committed>> results, List<Entry> entries) {
  }

  private final int fairId;
  private final List<Command> commands;
  private final Known known;

  private Instant now;
  private final Set<String> supports = new HashSet<>();

  private final Set<String> movedDesks = new LinkedHashSet<>();
  private final List<Command.Support> newSupports = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();

  /**
   * @param known what is known of the fair; a batch that is committed leaves in it what is known after it, one that is not
   *     leaves it unusable
   */
  Batch(int fairId, List<Command> commands, Known known) {
    this.fairId = fairId;
    this.commands = commands;
    this.known = known;
  }

  /**
   * Commits if what is known stays true until then.
   *
   * @param reading a pool whose statements are planned anew each time
   * @param writing a pool that keeps its plans
   * @return empty, and nothing is written, where another has written meanwhile, a key had been used before, or there is
   *     nothing to write, which leaves what was decided unproved. Fails where the database did not say whether it committed
   */
  Future<Optional<Outcome>> ifUnchanged(Pool reading, Pool writing) {
    return readUnknown(reading)
        .map(read -> decide())
        .compose(results -> writeIfUnchanged(writing)
            .map(written -> written ? Optional.of(new Outcome(results, entries)) : Optional.empty()));
  }

  /** Fails where the database did not commit, or did not say whether it has. */
  Future<Outcome> underLock(Pool pool) {
    return pool.withConnection(connection -> readUnderLock(connection)
        .map(read -> decide())
        .compose(results -> write(connection).map(new Outcome(results, entries)))
        .recover(failure -> connection.query("ROLLBACK").execute().transform(rolledBack ->
            Future.failedFuture(failure))));
  }

  // Reading -----------------------------------------------------------------------------------------------

  /** What is done with what was read, once all of it is there, in the order of reading. */
  private static final class Reads {

    private final List<Future<RowSet<Row>>> rows = new ArrayList<>();
    private final List<Consumer<Row>> takers = new ArrayList<>();

    void add(Future<RowSet<Row>> read, Consumer<Row> taker) {
      rows.add(read);
      takers.add(taker);
    }

    Future<?> taken() {
      return Future.all(rows).map(read -> {
        for (int i = 0; i < rows.size(); i++) {
          rows.get(i).result().forEach(takers.get(i));
        }
        return null;
      });
    }
  }

  private Future<?> readUnknown(Pool pool) {
    boolean fresh = known.isFresh();
    String[] ids = questionIds(id -> !fresh || known.question(id) == null);
    List<Command.Support> wanted = commandsThat(Command.Support.class);
    return fresh && ids.length == 0 && wanted.isEmpty()
        ? Future.succeededFuture()
        : pool.withConnection(connection -> {
          var reads = new Reads();
          if (!fresh) {
            readFair(connection, "", reads);
            readDesks(connection, reads);
          }
          readQuestions(connection, ids, reads);
          readSupports(connection, wanted, reads);
          return reads.taken();
        });
  }

  private Future<?> readUnderLock(SqlConnection connection) {
    var reads = new Reads();
    reads.add(connection.query("BEGIN").execute(), none -> { });
    readFair(connection, " FOR UPDATE", reads);
    readDesks(connection, reads);
    readQuestions(connection, questionIds(id -> true), reads);
    readKeys(connection, reads);
    readSupports(connection, commandsThat(Command.Support.class), reads);
    return reads.taken();
  }

  private <C> List<C> commandsThat(Class<C> type) {
    return commands.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private String[] questionIds(Predicate<String> wanted) {
    return texts(commandsThat(Command.OnQuestion.class).stream().map(Command.OnQuestion::questionId).distinct()
        .filter(wanted));
  }

  /** Comes first: what is read after it is not older than the version that it takes. */
  private void readFair(SqlConnection connection, String lock, Reads reads) {
    reads.add(connection.preparedQuery("""
            SELECT xmin::text AS version, seq, state, clock_timestamp() AS now FROM fair WHERE id = $1""" + lock)
        .execute(Tuple.of(fairId)).map(this::one), known::takeFair);
  }

  /** Without its fair's row nothing can be decided, least of all that the fair is closed. */
  private RowSet<Row> one(RowSet<Row> rows) {
    if (rows.size() != 1) {
      throw new IllegalStateException(rows.size() + " rows of fair " + fairId);
    }
    return rows;
  }

  private void readDesks(SqlConnection connection, Reads reads) {
    reads.add(connection.preparedQuery("SELECT department, present, tickets, waiting FROM desk WHERE fair_id = $1")
        .execute(Tuple.of(fairId)), row -> known.put(row.getString("department"), new Known.Desk(
            row.getBoolean("present"), row.getInteger("tickets"), row.getInteger("waiting"))));
  }

  /** By their ids alone: with the fair in the condition the planner may read all questions of the fair. */
  private void readQuestions(SqlConnection connection, String[] ids, Reads reads) {
    if (ids.length > 0) {
      reads.add(connection.preparedQuery("SELECT * FROM question WHERE id = ANY ($1::text[])")
          .execute(Tuple.tuple().addArrayOfString(ids)), this::takeQuestion);
    }
  }

  /** One index look-up a key, whatever the planner believes of the table. */
  private void readKeys(SqlConnection connection, Reads reads) {
    List<Command.Ask> asks = commandsThat(Command.Ask.class);
    if (!asks.isEmpty()) {
      reads.add(connection.preparedQuery("""
              SELECT q.* FROM unnest($2::text[], $3::text[]) AS k (asker, idempotency_key)
              CROSS JOIN LATERAL (
                SELECT * FROM question
                WHERE fair_id = $1 AND asker = k.asker AND idempotency_key = k.idempotency_key LIMIT 1) q""")
          .execute(Tuple.of(fairId,
              texts(asks.stream().map(ask -> ask.by().id())),
              texts(asks.stream().map(Command.Ask::idempotencyKey)))), this::takeQuestion);
    }
  }

  private void takeQuestion(Row row) {
    if (row.getInteger("fair_id") == fairId) {
      known.put(QuestionCodec.fromJson(row.toJson()));
    }
  }

  private void readSupports(SqlConnection connection, List<Command.Support> wanted, Reads reads) {
    if (!wanted.isEmpty()) {
      reads.add(connection.preparedQuery("""
              SELECT question_id, asker FROM support WHERE (question_id, asker) IN (
                SELECT * FROM unnest($1::text[], $2::text[]))""")
          .execute(Tuple.tuple()
              .addArrayOfString(texts(wanted.stream().map(Command.Support::questionId)))
              .addArrayOfString(texts(wanted.stream().map(support -> support.by().id())))),
          row -> supports.add(support(row.getString("question_id"), row.getString("asker"))));
    }
  }

  private static String[] texts(Stream<String> texts) {
    return texts.toArray(String[]::new);
  }

  private static String support(String questionId, String asker) {
    return questionId + ' ' + asker;
  }

  // Deciding ----------------------------------------------------------------------------------------------

  private List<Future<Committed>> decide() {
    now = known.now();
    return commands.stream().map(this::decide).toList();
  }

  private Future<Committed> decide(Command command) {
    return command instanceof Command.Ask ask ? decideAsk(ask) : decideOn((Command.OnQuestion) command);
  }

  private Future<Committed> decideAsk(Command.Ask ask) {
    Question earlier = known.asked(ask.by().id(), ask.idempotencyKey());
    if (earlier != null) {
      return earlier.asked().bodyHash().equals(ask.bodyHash())
          ? Future.succeededFuture(Committed.changed(earlier))
          : refused(Refusal.OTHER_BODY, null);
    }
    if (!known.isOpen()) {
      return refused(Refusal.FAIR_CLOSED, null);
    }
    String department = ask.routing().department();
    if (!isPresent(department)) {
      return refused(Refusal.NO_SUCH_DEPARTMENT, null);
    }
    int ahead = known.desk(department).waiting();
    move(department, known.desk(department).withTicket());
    String ticket = "%s-%03d".formatted(ask.ticketName(), known.desk(department).tickets());
    Change change = Rules.ask(ask, known.seq() + 1, ticket, now);
    apply(null, change);
    return Future.succeededFuture(new Committed(change.after(), true, ahead));
  }

  private Future<Committed> decideOn(Command.OnQuestion command) {
    Question question = known.question(command.questionId());
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
        && !supports.add(support(support.questionId(), support.by().id()));
    if (decision instanceof Changed changes && !supportedBefore) {
      for (Change change : changes.changes()) {
        apply(known.question(command.questionId()), change);
      }
      if (command instanceof Command.Support support) {
        newSupports.add(support);
      }
    }
    return Future.succeededFuture(Committed.changed(known.question(command.questionId())));
  }

  private boolean isPresent(String department) {
    Known.Desk desk = known.desk(department);
    return desk != null && desk.present();
  }

  private static Future<Committed> refused(Refusal refusal, String claimedBy) {
    return Future.failedFuture(refusal.problem(claimedBy));
  }

  /** Makes the entry of a change, and lets the commands after it in this batch see it. */
  private void apply(Question before, Change change) {
    Question after = change.after();
    entries.add(new Entry(fairId, known.nextSeq(), now, change.kind(), after, Entry.From.of(before), change.message()));
    known.put(after);
    count(before, -1);
    count(after, 1);
  }

  private void count(Question question, int step) {
    if (question != null && question.state() == State.WAITING) {
      move(question.department(), known.desk(question.department()).withWaiting(step));
    }
  }

  private void move(String department, Known.Desk desk) {
    known.put(department, desk);
    movedDesks.add(department);
  }

  // Writing -----------------------------------------------------------------------------------------------

  /**
   * All of it or, where the fair's row has another version, nothing. The arrays are unnested side by side in a select list,
   * where they advance together: in FROM each of some forty would be a function scan that stores its rows first.
   */
  private static final String WRITE = """
      WITH turn AS (UPDATE fair SET seq = $2 WHERE id = $1 AND xmin::text = $3 RETURNING xmin::text AS version),
      desks AS (
        UPDATE desk SET tickets = d.tickets, waiting = d.waiting
        FROM (SELECT unnest($4::text[]) AS department, unnest($5::int[]) AS tickets, unnest($6::int[]) AS waiting) AS d
        WHERE desk.fair_id = $1 AND desk.department = d.department AND EXISTS (SELECT FROM turn)),
      entries AS (
        INSERT INTO entry (fair_id, seq, at, kind, question_id, "from", question, message)
        SELECT $1, e.seq, $7, e.kind, e.question_id, e."from"::json, e.question::json, e.message::json
        FROM (SELECT unnest($8::bigint[]) AS seq, unnest($9::text[]) AS kind, unnest($10::text[]) AS question_id,
          unnest($11::text[]) AS "from", unnest($12::text[]) AS question, unnest($13::text[]) AS message) AS e
        WHERE EXISTS (SELECT FROM turn)),
      supports AS (
        INSERT INTO support (question_id, asker)
        SELECT * FROM (SELECT unnest($14::text[]), unnest($15::text[])) AS s WHERE EXISTS (SELECT FROM turn)),
      questions AS (
        %s)
      SELECT version, clock_timestamp() AS now FROM turn""".formatted(QuestionCodec.write(16, "EXISTS (SELECT FROM turn)"));

  private Future<?> write(SqlConnection connection) {
    var writes = new ArrayList<Future<?>>();
    if (!entries.isEmpty()) {
      writes.add(connection.preparedQuery(WRITE).execute(written()).map(rows -> {
        if (!isWritten(rows)) {
          throw new IllegalStateException("the row of fair " + fairId + " was changed under its lock");
        }
        return null;
      }));
    }
    writes.add(connection.query("COMMIT").execute());
    return Future.all(writes);
  }

  private Future<Boolean> writeIfUnchanged(Pool pool) {
    return entries.isEmpty()
        ? Future.succeededFuture(false)
        : pool.preparedQuery(WRITE).execute(written()).map(this::isWritten)
            .recover(failure -> SqlState.isUniqueViolation(failure)
                ? Future.succeededFuture(false)
                : Future.failedFuture(failure));
  }

  private boolean isWritten(RowSet<Row> rows) {
    rows.forEach(known::written);
    return rows.size() == 1;
  }

  /** The counters of the fair and of its desks, the entries, the supports, and the questions as their last entries left them. */
  private Tuple written() {
    List<JsonObject> documents = entries.stream().map(entry -> QuestionCodec.toJson(entry.question())).toList();
    var rows = new LinkedHashMap<String, JsonObject>();
    documents.forEach(document -> rows.put(document.getString("id"), document));
    List<Known.Desk> moved = movedDesks.stream().map(known::desk).toList();
    Tuple arguments = Tuple.of(
        fairId,
        known.seq(),
        known.version(),
        texts(movedDesks.stream()),
        moved.stream().map(Known.Desk::tickets).toArray(Integer[]::new));
    arguments
        .addArrayOfInteger(moved.stream().map(Known.Desk::waiting).toArray(Integer[]::new))
        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
        .addArrayOfLong(entries.stream().map(Entry::seq).toArray(Long[]::new))
        .addArrayOfString(texts(entries.stream().map(entry -> entry.kind().code())))
        .addArrayOfString(texts(entries.stream().map(entry -> entry.question().id())))
        .addArrayOfString(texts(entries.stream().map(entry ->
            entry.from() == null ? null : QuestionCodec.toJson(entry.from()).encode())))
        .addArrayOfString(texts(documents.stream().map(JsonObject::encode)))
        .addArrayOfString(texts(entries.stream().map(entry ->
            entry.message() == null ? null : entry.message().toJson().encode())))
        .addArrayOfString(texts(newSupports.stream().map(Command.Support::questionId)))
        .addArrayOfString(texts(newSupports.stream().map(support -> support.by().id())));
    QuestionCodec.addRows(rows.values(), arguments);
    return arguments;
  }
}
