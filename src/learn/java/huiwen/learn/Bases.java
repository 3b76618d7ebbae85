package huiwen.learn;

import com.ibm.icu.util.VersionInfo;
import huiwen.classifier.BuiltIn;
import huiwen.classifier.Example;
import huiwen.classifier.Examples;
import huiwen.classifier.LabelledCsv;
import huiwen.fair.Departments;
import huiwen.similar.SamenessTrainer;
import huiwen.triage.Lexicon;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/**
 * Of what each part is learned: a hash of its examples, row by row, and of a number that says how it is learned from them.
 * Whoever changes how one is learned counts its number up. Nothing else goes in, so that it is the same wherever it is built.
 */
final class Bases {

  static final String LETTERS = "letters";
  static final String SIMILAR = "similar";
  static final String SCREENING = "screening";
  static final String SENSITIVE = "sensitive";
  static final String TO_HOLD = "/triage/screening.csv";
  static final String TO_KEEP = "/screening/sensitive.csv";

  private static final int LETTERS_VERSION = 1;
  private static final int DEPARTMENTS_VERSION = 1;
  private static final int SIMILAR_VERSION = 1;
  private static final int SCREENING_VERSION = 1;
  private static final int SENSITIVE_VERSION = 1;

  private final MessageDigest digest;

  private Bases(String part, int version) {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    add(part, Integer.toString(version));
  }

  static String letters() {
    return new Bases(LETTERS, LETTERS_VERSION).add(VersionInfo.ICU_VERSION.toString()).hash();
  }

  /** By part. */
  static Map<String, String> all() throws IOException {
    List<Example> byHand = Examples.builtIn();
    String departments = new Bases(BuiltIn.DEPARTMENTS, DEPARTMENTS_VERSION)
        .add(letters()).add(byHand).add(words()).add(Examples.heldOut()).hash();
    var bases = new TreeMap<String, String>();
    bases.put(LETTERS, letters());
    bases.put(BuiltIn.DEPARTMENTS, departments);
    bases.put(SIMILAR, new Bases(SIMILAR, SIMILAR_VERSION).add(departments).addRows(SamenessTrainer.PAIRS).hash());
    bases.put(SCREENING, new Bases(SCREENING, SCREENING_VERSION).add(letters()).add(byHand).addRows(TO_HOLD).hash());
    bases.put(SENSITIVE, new Bases(SENSITIVE, SENSITIVE_VERSION).add(letters()).add(byHand).addRows(TO_KEEP).hash());
    return bases;
  }

  /** The words that the built-in departments are known by, as examples. */
  static List<Example> words() throws IOException {
    Vertx vertx = Vertx.vertx();
    try {
      return new Lexicon(Departments.read(vertx).toCompletionStage().toCompletableFuture().get()).examples();
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException(e);
    } finally {
      vertx.close();
    }
  }

  private Bases add(String... values) {
    for (String value : values) {
      digest.update(value.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return this;
  }

  private Bases add(List<Example> examples) {
    examples.forEach(example -> add(example.department(), example.text(), Integer.toString(example.times())));
    return this;
  }

  private Bases addRows(String resource) throws IOException {
    LabelledCsv.resource(resource).forEach(row -> add(row.values().toArray(String[]::new)));
    return this;
  }

  private String hash() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
