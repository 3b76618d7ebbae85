package huiwen.triage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import huiwen.classifier.BuiltIn;
import huiwen.classifier.Classifier;
import huiwen.embedding.EmbeddingBudget;
import huiwen.fair.Department;
import huiwen.fair.Departments;
import huiwen.fair.Duty;
import huiwen.question.Routing;
import huiwen.text.Folding;
import huiwen.text.Reading;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the desk in a cascade: what the letters and the 权责清单 say at once, and what the meaning says where they leave
 * it in doubt and there is time for it.
 */
public final class Router implements Triage {

  /** Where Mongolian words go that are not known: the desk that has translators. */
  private static final String TRANSLATORS = "minzong";
  private static final double MOST_CONFIDENT = 0.99;
  /** How much likelier a department becomes by owning the matter that the words name. */
  private static final double OWNING = 6;
  /** Less than this a department that a villager chose has to do with her words before another is proposed. */
  private static final double CLEAR_MISFIT = 0.08;
  private static final double SURE_IN_MONGOLIAN = 0.9;
  private static final double IN_DOUBT_IN_MONGOLIAN = 0.6;
  private static final double LIKELY = 0.5;
  private static final int MOST_WORDS = 3;
  private static final int MOST_PROPOSED = 2;
  private static final int MOST_REMEMBERED = 4_096;

  /** What the words alone say. */
  private record Ranked(List<Classifier.Guess> guesses, double threshold, Optional<Duty> duty) {

    Classifier.Guess first() {
      return guesses.get(0);
    }

    boolean isSure() {
      return !guesses.isEmpty() && first().probability() >= threshold;
    }

    double of(String department) {
      return guesses.stream().filter(guess -> guess.label().equals(department))
          .mapToDouble(Classifier.Guess::probability).findFirst().orElse(0);
    }
  }

  private final Departments departments;
  private final Lexicon lexicon;
  private final Mongolian mongolian;
  private final EmbeddingBudget embeddings;
  /** What the letters of a text say, for what is asked again: by a phone that tries again, or by everybody. */
  private final Cache<String, Ranked> remembered = Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();
  private volatile Classifier classifier;
  private volatile DutyList duties = DutyList.EMPTY;

  Router(Departments departments, Lexicon lexicon, Mongolian mongolian, EmbeddingBudget embeddings, Classifier classifier) {
    this.departments = departments;
    this.lexicon = lexicon;
    this.mongolian = mongolian;
    this.embeddings = embeddings;
    this.classifier = classifier;
  }

  /**
   * Loads what letters and words need, on worker threads: what the hub comes with.
   *
   * @param embeddings asked where the letters leave it in doubt
   */
  public static Future<Router> open(Vertx vertx, Future<Departments> departments, EmbeddingBudget embeddings) {
    Future<Classifier> classifier = vertx.executeBlocking(BuiltIn::classifier, false);
    Future<Mongolian> mongolian = Mongolian.read(vertx);
    return Future.all(departments, classifier, mongolian).map(opened -> new Router(departments.result(),
        new Lexicon(departments.result()), mongolian.result(), embeddings, classifier.result()));
  }

  /** From now on by this classifier. */
  public void use(Classifier next) {
    classifier = next;
    remembered.invalidateAll();
  }

  /** By which it routes now. */
  public Classifier classifier() {
    return classifier;
  }

  /** From now on by these lines of the 权责清单. */
  public void use(DutyList next) {
    duties = next;
    remembered.invalidateAll();
  }

  /** Lines of the 权责清单 that are meant by these words, the best first. */
  public List<Duty> dutiesOf(String words, int most) {
    return duties.find(Folding.fold(words), most);
  }

