package huiwen.question;

import huiwen.question.Deciding.Following;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads what a batch's commands are about into what is {@link Known} of their fair. */
final class Reads {

  private static final String QUESTIONS = "SELECT q.*, " + QuestionCodec.PERSON
      + " FROM question q LEFT JOIN person p ON p.question_id = q.id ";

  private final int fairId;
  private final List<Submission> submissions;
  private final Known known;
  private final Set<Following> following = new HashSet<>();
  private final Set<String> leased = new HashSet<>();
  /** What is done with what was read, once all of it is there, in the order of reading. */
  private final List<Future<RowSet<Row>>> rows = new ArrayList<>();
  private final List<Consumer<Row>> takers = new ArrayList<>();

  Reads(int fairId, List<Submission> submissions, Known known) {
    this.fairId = fairId;
    this.submissions = submissions;
    this.known = known;
  }

  /** What is stored already of who also wants to know. */
  Set<Following> following() {
    return following;
  }

  /** Questions whose claims last. */
  Set<String> leased() {
    return leased;
  }

  /** Reads what is not known yet, if anything. */
  Future<?> unknown(Pool pool) {
    boolean fresh = known.isFresh();
    String[] ids = questionIds(id -> !fresh || known.question(id) == null);
    List<Command.Support> wanted = commandsThat(Command.Support.class);
    return fresh && ids.length == 0 && wanted.isEmpty() && commandsThat(Command.Merge.class).isEmpty() && isLinkedKnown()
        ? Future.succeededFuture()
        : pool.withConnection(connection -> {
          if (!fresh) {
            fair(connection, "");
            desks(connection);
          }
          questions(connection, ids);
          following(connection, wanted);
          followers(connection);
          return taken().compose(read -> linked(connection));
        });
  }

  /** Begins a transaction that locks the fair's row, and reads all of it. */
  Future<?> underLock(SqlConnection connection) {
    add(connection.query("BEGIN").execute(), none -> { });
    fair(connection, " FOR UPDATE");
    desks(connection);
    questions(connection, questionIds(id -> true));
    keys(connection);
    following(connection, commandsThat(Command.Support.class));
    followers(connection);
    leases(connection);
    return taken().compose(read -> linked(connection));
  }

  private boolean isLinkedKnown() {
    return unknownLinked().length == 0;
  }

  /** What may change with what the commands are about, as far as it is not known. */
  private String[] unknownLinked() {
    return texts(commandsThat(Command.OnQuestion.class).stream().flatMap(command -> command.questionIds().stream())
        .map(known::question).filter(Objects::nonNull).flatMap(question -> question.links().ids())
        .distinct().filter(id -> known.question(id) == null));
  }

  private Future<?> linked(SqlConnection connection) {
    String[] ids = unknownLinked();
    if (ids.length == 0) {
      return Future.succeededFuture();
    }
    rows.clear();
    takers.clear();
    questions(connection, ids);
    return taken();
  }

  private void add(Future<RowSet<Row>> read, Consumer<Row> taker) {
    rows.add(read);
    takers.add(taker);
  }

  private Future<?> taken() {
    return Future.all(rows).map(read -> {
      for (int i = 0; i < rows.size(); i++) {
        rows.get(i).result().forEach(takers.get(i));
      }
      return null;
    });
  }

  private <C> List<C> commandsThat(Class<C> type) {
    return submissions.stream().map(Submission::command).filter(type::isInstance).map(type::cast).toList();
  }

  private String[] questionIds(Predicate<String> wanted) {
    return texts(commandsThat(Command.OnQuestion.class).stream().flatMap(command -> command.questionIds().stream())
        .distinct().filter(wanted));
  }

  /** Comes first: what is read after it is not older than the version that it takes. */
  private void fair(SqlConnection connection, String lock) {
    add(connection.preparedQuery("""
            SELECT xmin::text AS version, seq, state, starts_at, ends_at, clock_timestamp() AS now
            FROM fair WHERE id = $1""" + lock)
        .execute(Tuple.of(fairId)).map(this::one), known::takeFair);
  }

  /** Without its fair's row nothing can be decided, least of all that the fair is closed. */
  private RowSet<Row> one(RowSet<Row> rows) {
    if (rows.size() != 1) {
      throw new IllegalStateException(rows.size() + " rows of fair " + fairId);
    }
    return rows;
  }

