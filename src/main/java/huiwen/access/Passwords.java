package huiwen.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.auth.hashing.HashingStrategy;
import io.vertx.sqlclient.Pool;
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
  private final Slowdown slowdown;

  public Passwords(Vertx vertx, Pool pool) {
    this.vertx = vertx;
    this.pool = pool;
    this.slowdown = new Slowdown(vertx);
  }

  /**
   * Sees to it that there is one. The future brings a password that was made now and has to be shown once,
   * or null where the given one, or an earlier one, is in force.
   *
   * @param given the {@link #hash} of the password of the settings, or null where they have none
   */
  public Future<String> ensure(Future<String> given) {
    if (given != null) {
      return given.compose(this::store).mapEmpty();
    }
    return stored().compose(hash -> {
      if (hash != null) {
        return Future.succeededFuture(null);
      }
      String password = generate();
      return hash(vertx, password).compose(this::store).map(password);
    });
  }

  /** What is kept of a password. It takes a tenth of a second of a processor. */
  public static Future<String> hash(Vertx vertx, String password) {
    return vertx.executeBlocking(() -> HASHING.hash(ALGORITHM, STRENGTH, Tokens.random(), password), false);
  }

  /**
   * Whether this is the password; wrong ones are answered ever later. Fails with 429 where too many guesses of
   * this address wait already.
   */
  Future<Boolean> matches(String address, String password) {
    return slowdown.attempt(address, () -> matches(password));
  }

  private Future<Boolean> matches(String password) {
    return stored().compose(hash ->
        vertx.executeBlocking(() -> hash != null && HASHING.verify(hash, password)));
  }

  private Future<String> stored() {
    return pool.query("SELECT password_hash FROM organizer").execute()
        .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString(0));
  }

  private Future<Void> store(String hash) {
    return pool.preparedQuery("""
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