  @Override
  public Future<Routing> route(Reading words, String chosen, Collection<String> present) {
    if (!words.isChinese()) {
      return Future.succeededFuture(routeMongolian(words.typed(), chosen, present));
    }
    if (words.isNonsense()) {
      return Future.succeededFuture(chosen != null
          ? routing(chosen, Routing.BY_ASKER, null, List.of(Words.NOTHING_ASKED), List.of())
          : routing(Departments.TRIAGE, Routing.BY_TRIAGE, null, List.of(Words.NOTHING_ASKED), List.of()));
    }
    Classifier now = classifier;
    Ranked cheap = byLetters(words);
    if (chosen != null || cheap.isSure() || !now.knowsMeanings()) {
      return Future.succeededFuture(decide(words, chosen, present, cheap));
    }
    return embeddings.meaningOf(words.typed())
        .map(meaning -> decide(words, null, present, meaning == null ? cheap : ranked(now, words.folded(), meaning)));
  }

  @Override
  public String matterOf(Reading words) {
    if (!words.isChinese() || words.isNonsense()) {
      return null;
    }
    Ranked ranked = byLetters(words);
    return ranked.guesses.isEmpty() || ranked.first().probability() < LIKELY ? null : ranked.first().label();
  }

  private Ranked byLetters(Reading words) {
    return remembered.get(words.folded(), text -> ranked(classifier, text, null));
  }

  private Ranked ranked(Classifier by, String folded, float[] meaning) {
    List<Classifier.Guess> guesses = by.guess(folded, meaning);
    Optional<Duty> duty = duties.about(folded);
    if (duty.isPresent() && !guesses.isEmpty()) {
      guesses = likelier(guesses, duty.get().department());
    }
    return new Ranked(guesses, by.threshold(meaning != null), duty);
  }

  /** By Bayes' rule: the odds of one department are multiplied. */
  private static List<Classifier.Guess> likelier(List<Classifier.Guess> guesses, String department) {
    double sum = guesses.stream().mapToDouble(guess -> weight(guess, department)).sum();
    return guesses.stream().map(guess -> new Classifier.Guess(guess.label(), weight(guess, department) / sum))
        .sorted(Comparator.comparingDouble(Classifier.Guess::probability).reversed()).toList();
  }

  private static double weight(Classifier.Guess guess, String department) {
    return guess.label().equals(department) ? guess.probability() * OWNING : guess.probability();
  }

  private Routing decide(Reading words, String chosen, Collection<String> present, Ranked ranked) {
    if (ranked.guesses.isEmpty()) {
      return chosen == null
          ? routing(Departments.TRIAGE, Routing.BY_TRIAGE, null, List.of(), List.of())
          : routing(chosen, Routing.BY_ASKER, null, List.of(), List.of());
    }
    if (chosen != null) {
      return asChosen(words, chosen, present, ranked);
    }
    String first = ranked.first().label();
    double sure = rounded(ranked.first().probability());
    List<String> reasons = reasons(words.folded(), first, ranked);
    Set<String> proposed = new LinkedHashSet<>(otherMatters(words, first, reasons));
    if (!ranked.isSure()) {
      ranked.guesses.stream().limit(MOST_PROPOSED).map(Classifier.Guess::label).forEach(proposed::add);
      return routing(Departments.TRIAGE, Routing.BY_TRIAGE, sure, reasons, at(present, proposed));
    }
    if (!present.contains(first)) {
      return absent(first, sure, present, reasons, proposed);
    }
    boolean byDuty = ranked.duty.filter(duty -> duty.department().equals(first)).isPresent();
    return routing(first, byDuty ? Routing.BY_DUTY : Routing.BY_MODEL, sure, reasons, at(present, proposed));
  }

  /** Her own choice is kept; where her words clearly say otherwise, the desk is told. */
  private Routing asChosen(Reading words, String chosen, Collection<String> present, Ranked ranked) {
    String first = ranked.first().label();
    var reasons = new ArrayList<String>();
    Set<String> proposed = new LinkedHashSet<>();
    if (ranked.isSure() && !first.equals(chosen) && ranked.of(chosen) < CLEAR_MISFIT) {
      reasons.add(Words.misfit(departments.name(first)));
      reasons.addAll(reasons(words.folded(), first, ranked));
      proposed.add(first);
    }
    proposed.addAll(otherMatters(words, chosen, reasons));
    return routing(chosen, Routing.BY_ASKER, rounded(ranked.of(chosen)), reasons, at(present, proposed));
  }

