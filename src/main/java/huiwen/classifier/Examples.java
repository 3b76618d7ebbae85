package huiwen.classifier;

import huiwen.embedding.Meanings;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The labelled questions that the hub comes with: one CSV file {@code department,question} a hand that wrote them. */
public final class Examples {

  private static final String BY_HAND = "/triage/examples/%d.csv";
  /** By yet another hand: from it is learned how good the rest is, and nothing else. */
  private static final String HELD_OUT = "/triage/held_out.csv";
  private static final float BYTES = 127;

  private Examples() {
  }

  public static List<Example> builtIn() throws IOException {
    var examples = new ArrayList<Example>();
    for (int hand = 1; Examples.class.getResource(BY_HAND.formatted(hand)) != null; hand++) {
      examples.addAll(read(BY_HAND.formatted(hand)));
    }
    return examples;
  }

  public static List<Example> heldOut() throws IOException {
    return read(HELD_OUT);
  }

  private static List<Example> read(String resource) throws IOException {
    try (InputStream file = Examples.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new FileNotFoundException(resource);
      }
      var examples = new ArrayList<Example>();
      for (Map<String, String> row : LabelledCsv.read(new InputStreamReader(file, StandardCharsets.UTF_8))) {
        examples.add(new Example(row.get("department"), row.get("question")));
      }
      return examples;
    }
  }

  /** The same examples with the meanings of their texts, found on all processors. */
  public static List<Example> withMeanings(List<Example> examples, Meanings meanings) {
    return examples.parallelStream()
        .map(example -> example.meaning() != null ? example : example.withMeaning(meanings.of(example.text()))).toList();
  }

  /** Writes them with their meanings, a byte a number: enough to learn from again. */
  public static void write(DataOutputStream out, List<Example> examples) throws IOException {
    out.writeInt(examples.size());
    for (Example example : examples) {
      out.writeUTF(example.department());
      out.writeUTF(example.text());
      for (float value : example.meaning()) {
        out.writeByte(Math.round(value * BYTES));
      }
    }
  }

  static List<Example> read(DataInputStream in) throws IOException {
    var examples = new ArrayList<Example>();
    var bytes = new byte[Meanings.SIZE];
    for (int left = in.readInt(); left > 0; left--) {
      String department = in.readUTF();
      String text = in.readUTF();
      in.readFully(bytes);
      var meaning = new float[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        meaning[i] = bytes[i] / BYTES;
      }
      examples.add(new Example(department, text, meaning, 1));
    }
    return examples;
  }
}
