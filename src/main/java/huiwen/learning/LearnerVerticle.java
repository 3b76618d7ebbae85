package huiwen.learning;

import huiwen.background.BackgroundWorker;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.bus.Changed;
import huiwen.classifier.BuiltIn;
import huiwen.classifier.Classifier;
import huiwen.classifier.Evaluation;
import huiwen.classifier.Example;
import huiwen.classifier.Examples;
import huiwen.classifier.Trainer;
import huiwen.embedding.EmbeddingModel;
import huiwen.fair.Department;
import huiwen.fair.Departments;
import huiwen.fair.Duties;
import huiwen.question.Journal;
import huiwen.question.Lesson;
import huiwen.text.Folding;
import huiwen.triage.DutyList;
import huiwen.triage.Lexicon;
import huiwen.triage.Router;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the hub learn from its corrections: when enough of them have come, a new model is learned beside the one that
 * routes, measured on questions that neither has seen, kept, and put in its place where it is no worse. Of several nodes one does
 * so; the others use what it has learned.
 */
public final class LearnerVerticle extends VerticleBase {

  private static final Logger log = LoggerFactory.getLogger(LearnerVerticle.class);
  private static final long NO_TIMER = -1;
  /** Lessons that are looked at, of each sort; older ones have been borne out or not by then. */
  static final int MOST_LESSONS = 5_000;
  /** So many corrections make it worth while. */
  private static final int ENOUGH_CORRECTIONS = 3;
  private static final int ENOUGH_CONFIRMATIONS = 300;
  /** What was right already is only looked for so often: on a busy day the processors have better things to do. */
  private static final Duration BETWEEN_CONFIRMATIONS = Duration.ofMinutes(10);
  /** How long nobody has to ask for it before what was asked for is learned. */
  private static final Duration QUIET = Duration.ofSeconds(2);
  /** What a new model may be worse by on held-out questions, which is chance. */
  private static final double WORSE = 0.01;
  /** Learning from all the examples takes some hundred megabytes of heap. */
  private static final long LEAST_HEAP_BYTES = 400L << 20;

  /** What an organizer or a volunteer has corrected: to see what has come since it was learned from last. */
  private record Taught(Map<String, Lesson> corrections, Set<String> struck, int imported) {

    boolean isBehind(Taught now) {
      long moved = now.corrections.keySet().stream().filter(lesson -> !corrections.containsKey(lesson)).count();
      return moved >= ENOUGH_CORRECTIONS || !struck.equals(now.struck) || imported != now.imported;
    }
  }

  private record Learned(JsonObject figures, Buffer bytes, int examples, int lessons) {
  }

  private final Journal journal;
  private final Departments departments;
  private final Duties duties;
  private final Router router;
  private final EmbeddingModel embedding;
  private final ModelStore models;
  private final TeachingStore teaching;
  private final Duration between;
  private Bus bus;
  private BackgroundWorker worker;
  private Taught taught = new Taught(Map.of(), Set.of(), 0);
  /** Of the lessons that were learned from last, those that only confirmed what was routed. */
  private long confirmed;
  /** How good the model is that the hub came with; null until it was measured. Only read and set on the worker. */
  private volatile JsonObject builtInFigures;
  /** By text; two kilobytes each. Only read and set on the worker. */
  private Map<String, float[]> meaningsOfLastRound = Map.of();
  /** Number of the model that was asked for last. */
  private int used;
  /** Number of the newest model that this node has learned, or knows to be learned from what it knows. */
  private int newest;
  /** How often another model was asked for. */
  private int changes;
  private boolean learning;
  /** When all lessons were read last, or this hub began. */
  private long readAt = System.nanoTime();
  /** Number of the timer after which is learned. */
  private long soon = NO_TIMER;
  private boolean again;

  /** @param between how often to look for something new to learn from */
  public LearnerVerticle(Pool pool, Journal journal, Departments departments, Duties duties,
      Router router, EmbeddingModel embedding, Duration between) {
    this.journal = journal;
    this.departments = departments;
    this.duties = duties;
    this.router = router;
    this.embedding = embedding;
    this.models = new ModelStore(pool);
    this.teaching = new TeachingStore(pool);
    this.between = between;
  }