  /** The department did not come to the fair: the nearest that did and may answer, or the triage desk; it is always said. */
  private Routing absent(String department, double sure, Collection<String> present, List<String> reasons,
      Set<String> proposed) {
    Department absent = departments.get(department);
    Optional<String> near = absent == null ? Optional.empty() : absent.nearestOf(present);
    var said = new ArrayList<>(reasons);
    if (near.isPresent()) {
      said.add(0, Words.nearest(departments.name(department), departments.name(near.get())));
      return routing(near.get(), Routing.BY_MODEL, sure, said, at(present, proposed));
    }
    said.add(0, Words.notHere(departments.name(department)));
    return routing(Departments.TRIAGE, Routing.BY_TRIAGE, sure, said, at(present, proposed));
  }

  /** The departments of what she asks besides; adds why to the reasons. */
  private List<String> otherMatters(Reading words, String main, List<String> reasons) {
    Map<String, String> others = new LinkedHashMap<>();
    for (Reading part : words.matters()) {
      Ranked ranked = byLetters(part);
      if (ranked.isSure() && !ranked.first().label().equals(main)) {
        others.putIfAbsent(ranked.first().label(), part.typed());
      }
    }
    others.forEach((department, part) -> reasons.add(Words.also(part, departments.name(department))));
    return List.copyOf(others.keySet());
  }

  /** Why this department: its own words in the text or, where there are none, the runs of letters that speak most for it. */
  private List<String> reasons(String folded, String department, Ranked ranked) {
    List<String> words = lexicon.wordsOf(department, folded);
    if (words.isEmpty()) {
      words = classifier.tellingRuns(folded, department, MOST_WORDS);
    }
    String name = departments.name(department);
    var reasons = new ArrayList<>(words.stream().limit(MOST_WORDS).map(word -> Words.word(word, name)).toList());
    ranked.duty.ifPresent(duty -> reasons.add(Words.duty(duty, departments.name(duty.department()))));
    return reasons;
  }

  private Routing routeMongolian(String text, String chosen, Collection<String> present) {
    List<Mongolian.Found> found = mongolian.departmentsOf(text).stream()
        .filter(candidate -> present.contains(candidate.department())).toList();
    if (chosen != null) {
      return routing(chosen, Routing.BY_ASKER, null, List.of(), List.of());
    }
    if (found.isEmpty()) {
      boolean translated = present.contains(TRANSLATORS);
      return routing(translated ? TRANSLATORS : Departments.TRIAGE, translated ? Routing.BY_MODEL : Routing.BY_TRIAGE,
          null, List.of(Words.NEEDS_TRANSLATOR), List.of());
    }
    Mongolian.Found first = found.get(0);
    boolean clear = found.size() == 1 || first.letters() > found.get(1).letters();
    List<String> others = found.stream().skip(1).limit(MOST_PROPOSED).map(Mongolian.Found::department).toList();
    List<String> reasons = first.words().stream().limit(MOST_WORDS)
        .map(word -> Words.word(word, departments.name(first.department()))).toList();
    return routing(first.department(), Routing.BY_MODEL, clear ? SURE_IN_MONGOLIAN : IN_DOUBT_IN_MONGOLIAN, reasons, others);
  }

  private static List<String> at(Collection<String> present, Collection<String> proposed) {
    return proposed.stream().filter(present::contains).limit(MOST_PROPOSED).toList();
  }

  private static Routing routing(String department, String by, Double confidence, List<String> reasons,
      List<String> proposed) {
    return new Routing(department, by, confidence, reasons,
        proposed.stream().filter(other -> !other.equals(department)).toList());
  }

  /** What was always right among the questions that were held out is still not certain. */
  private static double rounded(double probability) {
    return Math.min(MOST_CONFIDENT, Math.round(probability * 1000) / 1000.0);
  }
}
