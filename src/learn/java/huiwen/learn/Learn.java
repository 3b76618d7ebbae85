package huiwen.learn;

import huiwen.classifier.BuiltIn;
import huiwen.classifier.Classifier;
import huiwen.classifier.Example;
import huiwen.classifier.Examples;
import huiwen.classifier.LabelledCsv;
import huiwen.classifier.StoredMeanings;
import huiwen.classifier.Trainer;
import huiwen.embedding.Meanings;
import huiwen.embedding.SentenceEmbedder;
import huiwen.screening.Screening;
import huiwen.similar.Sameness;
import huiwen.similar.SamenessTrainer;
import huiwen.text.LettersBuilder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Learns what the hub comes with, and leaves it among the resources, to be committed: each part whose examples, or whose way
 * of learning, are not those that it was learned from. Takes some minutes; the build does not call it.
 *
 * <p>Arguments: the project's folder; the folder of compiled classes, from which the examples are read; a folder for native
 * libraries; {@code changed}, {@code all}, or {@code check}, which learns all and writes nothing, but fails where what was
 * learned says other things than what is committed.
 */
public final class Learn {

  private static final int HARMLESS_STEP = 10;
  /** Of these departments too much that is asked is nobody else's business. */
  private static final Set<String> PERSONAL = Set.of("weisheng", "yibao", "minzheng", "sifa", "gongan", "fulian", "canlian",
      "xinfang", "zhengfa", "tuiyi", "tuanwei", "yingji", "fupin", "jinrong", "gonghui", "zuzhi", "jiaoyu", "renshe");
  private static final int ORDINARY = 1_500;

  private final Path resources;
  private final Path classes;
  private final Path libraries;
  private final String which;
  private SentenceEmbedder embedder;
  private List<Example> examples;

  private Learn(Path resources, Path classes, Path libraries, String which) {
    this.resources = resources;
    this.classes = classes;
    this.libraries = libraries;
    this.which = which;
  }

  public static void main(String[] arguments) throws Exception {
    Path project = Path.of(arguments[0]);
    String which = arguments[3];
    if (!List.of("changed", "all", "check").contains(which)) {
      System.err.println("-Dlearn= changed, all or check, not " + which);
      System.exit(2);
    }
    boolean check = which.equals("check");
    Path resources = check ? Files.createTempDirectory("learned") : project.resolve("src/main/resources");
    Path predictions = project.resolve("src/test/resources/learned/predictions.csv");
    var learn = new Learn(resources, check ? resources : Path.of(arguments[1]), Path.of(arguments[2]), which);
    learn.learn();
    try (var embedder = SentenceEmbedder.load(Path.of(arguments[2]))) {
      if (check) {
        System.exit(learn.saysTheSame(embedder) ? 0 : 1);
      }
      Predictions.of(BuiltIn.classifier(), embedder).write(predictions);
    }
  }

  private void learn() throws Exception {
    Map<String, String> learned = Files.exists(resources.resolve("learned/" + BuiltIn.BASIS)) ? BuiltIn.bases() : Map.of();
    if (isDue(Bases.LETTERS, Bases.letters(), learned)) {
      say("the table of letters");
      save("letters.bin.gz", LettersBuilder::write);
    }
    Map<String, String> bases = Bases.all(); // reads texts, for which it takes the letters
    if (isDue(BuiltIn.DEPARTMENTS, bases, learned)) {
      departments();
    }
    if (isDue(Bases.SIMILAR, bases, learned)) {
      similar();
    }
    if (isDue(Bases.SCREENING, bases, learned)) {
      screening();
    }
    if (isDue(Bases.SENSITIVE, bases, learned)) {
      sensitive();
    }
    String basis = bases.entrySet().stream().map(part -> part.getKey() + '=' + part.getValue() + '\n')
        .collect(Collectors.joining());
    Files.writeString(file(resources, BuiltIn.BASIS), basis);
    if (embedder != null) {
      embedder.close();
    }
  }

