package huiwen.bus;

import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/**
 * Something of which all nodes are told. Whoever hears of it on the same node is handed it by reference; to the other nodes it
 * goes as JSON, and mostly says no more than is needed to look it up: the truth is in the database, which all of them read.
 *
 * @param name of the topic on the wire
 * @param address where those hear of it whom this one concerns; mostly the name
 * @param write what goes to other nodes; null = it stays on this node
 * @param read the same as it is handed on there; throws where it is not what is expected
 */
public record Topic<T>(String name, Function<T, String> address, Function<T, JsonObject> write,
    Function<JsonObject, T> read) {

  private static final String BODY = "body";

  static <T> Topic<T> of(String name, Function<T, JsonObject> write, Function<JsonObject, T> read) {
    return new Topic<>(name, told -> name, write, read);
  }

  /** Of which JSON says all; where it is enough to know that it happened, an empty one. */
  static Topic<JsonObject> json(String name) {
    return of(name, told -> told, told -> told);
  }

  /** A text, or a list of them, or a number. */
  static <T> Topic<T> value(String name, Function<Object, T> read) {
    return of(name, told -> new JsonObject().put(BODY, told), json -> read.apply(json.getValue(BODY)));
  }

  /** Of which other nodes have no use. */
  static <T> Topic<T> here(String name) {
    return of(name, null, null);
  }
}
