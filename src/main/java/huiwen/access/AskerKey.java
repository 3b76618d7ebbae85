package huiwen.access;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs askers' cookies, {@code token.signature}, so that nobody but the hub can make one. All nodes have the same key: it
 * stands in the database. For all threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104, HMAC</a>
 */
public final class AskerKey {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;
  private static final String NAME = "asker";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** Knows the key; each signature is made by a copy of its own. */
  private final Mac keyed;

  AskerKey(byte[] bytes) {
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(bytes, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** The key of this database; the first start of all makes it. */
  public static Future<AskerKey> of(Pool pool) {
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    return pool.preparedQuery("INSERT INTO hub_key (name, bytes) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
        .execute(Tuple.of(NAME, Buffer.buffer(fresh)))
        .compose(made -> pool.preparedQuery("SELECT bytes FROM hub_key WHERE name = $1").execute(Tuple.of(NAME)))
        .map(rows -> new AskerKey(rows.iterator().next().getBuffer("bytes").getBytes()));
  }

  /** The cookie that carries this token. */
  String cookie(String token) {
    return token + '.' + signature(token);
  }

  /** The token of a cookie that this hub has signed, or null. */
  String token(String cookie) {
    int dot = cookie.indexOf('.');
    if (dot < 0) {
      return null;
    }
    String token = cookie.substring(0, dot);
    return Tokens.isToken(token) && isSame(signature(token), cookie.substring(dot + 1)) ? token : null;
  }

  private String signature(String token) {
    try {
      return BASE64.encodeToString(((Mac) keyed.clone()).doFinal(token.getBytes(StandardCharsets.US_ASCII)));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's own " + ALGORITHM + " can be copied", e);
    }
  }

  /** In a time that does not tell how much of it was right. */
  private static boolean isSame(String right, String given) {
    return MessageDigest.isEqual(right.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
  }
}
