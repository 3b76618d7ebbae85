package huiwen.tools;

import huiwen.classifier.BuiltIn;
import huiwen.classifier.Classifier;
import huiwen.classifier.Example;
import huiwen.classifier.Examples;
import huiwen.classifier.LabelledCsv;
import huiwen.classifier.Trainer;
import huiwen.embedding.Meanings;
import huiwen.embedding.SentenceEmbedder;
import huiwen.fair.Departments;
import huiwen.screening.Screening;
import huiwen.similar.Sameness;
import huiwen.similar.SamenessTrainer;
import huiwen.text.LettersBuilder;
import huiwen.triage.Lexicon;
import io.vertx.core.Vertx;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The build's step that learns from the built-in examples what the hub knows at its first start. It takes a minute, and is
 * left out where nothing that it depends on has changed.
 */
public final class ModelBuilder {

  private static final int HARMLESS_STEP = 10;

  private ModelBuilder() {
  }

  /** Arguments: the folder of compiled classes, where it leaves what was learned; a folder for native libraries. */
  public static void main(String[] arguments) throws Exception {
    Path classes = Path.of(arguments[0]);
    LettersBuilder.build(classes);
    String basis = basis(classes);
    Path madeOf = classes.resolve(BuiltIn.BASIS.substring(1));
    if (Files.exists(madeOf) && Files.readString(madeOf).equals(basis)) {
      return;
    }
    Files.deleteIfExists(madeOf);
    Vertx vertx = Vertx.vertx();
    try (var embedder = SentenceEmbedder.load(Path.of(arguments[1]))) {
      Departments departments = Departments.read(vertx).toCompletionStage().toCompletableFuture().get();
      List<Example> examples = Examples.withMeanings(
          Stream.concat(Examples.builtIn().stream(), new Lexicon(departments).examples().stream()).toList(), embedder);
      Classifier classifier = Trainer.train(examples, Examples.withMeanings(Examples.heldOut(), embedder));
      write(classes, classifier, examples);
      writeSameness(classes, classifier, embedder, examples);
      writeScreening(classes);
      Files.writeString(madeOf, basis);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  private static void write(Path classes, Classifier classifier, List<Example> examples) throws IOException {
    try (var out = new DataOutputStream(new BufferedOutputStream(
        Files.newOutputStream(classes.resolve(BuiltIn.MODEL.substring(1)))))) {
      classifier.write(out);
    }
    try (var out = new DataOutputStream(new BufferedOutputStream(
        Files.newOutputStream(classes.resolve(BuiltIn.EXAMPLES.substring(1)))))) {
      Examples.write(out, examples);
    }
  }

  /** What to hold back is told from what to let through: from questions as villagers ask them, one in ten of all. */
  private static void writeScreening(Path classes) throws IOException {
    var examples = new ArrayList<Example>();
    for (var row : LabelledCsv.read(classes.resolve("triage/screening.csv"))) {
      examples.add(new Example(row.get("kind"), row.get("text")));
    }
    List<Example> harmless = Examples.builtIn();
    for (int i = 0; i < harmless.size(); i += HARMLESS_STEP) {
      examples.add(new Example(Screening.OK, harmless.get(i).text()));
    }
    try (var out = new DataOutputStream(new BufferedOutputStream(
        Files.newOutputStream(classes.resolve(BuiltIn.SCREENING.substring(1)))))) {
      Trainer.train(examples).write(out);
    }
  }

  private static void writeSameness(Path classes, Classifier classifier, Meanings meanings, List<Example> examples)
      throws IOException {
    List<float[]> background = examples.stream().map(Example::meaning).toList();
    try (var out = new DataOutputStream(new BufferedOutputStream(
        Files.newOutputStream(classes.resolve(Sameness.FILE.substring(1)))))) {
      SamenessTrainer.train(meanings, classifier, background).write(out);
    }
  }

  /** The same for the same examples, words and learning. */
  private static String basis(Path classes) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files = Files.walk(classes.resolve("triage"))) {
      for (Path file : Stream.concat(
          Stream.concat(files.filter(file -> file.toString().endsWith(".csv")),
              Stream.of(classes.resolve("config/departments.yaml"))),
          List.of("text/Folding", "classifier/Features", "classifier/Vocabulary", "classifier/LinearModel", "classifier/Calibration", "classifier/Classifier",
              "classifier/Trainer", "classifier/Examples", "embedding/SentenceEmbedder", "similar/Aspects", "similar/Bearings", "similar/BearingsTrainer",
              "similar/Descent", "similar/MatchCase", "similar/MatchLearner", "similar/Matrices", "similar/Sameness", "similar/SamenessTrainer",
              "similar/Scale", "similar/Traits", "text/LettersBuilder", "tools/ModelBuilder").stream()
              .map(name -> classes.resolve("huiwen/" + name + ".class"))).sorted().toList()) {
        digest.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
