package huiwen;

import huiwen.access.AskerKey;
import huiwen.access.AskerRoutes;
import huiwen.access.Callers;
import huiwen.access.Passwords;
import huiwen.access.SessionRoutes;
import huiwen.access.Sessions;
import huiwen.attachment.AttachmentRoutes;
import huiwen.attachment.AttachmentStore;
import huiwen.attachment.AttachmentVerticle;
import huiwen.board.BoardRoutes;
import huiwen.board.CallRoutes;
import huiwen.board.ImportRoutes;
import huiwen.board.LearningRoutes;
import huiwen.bus.Bus;
import huiwen.bus.Changed;
import huiwen.classifier.BuiltIn;
import huiwen.config.Settings;
import huiwen.db.Database;
import huiwen.db.EmbeddedServer;
import huiwen.desk.ColleagueRoutes;
import huiwen.desk.DeskRoutes;
import huiwen.desk.DutyRoutes;
import huiwen.desk.ExpertRoutes;
import huiwen.desk.LeaseVerticle;
import huiwen.desk.Loudspeaker;
import huiwen.desk.PackingUpRoutes;
import huiwen.desk.PublicationRoutes;
import huiwen.desk.ReadyAnswerRoutes;
import huiwen.desk.SearchRoutes;
import huiwen.desk.UnseenVerticle;
import huiwen.desk.WordRoutes;
import huiwen.embedding.EmbeddingModel;
import huiwen.fair.Departments;
import huiwen.fair.Duties;
import huiwen.fair.FairRoutes;
import huiwen.fair.FairViews;
import huiwen.fair.Fairs;
import huiwen.fair.HelpLines;
import huiwen.fair.ServiceItemRoutes;
import huiwen.fair.ServiceItems;
import huiwen.fair.Words;
import huiwen.http.Bundles;
import huiwen.http.Contract;
import huiwen.http.Costs;
import huiwen.http.HealthRoutes;
import huiwen.http.HttpVerticle;
import huiwen.http.MetricsRoutes;
import huiwen.http.Origins;
import huiwen.http.Proxies;
import huiwen.http.PublicAddress;
import huiwen.intake.AskRoutes;
import huiwen.intake.IntakeVerticle;
import huiwen.intake.KioskRoutes;
import huiwen.intake.Sensitivity;
import huiwen.intake.SolvedAnswers;
import huiwen.learning.LearnerVerticle;
import huiwen.learning.Learning;
import huiwen.limits.Bounds;
import huiwen.limits.Gate;
import huiwen.limits.Refusals;
import huiwen.live.LiveRoutes;
import huiwen.question.Commands;
import huiwen.question.Erasure;
import huiwen.question.Journal;
import huiwen.question.Ledger;
import huiwen.question.Search;
import huiwen.question.Slips;
import huiwen.question.TicketVisitors;
import huiwen.question.Unsolved;
import huiwen.screening.Screening;
import huiwen.similar.Found;
import huiwen.similar.KnownAnswers;
import huiwen.similar.SimilarVerticle;
import huiwen.tally.TallyVerticle;
import huiwen.triage.Router;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The whole hub: what is deployed, in which order, and how it is stopped. */
public final class Hub {

  private static final long NO_TIMER = -1;

  /** A load balancer looks at {@code /readyz} each second or two. */
  private static final long SEEN_WITHIN_MILLIS = 2_000;

  private final Vertx vertx;
  private final Settings settings;
  private final Database database;
  private final EmbeddingModel embedding;
  private final String madePassword;
  private final List<String> deployments = new ArrayList<>();
  private int port;
  private volatile boolean leaving;
  private Changed changed;
  /** Number of the timer by which expired sessions are deleted. */
  private long cleaning = NO_TIMER;

  private Hub(Vertx vertx, Settings settings, Database database, EmbeddingModel embedding, String madePassword) {
    this.vertx = vertx;
    this.settings = settings;
    this.database = database;
    this.embedding = embedding;
    this.madePassword = madePassword;
  }