  @Override
  public Future<?> start() {
    bus = new Bus(vertx);
    worker = new BackgroundWorker(vertx, "learning");
    bus.hear(Address.DUTIES_CHANGED, changed -> readDuties());
    bus.hear(Address.MODEL_CHANGED, this::use);
    bus.hearChanged(Changed.DUTIES, this::readDuties);
    bus.hearChanged(Changed.MODELS, this::useWhatIsInUse);
    bus.hear(Address.LEARN, asked -> learnSoon());
    vertx.setPeriodic(between.toMillis(), timer -> learnIfWorthIt());
    teaching.forgetWhoTaughtLongAgo()
        .onFailure(failure -> log.warn("who taught long ago is not forgotten: {}", failure.toString()));
    return readDuties().compose(read -> models.all()).compose(this::startFrom);
  }

  @Override
  public Future<?> stop() {
    return worker.end();
  }

  private Future<Void> readDuties() {
    return duties.all().onSuccess(all -> router.use(new DutyList(all)))
        .onFailure(failure -> log.warn("the duties were not read: {}", failure.toString())).mapEmpty();
  }

  /** Models that were learned on another basis have been overtaken: what was learned on top is learned again. */
  private Future<Void> startFrom(List<ModelStore.Version> versions) {
    if (versions.isEmpty()) {
      return Future.succeededFuture();
    }
    return ofThisBasis(versions).compose(valid -> corrected().compose(this::what)
        .compose(what -> rememberIfLearned(what, valid))
        .compose(learned -> valid.stream().filter(version -> version.state().equals(ModelStore.IN_USE)).findFirst()
            .map(version -> use(version.number())).orElse(Future.succeededFuture())));
  }

  private Future<List<ModelStore.Version>> ofThisBasis(List<ModelStore.Version> versions) {
    return vertx.executeBlocking(BuiltIn::basis)
        .map(basis -> versions.stream().filter(version -> version.basis().equals(basis)).toList());
  }

  /** Whether nothing has come since the newest was learned: an organizer who went back from it is not overruled. */
  private Future<Boolean> rememberIfLearned(What what, List<ModelStore.Version> valid) {
    if (valid.isEmpty() || valid.get(0).number() == newest) {
      return Future.succeededFuture(false);
    }
    return vertx.executeBlocking(() -> fromLessons(what, BuiltIn.classifier()).size(), false).map(lessons -> {
      newest = valid.get(0).number();
      boolean isLearned = lessons == valid.get(0).lessons();
      if (isLearned) {
        remember(what);
      }
      return isLearned;
    });
  }

  /** Another node may have told of it, and not been heard. */
  private void useWhatIsInUse() {
    models.all().onSuccess(versions -> {
      int inUse = versions.stream().filter(version -> version.state().equals(ModelStore.IN_USE))
          .mapToInt(ModelStore.Version::number).findFirst().orElse(0);
      if (inUse != used) {
        use(inUse);
      }
    });
  }

  /** At once, whatever is being learned; of two that are asked for the later one stays. */
  private Future<Void> use(int number) {
    int change = ++changes;
    used = number;
    Future<Classifier> read = number == 0
        ? vertx.executeBlocking(BuiltIn::classifier, false)
        : models.bytes(number).compose(bytes -> bytes == null
            ? Future.failedFuture("there is no model " + number)
            : vertx.executeBlocking(() -> unpacked(bytes), false));
    return read.onSuccess(classifier -> {
      if (change == changes) {
        router.use(classifier);
        log.info("questions are routed by model {}", number);
      }
    }).onFailure(failure -> log.error("model {} was not read: {}", number, failure.toString())).mapEmpty();
  }

  // Learning ------------------------------------------------------------------------------------------------