  private boolean isDue(String part, Map<String, String> bases, Map<String, String> learned) {
    return isDue(part, bases.get(part), learned);
  }

  private boolean isDue(String part, String basis, Map<String, String> learned) {
    return !which.equals("changed") || !basis.equals(learned.get(part));
  }

  private static void say(String what) {
    System.out.println("learning " + what + " …");
  }

  private void departments() throws IOException {
    List<Example> all = examples();
    say("departments from " + all.size() + " examples");
    Classifier classifier = Trainer.train(all, Examples.withMeanings(Examples.heldOut(), embedder()));
    save(BuiltIn.CLASSIFIER, classifier::write);
    save(BuiltIn.MEANINGS, out -> StoredMeanings.write(out, all));
  }

  private void similar() throws IOException {
    List<float[]> background = examples().stream().map(Example::meaning).toList();
    say("what means the same");
    save(Sameness.FILE, SamenessTrainer.train(embedder(), classifier(), background)::write);
  }

  private Classifier classifier() throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(
        new GZIPInputStream(Files.newInputStream(file(resources, BuiltIn.CLASSIFIER)), 1 << 16)))) {
      return Classifier.read(in);
    }
  }

  /** What to hold back is told from what to let through: from questions as villagers ask them, one in ten of all. */
  private void screening() throws IOException {
    var texts = new ArrayList<Example>();
    for (var row : LabelledCsv.resource(Bases.TO_HOLD)) {
      texts.add(new Example(row.get("kind"), row.get("text")));
    }
    List<Example> harmless = Examples.builtIn();
    for (int i = 0; i < harmless.size(); i += HARMLESS_STEP) {
      texts.add(new Example(Screening.OK, harmless.get(i).text()));
    }
    say("what to hold back from " + texts.size() + " texts");
    save(BuiltIn.SCREENING, Trainer.train(texts)::write);
  }

  /** What is urgent and what is private is told from what is open: twins that look like it, and ordinary questions. */
  private void sensitive() throws IOException {
    var texts = new ArrayList<Example>();
    for (var row : LabelledCsv.resource(Bases.TO_KEEP)) {
      texts.add(new Example(row.get("kind").replaceFirst("\\..*", ""), row.get("text")));
    }
    List<Example> ordinary = Examples.builtIn().stream().filter(example -> !PERSONAL.contains(example.department())).toList();
    for (int i = 0; i < ORDINARY; i++) {
      texts.add(new Example("open", ordinary.get((int) ((long) i * ordinary.size() / ORDINARY)).text()));
    }
    say("what is urgent or private from " + texts.size() + " texts");
    save(BuiltIn.SENSITIVE, Trainer.train(Examples.withMeanings(texts, embedder()))::write);
  }

  private Meanings embedder() throws IOException {
    if (embedder == null) {
      embedder = SentenceEmbedder.load(libraries);
    }
    return embedder;
  }

  private List<Example> examples() throws IOException {
    if (examples == null) {
      List<Example> all = Examples.builtIn(Bases.words());
      say("the meanings of " + all.size() + " examples");
      examples = Examples.withMeanings(all, embedder());
    }
    return examples;
  }

  /** Something that can be written. */
  private interface Written {

    void to(DataOutputStream out) throws IOException;
  }

  /** Among the resources, and where they were copied to: what is learned next reads it there. */
  private void save(String name, Written what) throws IOException {
    Path file = file(resources, name);
    try (var out = new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)))) {
      what.to(out);
    }
    if (!classes.equals(resources)) {
      Files.copy(file, file(classes, name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Path file(Path folder, String name) throws IOException {
    return Files.createDirectories(folder.resolve("learned")).resolve(name);
  }

  private boolean saysTheSame(Meanings meanings) throws IOException {
    List<String> other = Predictions.of(classifier(), meanings).otherThan(Predictions.of(BuiltIn.classifier(), meanings));
    other.forEach(System.out::println);
    System.out.println(other.isEmpty() ? "what is committed is what is learned" : "what is committed says something else");
    return other.isEmpty();
  }
}
