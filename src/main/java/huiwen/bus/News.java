package huiwen.bus;

import io.vertx.core.json.JsonArray;
import java.util.List;

/**
 * That a fair's journal has grown.
 *
 * @param upTo number of its newest entry
 * @param entries the new ones in order, on the node that has written them; null elsewhere
 * @param written the same as they go to other nodes, where they are few; null = those read them from the journal
 */
public record News(int fairId, long upTo, List<?> entries, JsonArray written) {
}
