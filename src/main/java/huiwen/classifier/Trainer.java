package huiwen.classifier;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import huiwen.embedding.Meanings;
import huiwen.text.Folding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Learns a {@link Classifier} from examples: two linear machines, one over the letters and sounds of a text and one over its
 * meaning, and on held-out examples how much each of them counts and how far they can be believed. The machine over the
 * meaning learns from those examples alone whose meanings are given. The same examples always make the same classifier.
 * Takes some ten seconds of one processor: call it on a worker thread; it ends soon where that is interrupted.
 *
 * <p>Source of the machine: Crammer and Singer, On the algorithmic implementation of multiclass kernel-based vector machines, 2001.
 */
public final class Trainer {

  private static final double LETTERS_PENALTY = 1;
  private static final double MEANING_PENALTY = 1;
  private static final double PRECISE = 0.05;
  private static final double MOST_SHARE = 0.8;
  private static final double SHARE_STEP = 0.05;
  /** One in so many is held out where no held-out examples are given. */
  private static final int HELD_OUT = 5;
  /** Of fewer nothing can be held out: such a classifier is never sure. */
  private static final int FEWEST = 50;
  private static final long SEED = 0;
  /** The score of a class of which there is no example. */
  private static final float NEVER = -10;

  private Trainer() {
  }

  /** As {@link #train(List, List)}, holding out some of the examples for as long as it takes to know how good it is. */
  public static Classifier train(List<Example> examples) {
    if (examples.size() < FEWEST) {
      return fit(examples, Measured.NOT);
    }
    var shuffled = new ArrayList<>(examples);
    Collections.shuffle(shuffled, new Random(1));
    var learned = new ArrayList<Example>();
    var held = new ArrayList<Example>();
    for (int i = 0; i < shuffled.size(); i++) {
      (i % HELD_OUT == 0 ? held : learned).add(shuffled.get(i));
    }
    return fit(examples, measure(fit(learned, Measured.NOT), held));
  }

  /**
   * Learns from examples.
   *
   * @param held examples of another hand, from which only is learned how good the rest is
   */
  public static Classifier train(List<Example> examples, List<Example> held) {
    Classifier classifier = fit(examples, Measured.NOT);
    return classifier.believed(measure(classifier, held));
  }

  /** How the parts of a classifier work together. */
  record Measured(double share, Calibration byLetters, Calibration byBoth) {

    static final Measured NOT = new Measured(0, Calibration.NONE, Calibration.NONE);
  }

  private static void endIfTold() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("told to end");
    }
  }

  private static Classifier fit(List<Example> examples, Measured measured) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("nothing to learn from");
    }
    List<String> labels = List.copyOf(new TreeSet<>(examples.stream().map(Example::department).toList()));
    List<long[]> parts = examples.stream().map(example -> Features.of(Folding.fold(example.text()))).toList();
    Vocabulary vocabulary = Vocabulary.of(parts);
    List<Example> meant = examples.stream().filter(example -> example.meaning() != null).toList();
    boolean withMeaning = meant.stream().map(Example::department).distinct().count() == labels.size();
    LinearModel letters = fit(examples, labels, vocabulary.size(), LETTERS_PENALTY,
        i -> features(vocabulary.vector(parts.get(i))));
    LinearModel meaning = withMeaning ? fit(meant, labels, Meanings.SIZE, MEANING_PENALTY,
        i -> features(meant.get(i).meaning())) : null;
    return new Classifier(labels, vocabulary, letters, meaning, measured);
  }

  private static Feature[] features(Vocabulary.Vector vector) {
    var features = new Feature[vector.index().length + 1];
    for (int i = 0; i < vector.index().length; i++) {
      features[i] = new FeatureNode(vector.index()[i] + 1, vector.value()[i]);
    }
    return features;
  }

  private static Feature[] features(float[] meaning) {
    var features = new Feature[meaning.length + 1];
    for (int i = 0; i < meaning.length; i++) {
      features[i] = new FeatureNode(i + 1, meaning[i]);
    }
    return features;
  }

  /** @param features those of an example by its number, with room for one more at the end */
  private static LinearModel fit(List<Example> examples, List<String> labels, int size, double penalty,
      Function<Integer, Feature[]> features) {
    endIfTold();
    int[] counted = IntStream.range(0, examples.size())
        .flatMap(i -> IntStream.range(0, examples.get(i).times()).map(time -> i)).toArray();
    var problem = new Problem();
    problem.n = size + 1;
    problem.bias = 1;
    problem.l = counted.length;
    problem.y = IntStream.of(counted).mapToDouble(i -> labels.indexOf(examples.get(i).department())).toArray();
    problem.x = IntStream.of(counted).mapToObj(i -> {
      Feature[] row = features.apply(i);
      row[row.length - 1] = new FeatureNode(problem.n, 1);
      return row;
    }).toArray(Feature[][]::new);
    Linear.disableDebugOutput();
    var parameter = new Parameter(SolverType.MCSVM_CS, penalty, PRECISE);
    parameter.setRandom(new Random(SEED)); // else the library's own, which goes on from one training to the next
    return weights(Linear.train(problem, parameter), size, labels.size());
  }

  /** The library's weights, in the order of our classes. */
  private static LinearModel weights(Model model, int size, int classes) {
    int[] order = model.getLabels();
    double[] learned = model.getFeatureWeights();
    var weights = new float[size * classes];
    var bias = new float[classes];
    Arrays.fill(bias, classes == 1 ? 0 : NEVER);
    for (int i = 0; i < order.length; i++) {
      for (int feature = 0; feature < size; feature++) {
        weights[feature * classes + order[i]] = (float) learned[feature * order.length + i];
      }
      bias[order[i]] = (float) learned[size * order.length + i];
    }
    return LinearModel.of(weights, bias);
  }

  private static Measured measure(Classifier classifier, List<Example> held) {
    var letters = new ArrayList<Calibration.Scored>();
    var meaning = new ArrayList<Calibration.Scored>();
    for (Example example : held) {
      int label = classifier.labels().indexOf(example.department());
      if (label >= 0) {
        letters.add(new Calibration.Scored(classifier.scoresByLetters(Folding.fold(example.text())), label));
        if (classifier.knowsMeanings() && example.meaning() != null) {
          meaning.add(new Calibration.Scored(classifier.scoresByMeaning(example.meaning()), label));
        }
      }
    }
    Calibration byLetters = Calibration.of(letters);
    if (meaning.size() != letters.size()) {
      return new Measured(0, byLetters, byLetters);
    }
    double share = share(letters, meaning);
    return new Measured(share, byLetters, Calibration.of(mixed(letters, meaning, share)));
  }

  /** The share of the meaning under which what was right was ranked highest. */
  private static double share(List<Calibration.Scored> letters, List<Calibration.Scored> meaning) {
    double best = 0;
    double most = -1;
    for (double share = 0; share <= MOST_SHARE; share += SHARE_STEP) {
      double reciprocal = mixed(letters, meaning, share).stream().mapToDouble(Calibration.Scored::reciprocalRank).sum();
      if (reciprocal > most) {
        most = reciprocal;
        best = share;
      }
    }
    return best;
  }

  private static List<Calibration.Scored> mixed(List<Calibration.Scored> letters, List<Calibration.Scored> meaning,
      double share) {
    return IntStream.range(0, letters.size()).mapToObj(i -> new Calibration.Scored(
        Classifier.mixed(letters.get(i).scores(), meaning.get(i).scores(), share), letters.get(i).label())).toList();
  }
}
