package huiwen.fair;

import huiwen.access.Caller;
import huiwen.access.Tokens;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.bus.Changed;
import huiwen.db.Copies;
import huiwen.limits.Bounds;
import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What is said to all who wait at a fair. Each page asks for it, so copies are kept; the bus tells of a change, and the database
 * counts it for nodes that were not told.
 */
public final class Words {

  /** How long a copy may be trusted where a message on the bus was lost. */
  private static final Duration COPY_LASTS = Duration.ofSeconds(10);

  private static final double NANOS = 1e9;
  /** Of what is left of it the database's clock decides. */
  private static final String COLUMNS = "id, department, text, until, extract(epoch FROM until - now())::float8 AS seconds_left";

  private final Pool pool;
  private final Bus bus;
  private final Copies<List<Word>> copies = new Copies<>(COPY_LASTS);

  public Words(Pool pool, Bus bus) {
    this.pool = pool;
    this.bus = bus;
    bus.hear(Address.WORDS_CHANGED, fairId -> copies.drop(fairId.toString()));
    bus.hearChanged(Changed.WORDS, copies::dropAll);
  }

  /** What is said at this moment, the oldest first. */
  public Future<List<Word>> present(int fairId) {
    return recent(fairId).map(words -> words.stream().filter(Word::isPresent).toList());
  }

  /** The same with what has ended a moment ago. */
  public Future<List<Word>> recent(int fairId) {
    return copies.get(Integer.toString(fairId), () -> read(fairId));
  }

  /** The same, for whoever has just been told that it has changed. */
  public Future<List<Word>> recentAnew(int fairId) {
    copies.drop(Integer.toString(fairId));
    return recent(fairId);
  }

  private Future<List<Word>> read(int fairId) {
    return pool.preparedQuery("""
            SELECT %s FROM word WHERE fair_id = $1 AND until > now() - interval '1 minute' ORDER BY said_at, id""".formatted(COLUMNS))
        .execute(Tuple.of(fairId))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Words::word).toList());
  }

  /**
   * Says it until so many minutes have gone by.
   *
   * @param department null = everywhere
   * @param key under which it was sent, or null: sent again, it is the same
   * @param sentHash of what was sent, or null
   * @return fails with 409 where as much is said there already as anybody reads, or where the key was another's
   */
  public Future<Word> say(Caller by, Fair fair, String department, String text, int minutes, String key, String sentHash) {
    return pool.preparedQuery("""
            INSERT INTO word (id, fair_id, department, text, session, said_by, until, key, sent_hash)
            SELECT $1, $2::int, $3::text, $4, $5, $6, now() + $7::int * interval '1 minute', $8::text, $9::text
            WHERE (SELECT count(*) FROM word
              WHERE fair_id = $2 AND department IS NOT DISTINCT FROM $3 AND until > now()) < $10::int
            ON CONFLICT DO NOTHING RETURNING %s""".formatted(COLUMNS))
        .execute(Tuple.of(Tokens.random(), fair.id(), department, text, by.id(), by.name()).addInteger(minutes).addString(key)
            .addString(sentHash).addInteger(Bounds.WORDS))
        .compose(rows -> rows.size() == 1 ? Future.succeededFuture(changed(fair, rows)) : saidBefore(by, fair, key, sentHash));
  }

  private Future<Word> saidBefore(Caller by, Fair fair, String key, String sentHash) {
    return pool.preparedQuery("""
            SELECT %s, sent_hash FROM word WHERE fair_id = $1 AND session = $2 AND key = $3""".formatted(COLUMNS))
        .execute(Tuple.of(fair.id(), by.id(), key))
        .map(rows -> {
          if (rows.size() == 0) {
            throw Problem.conflict("conflict.words");
          }
          if (!rows.iterator().next().getString("sent_hash").equals(sentHash)) {
            throw Problem.conflict("conflict.other-body");
          }
          return word(rows.iterator().next());
        });
  }

  /** Ends it now; one that has ended stays as it was. Fails with 404 where there is none, with 403 where it is not the caller's desk's. */
  public Future<Word> end(Caller by, Fair fair, String id) {
    return pool.preparedQuery("SELECT department FROM word WHERE fair_id = $1 AND id = $2").execute(Tuple.of(fair.id(), id))
        .compose(rows -> {
          if (rows.size() == 0) {
            return Future.failedFuture(Problem.notFound());
          }
          String department = rows.iterator().next().getString("department");
          if (!by.isOrganizer() && (department == null || !by.servesDesk(fair.code(), department))) {
            return Future.failedFuture(Problem.forbidden());
          }
          return pool.preparedQuery("""
                  UPDATE word SET until = least(until, now()) WHERE id = $1 RETURNING %s""".formatted(COLUMNS))
              .execute(Tuple.of(id)).map(ended -> changed(fair, ended));
        });
  }

  private Word changed(Fair fair, RowSet<Row> rows) {
    copies.drop(Integer.toString(fair.id())); // whoever has said it finds it at once
    bus.tell(Address.WORDS_CHANGED, fair.id());
    return word(rows.iterator().next());
  }

  private static Word word(Row row) {
    return new Word(row.getString("id"), row.getString("department"), row.getString("text"),
        row.getOffsetDateTime("until").toInstant(), System.nanoTime() + (long) (row.getDouble("seconds_left") * NANOS));
  }

  /** As answers to calls, and frames, show them. */
  public static JsonArray views(List<Word> words) {
    return new JsonArray(words.stream().map(Word::view).toList());
  }
}
