package huiwen.classifier;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the build has learned and left in the hub: see {@code ModelBuilder}. */
public final class BuiltIn {

  public static final String MODEL = "/triage/model.bin";
  public static final String EXAMPLES = "/triage/examples.bin";
  public static final String SCREENING = "/triage/screening.bin";
  public static final String BASIS = "/triage/basis.txt";

  private BuiltIn() {
  }

  public static Classifier classifier() throws IOException {
    return classifier(MODEL);
  }

  /** Tells what should be looked at before others see it. */
  public static Classifier screening() throws IOException {
    return classifier(SCREENING);
  }

  private static Classifier classifier(String name) throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(open(name), 1 << 16))) {
      return Classifier.read(in);
    }
  }

  /** What it was learned from, meanings included. */
  public static List<Example> examples() throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(open(EXAMPLES), 1 << 16))) {
      return Examples.read(in);
    }
  }

  /** Names what it was learned from: another basis is another model. */
  public static String basis() throws IOException {
    try (InputStream in = open(BASIS)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** @throws FileNotFoundException where the build has not made it */
  public static InputStream open(String name) throws FileNotFoundException {
    InputStream resource = BuiltIn.class.getResourceAsStream(name);
    if (resource == null) {
      throw new FileNotFoundException(name + ": build the project with Maven, which makes it");
    }
    return resource;
  }
}
