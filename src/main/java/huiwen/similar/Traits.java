package huiwen.similar;

import huiwen.classifier.Classifier;
import huiwen.embedding.Meanings;
import huiwen.text.Folding;
import java.util.Arrays;

/**
 * What of a text is compared with other texts, found once.
 *
 * @param place by {@link Bearings}
 * @param departments the root of how likely each is to be asked
 * @param asked by {@link Aspects#asked}
 * @param named by {@link Aspects#named}
 */
record Traits(float[] place, double[] departments, int asked, long named) {

  /** Of these numbers says the first part what two texts have in common, and the second what they have not. */
  private static final int IN_COMMON = 3;
  /** How many numbers say how two texts compare. */
  static final int COMPARED = IN_COMMON + 4 + Aspects.COUNT;

  /** @param meaning of the text as typed, or null where it is not known: then it is hardly like any other */
  static Traits of(String text, float[] meaning, Bearings bearings, Classifier classifier) {
    String folded = Folding.fold(text);
    String joined = Folding.joined(folded);
    double[] departments = Arrays.stream(classifier.distribution(folded, meaning)).map(Math::sqrt).toArray();
    return new Traits(meaning == null ? new float[Bearings.SIZE] : bearings.of(meaning), departments,
        Aspects.asked(joined), Aspects.named(joined));
  }

  /** The same text placed by other bearings. */
  Traits placed(float[] otherPlace) {
    return new Traits(otherPlace, departments, asked, named);
  }

  /** How this question compares with one that was answered. */
  double[] compared(Traits other) {
    double sameDepartment = 0;
    for (int i = 0; i < departments.length; i++) {
      sameDepartment += departments[i] * other.departments[i];
    }
    int onlyHere = Long.bitCount(named & ~other.named);
    int onlyThere = Long.bitCount(other.named & ~named);
    var compared = new double[COMPARED];
    compared[0] = Meanings.likeness(place, other.place);
    compared[1] = sameDepartment;
    compared[2] = Long.bitCount(named & other.named);
    compared[3] = Integer.bitCount(asked ^ other.asked);
    compared[4] = onlyHere;
    compared[5] = onlyThere;
    compared[6] = onlyHere > 0 && onlyThere > 0 ? 1 : 0;
    // Each aspect by itself too: asking when and asking how differ more than asking how and asking where.
    for (int i = 0; i < Aspects.COUNT; i++) {
      compared[7 + i] = (asked ^ other.asked) >> i & 1;
    }
    return compared;
  }

  /** Takes away weights by which what is in common would speak against two texts, or what is not for them. */
  static void keepSense(float[] weights) {
    for (int i = 0; i < COMPARED; i++) {
      weights[i] = i < IN_COMMON ? Math.max(0, weights[i]) : Math.min(0, weights[i]);
    }
  }
}
