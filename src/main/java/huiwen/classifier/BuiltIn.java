package huiwen.classifier;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * What the hub comes with: learned once from the examples, and committed beside them. {@code src/learn} makes these files
 * ({@code mvn -Plearn process-test-classes}); a test says when they are behind what they were learned from.
 */
public final class BuiltIn {

  /** Below the resources. */
  public static final String FOLDER = "/learned/";
  public static final String CLASSIFIER = "departments.bin.gz";
  public static final String MEANINGS = "meanings.bin.gz";
  public static final String SCREENING = "screening.bin.gz";
  public static final String SENSITIVE = "sensitive.bin.gz";
  /** Of what each part was learned: a hash of its examples and the version of how it was learned from them. */
  public static final String BASIS = "basis.properties";
  /** The part by which learned models are told apart. */
  public static final String DEPARTMENTS = "departments";

  private BuiltIn() {
  }

  /** Tells departments. */
  public static Classifier classifier() throws IOException {
    return classifier(CLASSIFIER);
  }

  /** Tells what should be looked at before others see it. */
  public static Classifier screening() throws IOException {
    return classifier(SCREENING);
  }

  /** Tells what is urgent and what is private. */
  public static Classifier sensitive() throws IOException {
    return classifier(SENSITIVE);
  }

  private static Classifier classifier(String name) throws IOException {
    try (DataInputStream in = open(name)) {
      return Classifier.read(in);
    }
  }

  /**
   * The examples that it was learned from; some of each department with their meanings.
   *
   * @param words those that departments are known by, as examples
   */
  public static List<Example> examples(List<Example> words) throws IOException {
    try (DataInputStream in = open(MEANINGS)) {
      return Examples.withStored(Examples.builtIn(words), StoredMeanings.read(in));
    }
  }

  /** Names what the classifier was learned from: another basis is another model. */
  public static String basis() throws IOException {
    return bases().get(DEPARTMENTS);
  }

  /** By part: of what it was learned. */
  public static Map<String, String> bases() throws IOException {
    try (InputStream in = stream(BASIS)) {
      var bases = new Properties();
      bases.load(in);
      return bases.stringPropertyNames().stream()
          .collect(Collectors.toMap(part -> part, bases::getProperty));
    }
  }

  /** @throws FileNotFoundException where there is no such file */
  public static DataInputStream open(String name) throws IOException {
    return new DataInputStream(new BufferedInputStream(new GZIPInputStream(stream(name), 1 << 16), 1 << 16));
  }

  private static InputStream stream(String name) throws FileNotFoundException {
    InputStream resource = BuiltIn.class.getResourceAsStream(FOLDER + name);
    if (resource == null) {
      throw new FileNotFoundException(FOLDER + name);
    }
    return resource;
  }
}
