package huiwen.triage;

import huiwen.fair.Department;
import huiwen.fair.Departments;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The first router, simple and honest: counts the keywords and the name of each department in the words, a longer
 * one for more, and is only as sure as the lead of the first over the others and the amount that was found.
 */
public final class KeywordTriage implements Triage {

  private static final double THRESHOLD = 0.6;

  private final List<Lexicon> lexicons;

  public KeywordTriage(Departments departments) {
    this.lexicons = departments.all().stream().map(Lexicon::of).toList();
  }

  /** A word to be looked for, and what it is called in a reason. */
  private record Word(String folded, String shown) {
  }

  /** The words of one department, folded once. */
  private record Lexicon(Department department, List<Word> words) {

    static Lexicon of(Department department) {
      return new Lexicon(department, Stream.concat(Stream.of(department.name()), department.keywords().stream())
          .distinct().map(word -> new Word(fold(word), word)).toList());
    }

    Score score(String text) {
      var found = new ArrayList<String>();
      for (Word word : words) {
        if (text.contains(word.folded)) {
          found.add(word.shown);
        }
      }
      // 医保卡 says more than 医保 does, and 医保 within it says nothing more
      found.removeIf(word -> found.stream().anyMatch(other -> !other.equals(word) && other.contains(word)));
      return new Score(department, found.stream().mapToDouble(String::length).sum(), found);
    }
  }

  @Override
  public double threshold() {
    return THRESHOLD;
  }

  @Override
  public List<Candidate> rank(String text, Collection<String> present) {
    String folded = fold(text);
    var scores = new ArrayList<Score>();
    for (Lexicon lexicon : lexicons) {
      if (present.contains(lexicon.department.code())) {
        Score score = lexicon.score(folded);
        if (score.points > 0) {
          scores.add(score);
        }
      }
    }
    double all = scores.stream().mapToDouble(Score::points).sum();
    return scores.stream()
        .sorted(Comparator.comparingDouble(Score::points).reversed())
        .map(score -> new Candidate(score.department.code(), score.confidence(all), score.reasons()))
        .toList();
  }

  private static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  private record Score(Department department, double points, List<String> words) {

    /** The share of all that was found; less where little was found. */
    double confidence(double all) {
      return Math.round(points / all * points / (points + 1) * 1000) / 1000.0;
    }

    List<String> reasons() {
      return words.stream().map(word -> "“" + word + "”→" + department.name()).toList();
    }
  }
}
