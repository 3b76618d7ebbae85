package huiwen.question;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How a question hangs together with others of its fair.
 *
 * @param mergedInto number of the question whose answers its asker is given too; null unless it is merged
 * @param merged numbers of those that were merged into it, some of which may have left since
 * @param parent number of the question of which it is a part; null unless it is one, and never changes
 * @param parts what other desks were asked for, in order
 */
record Links(String mergedInto, List<String> merged, String parent, List<Part> parts) {

  static final Links NONE = new Links(null, List.of(), null, List.of());

  Links {
    merged = List.copyOf(merged);
    parts = List.copyOf(parts);
  }

  static Links partOf(String id) {
    return new Links(null, List.of(), id, List.of());
  }

  Links into(String id) {
    return new Links(id, List.of(), parent, parts);
  }

  /** With these ones, each once. */
  Links with(List<String> more) {
    return new Links(mergedInto, Stream.concat(merged.stream(), more.stream()).distinct().toList(), parent, parts);
  }

  /** With this part as it is now; a new one is the last. */
  Links with(Part part) {
    boolean isNew = parts.stream().noneMatch(one -> one.id().equals(part.id()));
    return new Links(mergedInto, merged, parent, Stream.concat(
        parts.stream().map(one -> one.id().equals(part.id()) ? part : one), Stream.of(part).filter(one -> isNew)).toList());
  }

  /** Whether nothing else changes with it. */
  boolean isAlone() {
    return merged.isEmpty() && parts.isEmpty() && parent == null;
  }

  /** Numbers of all that may change with it. */
  Stream<String> ids() {
    return Stream.of(merged.stream(), parts.stream().map(Part::id), Stream.of(parent).filter(Objects::nonNull)).flatMap(all -> all);
  }
}