  /**
   * Starts everything; the future brings the hub when it serves. What was started before a failure is stopped.
   *
   * @param server from {@link Database#startServer}
   */
  public static Future<Hub> start(Vertx vertx, Settings settings, CompletableFuture<EmbeddedServer> server) {
    Future<Database> opened = Database.open(vertx, settings, server);
    Bus.prepare(vertx);
    var bus = new Bus(vertx);
    Future<Contract> contract = Contract.read(vertx);
    Future<Bundles> bundles = Bundles.make(vertx);
    Future<Departments> departments = Departments.read(vertx);
    var embedding = new EmbeddingModel(vertx, settings.data());
    Future<Router> router = Router.open(vertx, departments, embedding.budget());
    Future<Screening> screening = Screening.load(vertx, vertx.executeBlocking(BuiltIn::screening, false),
        embedding.budget()::meaningOf);
    Future<HelpLines> help = HelpLines.load(vertx);
    Future<PrometheusMeterRegistry> metrics = vertx.executeBlocking(MetricsRoutes::newRegistry, false);
    return opened.compose(database -> {
      var fairs = new Fairs(database.pool(), bus);
      var sessions = new Sessions(database.pool(), bus);
      var passwords = new Passwords(vertx, database.pool(), sessions);
      Future<String> made = departments.compose(read -> database.oneAtATime(() ->
          fairs.prepare(read).compose(prepared -> passwords.ensure(settings.organizerPassword()))));
      Future<AskerKey> askerKey = AskerKey.of(database.pool());
      return Future.join(List.of(made, askerKey, contract, bundles, router, screening, help, metrics))
          .compose(read -> new Hub(vertx, settings, database, embedding, made.result())
              .deploy(bus, fairs, sessions, passwords, askerKey.result(), departments.result(), contract.result(),
                  bundles.result(), router.result(), screening.result(), metrics.result()))
          .recover(failure -> database.close().transform(closed -> Future.failedFuture(failure)));
    });
  }

  /** From the ledger up: nobody is served before what she needs is there. */
  private Future<Hub> deploy(Bus bus, Fairs fairs, Sessions sessions, Passwords passwords, AskerKey askerKey,
      Departments departments, Contract contract, Bundles bundles, Router router, Screening screening,
      PrometheusMeterRegistry metrics) {
    Pool pool = database.pool();
    var journal = new Journal(pool);
    var attachments = new AttachmentStore(pool);
    cleaning = sessions.keepClean(vertx);
    changed = new Changed(vertx, pool);
    var proxies = new Proxies(settings.trustedProxies());
    var callers = new Callers(sessions, askerKey, proxies);
    var address = new PublicAddress(settings);
    var words = new Words(pool, bus);
    var views = new FairViews(departments, address, bus, words);
    var duties = new Duties(pool, bus);
    var slips = new Slips(pool);
    var items = new ServiceItems(vertx, pool, bus);
    var known = new KnownAnswers(pool, bus);
    var found = new Found(bus, journal, known, departments).bindTo(metrics);
    var sensitivity = new Sensitivity(departments, router, screening);
    var unsolved = new Unsolved(pool, settings.asksSolvedAfterDays());
    var solving = new SolvedAnswers(journal, departments, screening);
    var learning = new Learning(pool, journal, bus);
    embedding.bindTo(metrics);
    var costs = Costs.of(settings.limits(), metrics, callers::visitor);
    costs.limiter().share(vertx);
    bus.bindTo(metrics);
    var snapshots = new Gate(Bounds.SNAPSHOTS_AT_ONCE).bindTo(metrics, Refusals.Bound.SNAPSHOTS_AT_ONCE);
    passwords.bindTo(metrics);
    Supplier<HttpVerticle> makeWeb = HttpVerticle.factory(vertx, settings, contract, bundles, costs, proxies, () -> List.of(
        new HealthRoutes(vertx, this::canCommit),
        new MetricsRoutes(metrics),
        new AskerRoutes(callers, pool),
        new SessionRoutes(sessions, passwords, callers),
        new FairRoutes(fairs, callers, views),
        new ServiceItemRoutes(items),
        new AskRoutes(fairs, views, address, journal, new Erasure(pool), new TicketVisitors(pool), slips, callers, bus, found, items, screening,
            sensitivity, attachments, unsolved, solving),
        new KioskRoutes(fairs, views, journal, slips, sessions, callers, address, bus, screening),
        new DeskRoutes(fairs, departments, journal, callers, bus, found, items, screening, attachments,
            new Loudspeaker(vertx, settings.callWebhook())),
        new PackingUpRoutes(fairs, departments, callers, journal, bus),
        new PublicationRoutes(journal, callers, screening),
        new DutyRoutes(callers, router, departments),
        new WordRoutes(fairs, callers, words, screening),
        new ReadyAnswerRoutes(pool, fairs, callers),
        new ColleagueRoutes(pool, fairs, sessions, callers, journal, bus),
        new ExpertRoutes(fairs, sessions, callers, journal, bus),
        new SearchRoutes(fairs, callers, new Search(pool)),
        new AttachmentRoutes(fairs, journal, new TicketVisitors(pool), attachments, callers, bus),
        new BoardRoutes(fairs, departments, sessions, callers, address, bus),
        new CallRoutes(fairs, departments, callers, unsolved, solving, new Commands(bus)),
        new LearningRoutes(learning, callers),
        new ImportRoutes(vertx, departments, duties, items, known, learning, callers),
        new LiveRoutes(vertx, bus, fairs, words, journal, callers, new Origins(settings.publicUrl(), proxies), snapshots)));
    Promise<Void> serves = Promise.promise();
    var web = Collections.synchronizedList(new ArrayList<HttpVerticle>());
    int cores = Runtime.getRuntime().availableProcessors();
    Future<Void> met = changed.meet();
    return deploy(
        new Ledger(database.ownPool(Ledger.CONNECTIONS), database.ownPoolThatKeepsPlans(Ledger.CONNECTIONS)),
        new LearnerVerticle(pool, journal, departments, duties, router, embedding, Duration.ofSeconds(settings.learnSeconds())),
        new SimilarVerticle(pool, fairs, journal, known, embedding, router::classifier, settings.data(), serves.future())
            .bindTo(metrics),
        new TallyVerticle(journal, fairs, departments),
        new IntakeVerticle(costs.limiter(), departments, router, screening, sensitivity, pool),
        new AttachmentVerticle(pool),
        new LeaseVerticle(pool),
        new UnseenVerticle(pool, settings.unseen(), () -> address.at(port)))
        .compose(deployed -> met)
        .compose(served -> changed.watch())
        .compose(watched -> vertx.deployVerticle(() -> {
          HttpVerticle verticle = makeWeb.get();
          web.add(verticle);
          return verticle;
        }, new DeploymentOptions().setInstances(cores)))
        .map(id -> {
          deployments.add(id);
          port = web.get(0).port();
          serves.complete();
          embedding.load();
          return this;
        });
  }

