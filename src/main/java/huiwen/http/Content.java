package huiwen.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * Something that a call is answered with and that lies elsewhere: it is read part by part while it is sent. It never changes.
 *
 * @param type its media type
 * @param length in bytes, at least 1
 * @param mark that nothing else has, for whoever has it already
 * @param name under which it would be saved
 * @param source of its bytes
 */
public record Content(String type, int length, String mark, String name, Source source) {

  /** Where the bytes lie. */
  public interface Source {

    /** So many bytes, from this one on; the first is 0. */
    Future<Buffer> read(int from, int many);
  }
}
