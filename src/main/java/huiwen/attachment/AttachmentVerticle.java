package huiwen.attachment;

import huiwen.background.BackgroundWorker;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the pictures and sounds that come in, one after the other, behind all other work; and drops those that go with nothing. */
public final class AttachmentVerticle extends VerticleBase {

  private static final Logger log = LoggerFactory.getLogger(AttachmentVerticle.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);

  /** What was sent, as it is to be kept. @param sentHash of what was sent */
  record Looked(Media media, String sentHash) {
  }

  private final AttachmentStore store;
  private BackgroundWorker worker;

  public AttachmentVerticle(Pool pool) {
    store = new AttachmentStore(pool);
  }

  @Override
  public Future<?> start() {
    worker = new BackgroundWorker(vertx, "pictures");
    vertx.setPeriodic(BETWEEN_LOOKS.toMillis(), timer -> store.dropUnattached()
        .onFailure(failure -> log.warn("what goes with nothing was not dropped: {}", failure.toString())));
    return new Bus(vertx).serve(Address.LOOK_AT, (byte[] sent) -> worker.run(() -> new Looked(Media.of(sent), hash(sent)))).completion();
  }

  @Override
  public Future<?> stop() {
    return worker.end();
  }

  private static String hash(byte[] sent) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sent));
  }
}
