package huiwen.bus;

import java.util.List;

/**
 * That a fair's journal has grown.
 *
 * @param upTo number of its newest entry
 * @param entries the new ones in order, on the node that has written them; null elsewhere, where they are read from the journal
 */
public record News(int fairId, long upTo, List<?> entries) {
}