  /** All there is to learn from besides what the hub came with; what was imported is only counted. */
  private record What(List<Lesson> lessons, Taught taught) {

    long confirmations() {
      return lessons.stream().filter(lesson -> !lesson.wasMoved()).count();
    }
  }

  private Future<Taught> corrected() {
    Future<List<Lesson>> corrections = journal.corrections(MOST_LESSONS);
    Future<Set<String>> struck = teaching.struck();
    Future<Integer> imported = teaching.countExamples();
    return Future.all(corrections, struck, imported).map(read -> new Taught(corrections.result().stream()
        .collect(Collectors.toMap(lesson -> lesson.question() + ' ' + lesson.department() + ' ' + lesson.isAnswered(),
            Function.identity(), (one, same) -> one, LinkedHashMap::new)), Set.copyOf(struck.result()), imported.result()));
  }

  /** Corrections are few: they come first, and are not crowded out by the thousands that have confirmed since. */
  private Future<What> what(Taught now) {
    return journal.lessons(MOST_LESSONS).map(lessons -> new What(Stream.concat(now.corrections.values().stream(),
        lessons.stream().filter(lesson -> !lesson.wasMoved())).toList(), now));
  }

  private Set<String> codes() {
    return departments.all().stream().map(Department::code).collect(Collectors.toSet());
  }

  /** When no more is asked for a while: who strikes several lessons strikes one after the other. */
  private void learnSoon() {
    vertx.cancelTimer(soon);
    soon = vertx.setTimer(QUIET.toMillis(), timer -> learnIfWorthIt());
  }

  private void learnIfWorthIt() {
    if (!embedding.loaded().isComplete() || !bus.isOwner(Bus.NO_FAIR)) {
      return;
    }
    if (learning) {
      again = true;
      return;
    }
    learning = true;
    corrected().compose(this::learnIfWorthIt)
        .onComplete(done -> {
          if (done.failed() && !worker.isEnding()) {
            log.warn("nothing was learned: {}", done.cause().toString());
          }
          learning = false;
          if (again) {
            again = false;
            learnIfWorthIt();
          }
        });
  }

  /** All lessons are some thousand: they are read where there is something to learn, and now and then. */
  private Future<Void> learnIfWorthIt(Taught now) {
    boolean behind = taught.isBehind(now);
    if (!behind && System.nanoTime() - readAt < BETWEEN_CONFIRMATIONS.toNanos()) {
      return Future.succeededFuture();
    }
    readAt = System.nanoTime();
    return what(now).compose(what -> behind || what.confirmations() - confirmed >= ENOUGH_CONFIRMATIONS
        ? learnUnlessAnotherNodeHas(what) : Future.succeededFuture());
  }

  private Future<Void> learnUnlessAnotherNodeHas(What what) {
    return !bus.isShared() ? learn(what) : models.all().compose(this::ofThisBasis)
        .compose(valid -> rememberIfLearned(what, valid))
        .compose(learned -> learned ? Future.succeededFuture() : learn(what));
  }

  private void remember(What what) {
    taught = what.taught;
    confirmed = what.confirmations();
  }

  private Future<Void> learn(What what) {
    if (Runtime.getRuntime().maxMemory() < LEAST_HEAP_BYTES) {
      log.warn("not learning: it takes {} MB of heap (-Xmx)", LEAST_HEAP_BYTES >> 20);
      remember(what);
      return Future.succeededFuture();
    }
    int before = changes;
    return teaching.examples().compose(imported -> worker.run(() -> learned(what, imported))
            .onFailure(failure -> remember(what))) // it would fail again; what cannot be read or stored is tried again
        .compose(learned -> worker
        .run(BuiltIn::basis)
        .compose(basis -> {
          boolean good = isNoWorse(learned.figures);
          // an organizer who has chosen another one meanwhile is not overruled
          boolean use = good && changes == before;
          remember(what);
          log.info("learned from {} examples, {} of them lessons: {}{}", learned.examples, learned.lessons,
              learned.figures.encode(), good ? "" : "; not used, as it is worse");
          return models.add(basis, learned.examples, learned.lessons, learned.figures,
                  use ? ModelStore.IN_USE : good ? ModelStore.KEPT : ModelStore.REJECTED, learned.bytes)
              .onSuccess(number -> {
                newest = number;
                if (use) {
                  bus.tell(Address.MODEL_CHANGED, number);
                }
              });
        })).mapEmpty();
  }

