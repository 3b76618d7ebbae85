package huiwen.triage;

import huiwen.fair.Duty;
import huiwen.text.Folding;
import huiwen.text.WordLists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The 权责清单, as far as words can be held against it. Immutable. */
public final class DutyList {

  /** A line of which so much stands in a question is what the question is about. */
  private static final double ENOUGH = 0.6;
  /** What is done with a matter says nothing of whose it is. */
  private static final List<String> DEEDS = WordLists.read("/reading/duties.txt").of("deeds");

  /** @param pairs how many different pairs of letters it has */
  private record Line(Duty duty, int pairs) {
  }

  static final DutyList EMPTY = new DutyList(List.of());

  /** By each pair of letters the lines in which it stands: of fifty thousand only those are looked at. */
  private final Map<String, List<Line>> byPair = new HashMap<>();

  public DutyList(Collection<Duty> duties) {
    for (Duty duty : duties) {
      Set<String> pairs = pairs(withoutDeeds(Folding.fold(duty.matter())));
      var line = new Line(duty, pairs.size());
      pairs.forEach(pair -> byPair.computeIfAbsent(pair, first -> new ArrayList<>()).add(line));
    }
  }

  private static String withoutDeeds(String matter) {
    String bare = matter;
    for (String deed : DEEDS) {
      bare = bare.replace(deed, " ");
    }
    return bare.strip();
  }

  private static Set<String> pairs(String folded) {
    return Arrays.stream(folded.split(" ")).flatMap(part -> IntStream.range(0, part.length() - 1)
        .mapToObj(from -> part.substring(from, from + 2))).collect(Collectors.toSet());
  }

  /** The line that the words are about, where there is one. */
  Optional<Duty> about(String folded) {
    Map<Line, Integer> shared = new IdentityHashMap<>();
    pairs(folded).forEach(pair -> byPair.getOrDefault(pair, List.of()).forEach(line -> shared.merge(line, 1, Integer::sum)));
    return shared.entrySet().stream()
        .filter(line -> share(line) >= ENOUGH)
        .max(Comparator.comparingDouble(DutyList::share)
            .thenComparing(line -> line.getKey().pairs).thenComparing(line -> line.getKey().duty.matter()))
        .map(line -> line.getKey().duty);
  }

  /**
   * Lines in whose matter at least half of these words stands, those in which most of them does first, and of those the shortest.
   *
   * @param folded as somebody types them who looks for a line
   */
  List<Duty> find(String folded, int most) {
    Set<String> wanted = pairs(folded);
    Map<Line, Integer> shared = new IdentityHashMap<>();
    wanted.forEach(pair -> byPair.getOrDefault(pair, List.of()).forEach(line -> shared.merge(line, 1, Integer::sum)));
    return shared.entrySet().stream().filter(line -> line.getValue() * 2 >= wanted.size())
        .sorted(Comparator.<Map.Entry<Line, Integer>>comparingInt(line -> -line.getValue())
            .thenComparing(line -> line.getKey().pairs).thenComparing(line -> line.getKey().duty.matter()))
        .limit(most).map(line -> line.getKey().duty).toList();
  }

  private static double share(Map.Entry<Line, Integer> line) {
    return (double) line.getValue() / line.getKey().pairs;
  }
}