  private void desks(SqlConnection connection) {
    add(connection.preparedQuery("SELECT department, present, tickets, waiting FROM desk WHERE fair_id = $1")
        .execute(Tuple.of(fairId)), row -> known.put(row.getString("department"), new Known.Desk(
            row.getBoolean("present"), row.getInteger("tickets"), row.getInteger("waiting"))));
  }

  /** By their ids alone: with the fair in the condition the planner may read all questions of the fair. */
  private void questions(SqlConnection connection, String[] ids) {
    if (ids.length > 0) {
      add(connection.preparedQuery(QUESTIONS + "WHERE q.id = ANY ($1::text[])")
          .execute(Tuple.tuple().addArrayOfString(ids)), this::takeQuestion);
    }
  }

  /** What was committed under the commands' keys: one index look-up a key, whatever the planner believes of the table. */
  private void keys(SqlConnection connection) {
    List<Submission> keyed = submissions.stream().filter(submission -> submission.key() != null).toList();
    if (!keyed.isEmpty()) {
      add(connection.preparedQuery("""
              SELECT q.*, %s, c.caller, c.key, c.body_hash FROM unnest($2::text[], $3::text[]) AS k (caller, key)
              CROSS JOIN LATERAL (
                SELECT * FROM command
                WHERE fair_id = $1 AND caller = k.caller AND key = k.key LIMIT 1) c
              JOIN question q ON q.id = c.question_id
              LEFT JOIN person p ON p.question_id = q.id""".formatted(QuestionCodec.PERSON))
          .execute(Tuple.of(fairId,
              texts(keyed.stream().map(submission -> submission.command().by().id())),
              texts(keyed.stream().map(submission -> submission.key().value())))), row -> {
            takeQuestion(row);
            known.remember(row.getString("caller"), new CommandKey(row.getString("key"), row.getString("body_hash")),
                row.getString("id"));
          });
    }
  }

  private void takeQuestion(Row row) {
    if (row.getInteger("fair_id") == fairId) {
      known.put(QuestionCodec.fromJson(row.toJson()));
    }
  }

  private void following(SqlConnection connection, List<Command.Support> wanted) {
    if (!wanted.isEmpty()) {
      add(connection.preparedQuery("""
              SELECT question_id, asker FROM follower WHERE (question_id, asker) IN (
                SELECT * FROM unnest($1::text[], $2::text[]))""")
          .execute(Tuple.tuple()
              .addArrayOfString(texts(wanted.stream().map(Command.Support::questionId)))
              .addArrayOfString(texts(wanted.stream().map(support -> support.by().id())))),
          row -> following.add(new Following(row.getString("question_id"), row.getString("asker"))));
    }
  }

  /** All who follow what others are to be merged into, whose askers are to follow it too. */
  private void followers(SqlConnection connection) {
    String[] into = texts(commandsThat(Command.Merge.class).stream().map(Command.Merge::towardsId));
    if (into.length > 0) {
      add(connection.preparedQuery("SELECT question_id, asker FROM follower WHERE question_id = ANY ($1::text[])")
          .execute(Tuple.tuple().addArrayOfString(into)),
          row -> following.add(new Following(row.getString("question_id"), row.getString("asker"))));
    }
  }

  /** Locks the leases that may have expired: a renewal comes before this, or finds that there is nothing left to renew. */
  private void leases(SqlConnection connection) {
    String[] expiring = texts(commandsThat(Command.GiveBack.class).stream()
        .filter(giveBack -> giveBack.why() == Release.EXPIRED).map(Command.GiveBack::questionId));
    if (expiring.length > 0) {
      add(connection.preparedQuery("""
              SELECT question_id, expires_at > clock_timestamp() AS lasts FROM lease
              WHERE question_id = ANY ($1::text[]) ORDER BY question_id FOR UPDATE""")
          .execute(Tuple.tuple().addArrayOfString(expiring)), row -> {
            if (row.getBoolean("lasts")) {
              leased.add(row.getString("question_id"));
            }
          });
    }
  }

  private static String[] texts(Stream<String> texts) {
    return texts.toArray(String[]::new);
  }
}
