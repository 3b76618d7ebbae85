package huiwen.fair;

import huiwen.text.Folding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All service items of this hub, found by their letters: by the pairs of neighbouring letters that they share with what is
 * sought, rare pairs counting more (inverse document frequency), those of the title most. Chinese has no blanks between words,
 * and most of its words are two letters long. Immutable.
 */
final class ServiceItemIndex {

  /** A letter pair of the steps, the place or the papers says less than one of the title. */
  private static final double IN_TEXT = 0.25;
  /** What has a smaller share of the best one's score is not what was sought. */
  private static final double LEAST_SHARE = 0.3;

  /** @param inTitle items, by their positions, whose title has this pair @param anywhere all that have it */
  private record Pair(int[] inTitle, int[] anywhere) {
  }

  /** @param share of the title's weight that is in what is sought, 0 to 1 */
  private record Scored(ServiceItem item, double score, double share) {
  }

  private final List<ServiceItem> items;
  private final Map<String, ServiceItem> byCode = new HashMap<>();
  /** As somebody may type a code. */
  private final Map<String, ServiceItem> byFoldedCode = new HashMap<>();
  private final Map<String, Pair> pairs = new HashMap<>();
  /** By position: the weights of the title's pairs together. */
  private final double[] titleWeights;

  ServiceItemIndex(Collection<ServiceItem> all) {
    items = all.stream().sorted(Comparator.comparing(ServiceItem::code)).toList();
    var inTitle = new HashMap<String, List<Integer>>();
    var anywhere = new HashMap<String, List<Integer>>();
    for (int i = 0; i < items.size(); i++) {
      ServiceItem item = items.get(i);
      byCode.put(item.code(), item);
      byFoldedCode.putIfAbsent(Folding.fold(item.code()), item);
      Set<String> ofTitle = allPairs(item.title());
      Set<String> ofAll = new LinkedHashSet<>(ofTitle);
      ofAll.addAll(allPairs(String.join(" ", item.where(), item.steps(), String.join(" ", item.materials()))));
      post(inTitle, ofTitle, i);
      post(anywhere, ofAll, i);
    }
    anywhere.forEach((pair, positions) -> pairs.put(pair,
        new Pair(positions(inTitle.getOrDefault(pair, List.of())), positions(positions))));
    titleWeights = items.stream().mapToDouble(item -> pairs(item.title()).stream().mapToDouble(this::weight).sum()).toArray();
  }

  private static void post(Map<String, List<Integer>> postings, Set<String> of, int position) {
    of.forEach(pair -> postings.computeIfAbsent(pair, made -> new ArrayList<>()).add(position));
  }

  private static int[] positions(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** What is looked for: pairs; of a word of one letter that letter. */
  private static Set<String> pairs(String text) {
    var found = new LinkedHashSet<String>();
    for (String run : Folding.fold(text).split(" ")) {
      if (run.length() == 1) {
        found.add(run);
      }
      for (int i = 0; i + 2 <= run.length(); i++) {
        found.add(run.substring(i, i + 2));
      }
    }
    return found;
  }

  /** What something is found by: pairs and single letters. */
  private static Set<String> allPairs(String text) {
    Set<String> found = pairs(text);
    Folding.fold(text).chars().filter(letter -> letter != ' ').forEach(letter -> found.add(String.valueOf((char) letter)));
    return found;
  }

  private double weight(String pair) {
    Pair known = pairs.get(pair);
    return Math.log(1.0 + (double) items.size() / (known == null ? 1 : known.anywhere.length));
  }

  /** Those of these codes, in this order; what is not there is left out. */
  List<ServiceItem> byCodes(Collection<String> codes) {
    return codes.stream().map(byCode::get).filter(Objects::nonNull).toList();
  }

  boolean has(String code) {
    return byCode.containsKey(code);
  }

  /** What these words name, the best first; without words all, by their codes. */
  List<ServiceItem> find(String words, Predicate<ServiceItem> wanted, int most) {
    ServiceItem named = byFoldedCode.get(Folding.fold(words));
    if (named != null && wanted.test(named)) {
      return List.of(named);
    }
    if (words.isBlank()) {
      return items.stream().filter(wanted).limit(most).toList();
    }
    List<Scored> scored = scored(words, wanted);
    double best = scored.isEmpty() ? 0 : scored.get(0).score;
    return scored.stream().filter(one -> one.score >= LEAST_SHARE * best).limit(most).map(Scored::item).toList();
  }

  /** Those of which so much of the title is in a text that they may be what it is about. @param leastShare of 0 to 1 */
  List<ServiceItem> about(String text, Predicate<ServiceItem> wanted, double leastShare, int most) {
    return scored(text, wanted).stream().filter(one -> one.share >= leastShare).limit(most).map(Scored::item).toList();
  }

  private List<Scored> scored(String words, Predicate<ServiceItem> wanted) {
    var inTitle = new double[items.size()];
    var inText = new double[items.size()];
    for (String pair : pairs(words)) {
      Pair known = pairs.get(pair);
      if (known != null) {
        double weight = weight(pair);
        Arrays.stream(known.inTitle).forEach(position -> inTitle[position] += weight);
        Arrays.stream(known.anywhere).forEach(position -> inText[position] += weight);
      }
    }
    var scored = new ArrayList<Scored>();
    for (int i = 0; i < items.size(); i++) {
      if (inText[i] > 0 && wanted.test(items.get(i))) {
        double share = Math.min(1, inTitle[i] / titleWeights[i]);
        scored.add(new Scored(items.get(i), (inTitle[i] + IN_TEXT * (inText[i] - inTitle[i])) * (1 + share), share));
      }
    }
    scored.sort(Comparator.comparingDouble(Scored::score).reversed().thenComparing(one -> one.item.code()));
    return scored;
  }
}
