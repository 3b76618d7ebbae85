package huiwen.bus;

import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/**
 * How a request and its answer go to another node and back, where a fair's requests all go to one node.
 *
 * @param read throws where it is not what is expected
 */
public record Owned<Q, A>(Function<Q, JsonObject> write, Function<JsonObject, Q> read, Function<A, JsonObject> writeAnswer,
    Function<JsonObject, A> readAnswer) {
}
