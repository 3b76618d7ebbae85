package huiwen.similar;

import huiwen.classifier.Classifier;
import huiwen.classifier.LabelledCsv;
import huiwen.embedding.Meanings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Learns {@link Sameness} from answered questions, each with others that mean the same and with look-alikes that do not.
 *
 * <p>The look-alikes share more letters with the answered question than what means the same does. Whether two are the same
 * is therefore never learned of single pairs, which would teach that common letters tell them apart; order is learned of
 * which of many a question belongs to. All is learned of questions that the bearings had not seen.
 */
public final class SamenessTrainer {

  public static final String PAIRS = "/triage/pairs.csv";
  private static final int PARTS = 3;
  /** So many are compared, as in use. */
  private static final int CANDIDATES = 30;

  /** An answered question and what was written around it. */
  private record Group(String target, List<String> same, List<String> alike) {

    String first() {
      return alike.isEmpty() ? target : alike.get(0);
    }
  }

  private final List<Group> groups;
  private final Map<String, float[]> meanings;
  private final Map<String, Traits> traits = new HashMap<>();
  private final Bearings spread;

  private SamenessTrainer(List<Group> groups, Map<String, float[]> meanings, Classifier classifier, Bearings spread) {
    this.groups = groups;
    this.meanings = meanings;
    this.spread = spread;
    meanings.forEach((text, meaning) -> traits.put(text, Traits.of(text, meaning, spread, classifier)));
  }

  /** @param background meanings of any questions, some thousands: how questions differ at all */
  public static Sameness train(Meanings embedder, Classifier classifier, List<float[]> background) throws IOException {
    SamenessTrainer trainer = of(embedder, classifier, background);
    return trainer.learn(trainer.cases());
  }

  static SamenessTrainer of(Meanings embedder, Classifier classifier, List<float[]> background) throws IOException {
    List<Group> groups = groups();
    List<String> texts = groups.stream()
        .flatMap(group -> Stream.concat(Stream.of(group.target), Stream.concat(group.same.stream(), group.alike.stream())))
        .distinct().toList();
    List<float[]> found = texts.stream().map(embedder::of).toList();
    var meanings = new HashMap<String, float[]>();
    for (int i = 0; i < texts.size(); i++) {
      meanings.put(texts.get(i), found.get(i));
    }
    return new SamenessTrainer(groups, meanings, classifier, BearingsTrainer.spread(background));
  }

  private static List<Group> groups() throws IOException {
    var groups = new LinkedHashMap<String, Group>();
    for (Map<String, String> row : LabelledCsv.resource(PAIRS)) {
      Group group = groups.computeIfAbsent(row.get("target"),
          target -> new Group(target, new ArrayList<>(), new ArrayList<>()));
      (row.get("same").equals("1") ? group.same : group.alike).add(row.get("query"));
    }
    return List.copyOf(groups.values());
  }

  /** Each question among those that come nearest to it by bearings that have not seen its group. */
  List<MatchCase> cases() {
    var cases = new ArrayList<MatchCase>();
    for (int part = 0; part < PARTS; part++) {
      int left = part;
      cases.addAll(cases(part, placed(bearings(indices(index -> index % PARTS != left)))));
    }
    return cases;
  }

  Sameness learn(List<MatchCase> cases) {
    float[] order = MatchLearner.order(cases);
    List<MatchLearner.Looked> looked = MatchLearner.looked(cases, order);
    return new Sameness(bearings(indices(index -> true)), order, MatchLearner.belief(looked),
        MatchLearner.threshold(looked, PARTS));
  }

  private List<Integer> indices(IntPredicate which) {
    return IntStream.range(0, groups.size()).filter(which).boxed().toList();
  }

  private Bearings bearings(List<Integer> which) {
    var questions = new ArrayList<float[]>();
    var others = new ArrayList<float[]>();
    var matches = new ArrayList<Integer>();
    for (int index : which) {
      Group group = groups.get(index);
      for (String question : group.same) {
        questions.add(meanings.get(question));
        matches.add(others.size());
      }
      others.add(meanings.get(group.target));
      group.alike.forEach(text -> others.add(meanings.get(text)));
    }
    return BearingsTrainer.learn(spread,
        new BearingsTrainer.Lesson(questions, others, matches.stream().mapToInt(i -> i).toArray()));
  }

  private Map<String, Traits> placed(Bearings bearings) {
    var placed = new HashMap<String, Traits>();
    traits.forEach((text, one) -> placed.put(text, one.placed(bearings.of(meanings.get(text)))));
    return placed;
  }

  /** The questions of a part, each among all answered ones and one look-alike of each. */
  private List<MatchCase> cases(int part, Map<String, Traits> placed) {
    List<String> pool = Stream.concat(groups.stream().map(Group::target), groups.stream().map(Group::first)).distinct()
        .toList();
    var cases = new ArrayList<MatchCase>();
    for (int index : indices(index -> index % PARTS == part)) {
      Group group = groups.get(index);
      for (String question : group.same) {
        List<String> nearest = nearest(question, pool, placed);
        cases.add(matchCase(part, question, nearest, group.target, MatchCase.Kind.MATCHED, placed));
        cases.add(matchCase(part, question, nearest.stream().filter(text -> !text.equals(group.target)).toList(), null,
            MatchCase.Kind.UNMATCHED, placed));
      }
      for (String question : group.alike) {
        cases.add(matchCase(part, question, nearest(question, pool, placed), null, MatchCase.Kind.LOOK_ALIKE, placed));
      }
    }
    return cases;
  }

  private static List<String> nearest(String question, List<String> pool, Map<String, Traits> placed) {
    float[] place = placed.get(question).place();
    Map<String, Double> likeness = new HashMap<>();
    pool.forEach(text -> likeness.put(text, Meanings.likeness(place, placed.get(text).place())));
    return pool.stream().filter(text -> !text.equals(question))
        .sorted(Comparator.comparing(likeness::get).reversed()).limit(CANDIDATES + 1).toList();
  }

  private static MatchCase matchCase(int part, String question, List<String> nearest, String match, MatchCase.Kind kind,
      Map<String, Traits> placed) {
    var candidates = new ArrayList<>(nearest.subList(0, Math.min(CANDIDATES, nearest.size())));
    if (match != null && !candidates.contains(match)) {
      candidates.set(candidates.size() - 1, match);
    }
    Traits query = placed.get(question);
    return new MatchCase(part, kind, match == null ? -1 : candidates.indexOf(match),
        candidates.stream().map(text -> query.compared(placed.get(text))).toArray(double[][]::new));
  }
}