  /** Whoever is leaving is asked for nothing more, though it could. */
  private Future<?> canCommit() {
    return leaving ? Future.failedFuture("this hub is being stopped")
        : database.pool().query("SELECT pg_current_xact_id()").execute();
  }

  /** All at once; to be stopped in the reverse of this order. */
  private Future<Void> deploy(VerticleBase... verticles) {
    List<Future<String>> deployed = Stream.of(verticles).map(vertx::deployVerticle).toList();
    return Future.join(deployed).onComplete(done ->
        deployed.stream().filter(Future::succeeded).map(Future::result).forEach(deployments::add)).mapEmpty();
  }

  /** The port that is really bound. */
  public int port() {
    return port;
  }

  /** The address of the database, in the form of the {@code databaseUrl} setting. */
  public String databaseUrl() {
    return database.url();
  }

  /** The organizer's password where one was made at this start, to be shown once; else null. */
  public String madePassword() {
    return madePassword;
  }

  /**
   * Stops from the top down: the web first, the database last. Where other nodes serve meanwhile, whoever sends phones to this one
   * has a moment to see that it is not ready any more.
   */
  public Future<Void> stop() {
    leaving = true;
    changed.close();
    var bus = new Bus(vertx);
    bus.leave();
    return (bus.isShared() ? vertx.timer(SEEN_WITHIN_MILLIS, TimeUnit.MILLISECONDS) : Future.succeededFuture())
        .eventually(this::stopAll).mapEmpty();
  }

  private Future<Void> stopAll() {
    vertx.cancelTimer(cleaning);
    var order = new ArrayList<>(deployments);
    Collections.reverse(order);
    Future<Void> stopped = Future.succeededFuture();
    for (String deployment : order) {
      stopped = stopped.eventually(() -> vertx.undeploy(deployment));
    }
    return stopped.eventually(embedding::close).eventually(() -> database.close());
  }
}
