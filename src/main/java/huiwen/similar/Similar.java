package huiwen.similar;

import huiwen.classifier.Classifier;
import huiwen.fair.Fair;
import java.io.IOException;
import java.util.List;

/** The question of what is like a text, and its answer, as they go over the bus. */
public final class Similar {

  /** What is looked for. */
  public enum Kind {
    /** Published with an answer, or known before. */
    ANSWERED,
    /** Asked at the same fair and not answered yet. */
    OPEN
  }

  /**
   * @param fair where it is asked
   * @param text as typed
   * @param except number of a question that is not to be found, or null
   */
  public record Query(Fair fair, String text, Kind kind, String except, int most) {
  }

  /**
   * @param id of a question, or of a {@link KnownAnswer}
   * @param score 0 to 1: how likely its answer answers the text
   * @param same whether that is likely enough to be called the same
   */
  public record Match(String id, double score, boolean same) {
  }

  /** The likest first. */
  public record Matches(List<Match> matches) {
  }

  private Similar() {
  }

  /** Less than this is not worth showing. */
  private static final double WORTH_SHOWING = 0.03;

  /** What the index holds that is like a text, the likest first, without the one of this number. Blocks for some milliseconds. */
  static List<Match> ranked(AnswerIndex index, Sameness sameness, Classifier classifier, String text, float[] meaning,
      int fair, Kind kind, String except) throws IOException {
    List<AnswerIndex.Entry> candidates = index.candidates(fair, kind, text, meaning).stream()
        .filter(entry -> !entry.id().equals(except)).toList();
    List<Traits> traits = candidates.stream()
        .map(entry -> sameness.traits(entry.text(), meaning == null ? null : entry.meaning(), classifier)).toList();
    return sameness.ranked(sameness.traits(text, meaning, classifier), traits).stream()
        .filter(match -> match.probability() >= WORTH_SHOWING)
        .map(match -> new Match(candidates.get(match.index()).id(), Math.round(match.probability() * 1000) / 1000.0,
            match.probability() >= sameness.threshold()))
        .toList();
  }
}
