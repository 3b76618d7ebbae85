package huiwen.question;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a question hangs together with others of its fair.
 *
 * @param mergedInto number of the question whose answers its asker is given too; null unless it is merged
 * @param merged numbers of those that were merged into it, some of which may have left since
 */
record Links(String mergedInto, List<String> merged) {

  static final Links NONE = new Links(null, List.of());

  Links {
    merged = List.copyOf(merged);
  }

  Links into(String id) {
    return new Links(id, List.of());
  }

  /** With these ones, each once. */
  Links with(List<String> more) {
    return new Links(mergedInto, Stream.concat(merged.stream(), more.stream()).distinct().toList());
  }
}
