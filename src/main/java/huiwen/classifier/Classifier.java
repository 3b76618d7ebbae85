package huiwen.classifier;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Says of which class a text is. Cheap by its letters and sounds; better, and a hundred times as dear, where its meaning is
 * given too. Immutable.
 */
public final class Classifier {

  /** A class, and how likely it is. */
  public record Guess(String label, double probability) {
  }

  private final List<String> labels;
  private final Vocabulary vocabulary;
  private final LinearModel letters;
  /** Null where it was learned without meanings. */
  private final LinearModel meaning;
  private final Trainer.Measured measured;

  /** @param meaning null where it was learned without */
  Classifier(List<String> labels, Vocabulary vocabulary, LinearModel letters, LinearModel meaning,
      Trainer.Measured measured) {
    this.labels = List.copyOf(labels);
    this.vocabulary = vocabulary;
    this.letters = letters;
    this.meaning = meaning;
    this.measured = measured;
  }

  Classifier believed(Trainer.Measured newlyMeasured) {
    return new Classifier(labels, vocabulary, letters, meaning, newlyMeasured);
  }

  public List<String> labels() {
    return labels;
  }

  int size() {
    return vocabulary.size();
  }

  /** Whether a run of one to three letters stood in several of the texts that it was learned from. */
  public boolean knows(String run) {
    return vocabulary.indexOf(Features.run(run)) >= 0;
  }

  public boolean knowsMeanings() {
    return meaning != null;
  }

  /** All classes, the likeliest first; empty where the text has nothing that is known. */
  public List<Guess> guess(String folded) {
    return guess(folded, null);
  }

  /** @param embedding the text's meaning, or null */
  public List<Guess> guess(String folded, float[] embedding) {
    boolean both = embedding != null && meaning != null;
    Vocabulary.Vector vector = vocabulary.vector(Features.of(folded));
    if (vector.index().length == 0 && !both) {
      return List.of();
    }
    double[] scores = letters.scores(vector);
    if (both) {
      scores = mixed(scores, meaning.scores(embedding), measured.share());
    }
    double[] probabilities = (both ? measured.byBoth() : measured.byLetters()).probabilities(scores);
    var guesses = new ArrayList<Guess>();
    for (int label = 0; label < probabilities.length; label++) {
      guesses.add(new Guess(labels.get(label), probabilities[label]));
    }
    guesses.sort(Comparator.comparingDouble(Guess::probability).reversed());
    return guesses;
  }

  double[] scoresByLetters(String folded) {
    return letters.scores(vocabulary.vector(Features.of(folded)));
  }

  /**
   * How likely each class is, in the order of the labels.
   *
   * @param embedding the text's meaning, or null
   */
  public double[] distribution(String folded, float[] embedding) {
    boolean both = embedding != null && meaning != null;
    double[] scores = scoresByLetters(folded);
    return both ? measured.byBoth().probabilities(mixed(scores, meaning.scores(embedding), measured.share()))
        : measured.byLetters().probabilities(scores);
  }

  double[] scoresByMeaning(float[] embedding) {
    return meaning.scores(embedding);
  }

  static double[] mixed(double[] letters, double[] meaning, double share) {
    var scores = new double[letters.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (1 - share) * letters[i] + share * meaning[i];
    }
    return scores;
  }

  /** From this probability on a guess may be acted on. @param both whether the meaning was given */
  public double threshold(boolean both) {
    return (both && meaning != null ? measured.byBoth() : measured.byLetters()).threshold();
  }

  /** The runs of letters that speak most for a class, the strongest first, none within another. */
  public List<String> tellingRuns(String folded, String label, int most) {
    record Run(String letters, double support) {
    }
    int code = labels.indexOf(label);
    Vocabulary.Vector vector = vocabulary.vector(Features.of(folded));
    var runs = new ArrayList<Run>();
    for (int length = 2; length <= 3; length++) {
      for (int from = 0; from + length <= folded.length(); from++) {
        String run = folded.substring(from, from + length);
        int feature = vocabulary.indexOf(Features.run(run));
        if (feature >= 0 && run.indexOf(' ') < 0) {
          int at = Arrays.binarySearch(vector.index(), feature);
          double support = letters.support(feature, vector.value()[at], code);
          if (support > 0) {
            runs.add(new Run(run, support));
          }
        }
      }
    }
    runs.sort(Comparator.comparingDouble(Run::support).reversed());
    var best = new ArrayList<String>();
    for (Run run : runs) {
      if (best.size() < most
          && best.stream().noneMatch(other -> other.contains(run.letters) || run.letters.contains(other))) {
        best.add(run.letters);
      }
    }
    return best;
  }

  public void write(DataOutputStream out) throws IOException {
    out.writeInt(labels.size());
    for (String label : labels) {
      out.writeUTF(label);
    }
    vocabulary.write(out);
    letters.write(out);
    out.writeBoolean(meaning != null);
    if (meaning != null) {
      meaning.write(out);
    }
    out.writeDouble(measured.share());
    measured.byLetters().write(out);
    measured.byBoth().write(out);
  }

  public static Classifier read(DataInputStream in) throws IOException {
    var labels = new ArrayList<String>();
    for (int left = in.readInt(); left > 0; left--) {
      labels.add(in.readUTF());
    }
    return new Classifier(labels, Vocabulary.read(in), LinearModel.read(in),
        in.readBoolean() ? LinearModel.read(in) : null,
        new Trainer.Measured(in.readDouble(), Calibration.read(in), Calibration.read(in)));
  }
}
