package huiwen.classifier;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * One score for each class: the sum of what each feature says for it. A weight is kept as a byte beside its feature's scale,
 * which is as good and four times as small. Immutable.
 */
final class LinearModel {

  private static final float BYTES = 127;

  private final int classes;
  /** By feature, then by class. */
  private final byte[] weights;
  /** By feature. */
  private final float[] scale;
  private final float[] bias;

  private LinearModel(byte[] weights, float[] scale, float[] bias) {
    this.classes = bias.length;
    this.weights = weights;
    this.scale = scale;
    this.bias = bias;
  }

  /** @param weights by feature, then by class */
  static LinearModel of(float[] weights, float[] bias) {
    int classes = bias.length;
    var bytes = new byte[weights.length];
    var scale = new float[weights.length / classes];
    for (int feature = 0; feature < scale.length; feature++) {
      float most = 0;
      for (int label = 0; label < classes; label++) {
        most = Math.max(most, Math.abs(weights[feature * classes + label]));
      }
      scale[feature] = most / BYTES;
      for (int label = 0; label < classes && most > 0; label++) {
        bytes[feature * classes + label] = (byte) Math.round(weights[feature * classes + label] / scale[feature]);
      }
    }
    return new LinearModel(bytes, scale, bias);
  }

  double[] scores(Vocabulary.Vector features) {
    double[] scores = start();
    int[] index = features.index();
    float[] value = features.value();
    for (int i = 0; i < index.length; i++) {
      add(scores, index[i], value[i]);
    }
    return scores;
  }

  double[] scores(float[] features) {
    double[] scores = start();
    for (int i = 0; i < features.length; i++) {
      add(scores, i, features[i]);
    }
    return scores;
  }

  private double[] start() {
    var scores = new double[classes];
    for (int label = 0; label < classes; label++) {
      scores[label] = bias[label];
    }
    return scores;
  }

  private void add(double[] scores, int feature, float value) {
    int from = feature * classes;
    float scaled = value * scale[feature];
    for (int label = 0; label < classes; label++) {
      scores[label] += scaled * weights[from + label];
    }
  }

  /** How much a feature of this weight speaks for a class, against the mean of all classes. */
  double support(int feature, float value, int label) {
    double mean = 0;
    for (int other = 0; other < classes; other++) {
      mean += weights[feature * classes + other];
    }
    return value * scale[feature] * (weights[feature * classes + label] - mean / classes);
  }

  void write(DataOutputStream out) throws IOException {
    write(out, bias);
    write(out, scale);
    out.write(weights);
  }

  private static void write(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  static LinearModel read(DataInputStream in) throws IOException {
    float[] bias = floats(in);
    float[] scale = floats(in);
    var weights = new byte[scale.length * bias.length];
    in.readFully(weights);
    return new LinearModel(weights, scale, bias);
  }

  private static float[] floats(DataInputStream in) throws IOException {
    var values = new float[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }
}