  private Learned learned(What what, List<Example> imported) throws IOException {
    Set<String> known = codes();
    Classifier builtIn = BuiltIn.classifier();
    List<Example> fromLessons = fromLessons(what, builtIn);
    var examples = new ArrayList<>(BuiltIn.examples(new Lexicon(departments).examples()));
    examples.addAll(withMeanings(Stream.concat(imported.stream(), fromLessons.stream()).toList()));
    examples.removeIf(example -> !known.contains(example.department()));
    if (embedding.meanings() == null) {
      examples.replaceAll(example -> example.withMeaning(null));
    }
    List<Example> held = heldOut(examples);
    if (builtInFigures == null) {
      builtInFigures = figures(builtIn, held);
    }
    Classifier classifier = held.isEmpty() ? Trainer.train(examples) : Trainer.train(examples, held);
    return new Learned(figures(classifier, held), packed(classifier), examples.size(), fromLessons.size());
  }

  /** Some of each department, as of what the hub came with. Finding them takes most of a round: the next one finds them here. */
  private List<Example> withMeanings(List<Example> examples) {
    if (embedding.meanings() == null) {
      return examples;
    }
    Map<String, float[]> found = new HashMap<>();
    List<Example> meant = Examples.withMeanings(examples, text -> found.computeIfAbsent(text, first ->
        meaningsOfLastRound.containsKey(text) ? meaningsOfLastRound.get(text) : embedding.meanings().of(text)),
        Examples.MEANT_EACH_TAUGHT);
    meaningsOfLastRound = found;
    return meant;
  }

  private List<Example> fromLessons(What what, Classifier builtIn) {
    return Lessons.examples(what.lessons, what.taught.struck, codes(), lesson -> contradicts(builtIn, lesson));
  }

  /** Whether what the hub came with is sure that the question was where it was passed on from. */
  private static boolean contradicts(Classifier builtIn, Lesson lesson) {
    List<Classifier.Guess> guesses = builtIn.guess(Folding.fold(lesson.text()));
    return !guesses.isEmpty() && guesses.get(0).label().equals(lesson.from())
        && guesses.get(0).probability() >= builtIn.threshold(false);
  }

  /** What the hub came with serves where it knows the departments; elsewhere some of what was brought along must. */
  private List<Example> heldOut(List<Example> examples) throws IOException {
    List<Example> held = Examples.heldOut();
    Set<String> tested = held.stream().map(Example::department).collect(Collectors.toSet());
    Set<String> learned = examples.stream().map(Example::department).collect(Collectors.toSet());
    if (!tested.containsAll(learned)) {
      return List.of();
    }
    return embedding.meanings() == null ? held : Examples.withMeanings(held, embedding.meanings());
  }

  /** Of a classifier on questions that it has not seen; empty where there are none. */
  private JsonObject figures(Classifier classifier, List<Example> held) {
    return held.isEmpty() ? new JsonObject()
        : Evaluation.of(classifier, held).figures(classifier.threshold(embedding.meanings() != null));
  }

  private boolean isNoWorse(JsonObject figures) {
    return figures.isEmpty() || builtInFigures.isEmpty()
        || figures.getDouble("top1") >= builtInFigures.getDouble("top1") - WORSE;
  }

  private static Buffer packed(Classifier classifier) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(new GZIPOutputStream(bytes, 1 << 16))) {
      classifier.write(out);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  private static Classifier unpacked(Buffer bytes) throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(
        new GZIPInputStream(new ByteArrayInputStream(bytes.getBytes()), 1 << 16), 1 << 16))) {
      return Classifier.read(in);
    }
  }
}
