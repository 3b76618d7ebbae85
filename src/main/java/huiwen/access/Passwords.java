package huiwen.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.auth.hashing.HashingStrategy;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.util.Map;

/** The organizer's password, of which only a PBKDF2 hash is kept. */
public final class Passwords {

  private static final String ALGORITHM = "pbkdf2";
  private static final Map<String, String> STRENGTH = Map.of("iterations", "100000");
  /** No 0/O or 1/l: it is read from a screen and typed in the cold. */
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 12;

  private static final HashingStrategy HASHING = HashingStrategy.load();

  private final Vertx vertx;
  private final Pool pool;
  private final Sessions sessions;
  private final Slowdown slowdown;

  public Passwords(Vertx vertx, Pool pool, Sessions sessions) {
    this.vertx = vertx;
    this.pool = pool;
    this.sessions = sessions;
    this.slowdown = new Slowdown(vertx);
  }

  /** Has the guesses that are refused counted. */
  public void bindTo(MeterRegistry metrics) {
    slowdown.bindTo(metrics);
  }

  /**
   * Sees to it that there is one. The future brings a password that was made now and has to be shown once,
   * or null where the given one, or an earlier one, is in force. Where another one was in force before, whoever came in by
   * that is signed out.
   *
   * @param given the password of the settings; empty where they have none
   */
  public Future<String> ensure(String given) {
    return stored().compose(hash -> {
      if (given.isEmpty() && hash != null) {
        return Future.succeededFuture(null);
      }
      String password = given.isEmpty() ? generate() : given;
      return isPassword(hash, password)
          .compose(same -> same ? Future.succeededFuture() : replace(password))
          .map(given.isEmpty() ? password : null);
    });
  }

  private Future<Void> replace(String password) {
    return hash(password).compose(hash -> pool.withTransaction(connection ->
        store(connection, hash).compose(stored -> sessions.closeOrganizers(connection))));
  }

  /** What is kept of a password. It takes a tenth of a second of a processor. */
  private Future<String> hash(String password) {
    return vertx.executeBlocking(() -> HASHING.hash(ALGORITHM, STRENGTH, Tokens.random(), password), false);
  }

  /**
   * Whether this is the password; wrong ones of an address are answered ever later.
   */
  Future<Boolean> matches(String address, String password) {
    return slowdown.attempt(address, () -> matches(password));
  }

  private Future<Boolean> matches(String password) {
    return stored().compose(hash -> isPassword(hash, password));
  }

  private Future<Boolean> isPassword(String hash, String password) {
    return hash == null
        ? Future.succeededFuture(false)
        : vertx.executeBlocking(() -> HASHING.verify(hash, password), false);
  }

  private Future<String> stored() {
    return pool.query("SELECT password_hash FROM organizer").execute()
        .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString(0));
  }

  private static Future<Void> store(SqlClient client, String hash) {
    return client.preparedQuery("""
            INSERT INTO organizer (password_hash) VALUES ($1)
            ON CONFLICT (only_one) DO UPDATE SET password_hash = excluded.password_hash""")
        .execute(Tuple.of(hash))
        .mapEmpty();
  }

  private static String generate() {
    var password = new StringBuilder();
    new SecureRandom().ints(LENGTH, 0, LETTERS.length()).forEach(i -> password.append(LETTERS.charAt(i)));
    return password.insert(8, '-').insert(4, '-').toString();
  }
}
