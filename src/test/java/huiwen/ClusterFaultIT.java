package huiwen;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.db.EmbeddedServer;
import huiwen.support.Balancer;
import huiwen.support.Checker;
import huiwen.support.Crowd;
import huiwen.support.DataFolder;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Jdbc;
import huiwen.support.Live;
import huiwen.support.Person;
import huiwen.support.TwoNodes;
import huiwen.support.Watch;
import huiwen.support.Wire;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two nodes behind a load balancer, with wires between them and to their database, while a crowd asks and answers: what is
 * acknowledged is there once, and no board has a gap, whether it watches one node or goes from one to the other.
 * {@code -Dfaults.rounds} sets how often; the profile {@code faults} makes it 20.
 */
class ClusterFaultIT {

  private static final boolean IS_QUICK = Integer.getInteger("faults.rounds", 2) <= 2;
  private static final int ROUNDS = IS_QUICK ? 1 : Integer.getInteger("faults.rounds");
  /** In the quick form as long as it takes the other to go on without. */
  private static final Duration STOPPED_FOR = Duration.ofSeconds(IS_QUICK ? 4 : 30);
  /** In the long form until the cluster manager takes each for gone, and has to bring them together again. */
  private static final Duration CUT_FOR = Duration.ofSeconds(IS_QUICK ? 0 : 10);
  private static final Duration WORKS_WITHIN = Duration.ofSeconds(90);
  private static final int SOME = 30;

  enum Fault { KILLED, STOPPED, CUT_FROM_EACH_OTHER, DATABASE_RESTARTED, DATABASE_CUT_OFF_FROM_ONE }

  private static final AtomicInteger FAIRS = new AtomicInteger();

  private static Vertx vertx;
  private static Path folder;
  private static EmbeddedServer database;
  private static int databasePort;
  private static List<Wire> toDatabase;
  private static TwoNodes nodes;
  private static Balancer balancer;
  private static Person organizer;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    folder = DataFolder.create("cluster");
    database = EmbeddedServer.start(folder);
    databasePort = URI.create(database.url()).getPort();
    toDatabase = IntStream.range(0, 2).mapToObj(i -> new Wire(vertx, () -> databasePort)).toList();
    nodes = TwoNodes.wired(vertx, i -> database.url().replace(":" + databasePort + "/", ":" + toDatabase.get(i).port() + "/"));
    balancer = new Balancer(vertx, nodes.port(0), nodes.port(1));
    awaitBoth();
    organizer = new Person(balancer.address()).signIn(HubUnderTest.PASSWORD);
  }

  @AfterAll
  static void stop() throws Exception {
    balancer.close();
    nodes.close();
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    HubUnderTest.deleteTree(folder);
  }

  private static void awaitBoth() {
    HubProcess.until("both to be ready", WORKS_WITHIN, () -> balancer.isReady(0) && balancer.isReady(1));
  }

  private static String newFair() {
    String code = "cluster-" + FAIRS.incrementAndGet();
    organizer.post("/api/fairs", HubUnderTest.today(code)).mustBe(201);
    return code;
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void whateverFailsNothingIsLostAndNothingIsTwice(Fault fault) throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    String fair = newFair();
    var checker = new Checker();
    List<Checker> seenAt = List.of(new Checker(), new Checker());
    try (var crowd = new Crowd(organizer, fair, checker);
        var one = new Watch(nodes.organizer(0), fair, seenAt.get(0));
        var other = new Watch(nodes.organizer(1), fair, seenAt.get(1))) {
      for (int round = 0; round < ROUNDS; round++) {
        awaitWork(checker);
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(500)).toNanos());
        happens(fault, random.nextInt(2), checker);
        awaitBoth();
        nodes.awaitEachOther();
      }
      awaitWork(checker);
      crowd.finish();
      // what a node shows may lie behind, its counts as well, but not for long
      HubProcess.until("both nodes to show the same", WORKS_WITHIN,
          () -> seenAt.stream().allMatch(seen -> seen.seq() == checker.seq()));
    }
    assertThat(checker.faults(organizer, fair)).as("seed " + seed).isEmpty();
    assertThat(checker.answers()).isPositive();
    for (Checker seen : seenAt) {
      assertThat(seen.faultsSeen()).as("seed " + seed).isEmpty();
      assertThat(seen.seq()).isEqualTo(checker.seq());
    }
  }

  private static void awaitWork(Checker checker) {
    int before = checker.acknowledged();
    HubProcess.until("questions to be taken", WORKS_WITHIN, () -> checker.acknowledged() > before + SOME);
  }

  /** Ends when it is mended. */
  private static void happens(Fault fault, int node, Checker checker) throws Exception {
    switch (fault) {
      case KILLED -> {
        nodes.node(node).kill();
        awaitWork(checker);
        nodes.restart(node);
      }
      case STOPPED -> {
        signal("STOP", nodes.node(node));
        LockSupport.parkNanos(STOPPED_FOR.toNanos());
        awaitWork(checker);
        signal("CONT", nodes.node(node));
      }
      case CUT_FROM_EACH_OTHER -> {
        nodes.cut();
        HubProcess.until("each to be alone", WORKS_WITHIN, () ->
            nodes.node(0).metric("huiwen_nodes") == 1 && nodes.node(1).metric("huiwen_nodes") == 1);
        LockSupport.parkNanos(CUT_FOR.toNanos());
        awaitWork(checker);
        nodes.mend();
      }
      case DATABASE_RESTARTED -> {
        database.close();
        database = EmbeddedServer.start(folder, databasePort);
      }
      case DATABASE_CUT_OFF_FROM_ONE -> {
        try (Live board = nodes.organizer(node).live().join("demo", "board", null)) {
          board.next("joined");
          toDatabase.get(node).cut();
          board.next("leaving");
        }
        HubProcess.until("nobody to be sent to it", WORKS_WITHIN, () -> !balancer.isReady(node));
        awaitWork(checker);
        toDatabase.get(node).mend();
      }
    }
  }

  private static void signal(String name, HubProcess node) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(node.pid())).start().waitFor()).isZero();
  }

  /** The checker itself: what one node does not learn of the other is seen at the board that watches it. */
  @Test
  void anEntryThatIsDroppedOnItsWayToTheOtherNodeIsSeen() throws Exception {
    String fair = newFair();
    List<Person> villagers = Stream.generate(() -> nodes.node(0).person().arrive(fair)).limit(30).toList();
    var seen = new Checker();
    try (var board = new Watch(nodes.organizer(1), fair, seen);
        Connection connection = DriverManager.getConnection(Jdbc.url(database.url()))) {
      villagers.get(0).asked(fair, "keji", "先问的");
      board.seeAll();
      signal("STOP", nodes.node(1));
      long dropped = 0;
      try {
        for (int i = 0; dropped == 0; i++) {
          String text = "那边停了时问的第" + i + "回";
          Crowd.together(villagers, villager -> villager.asked(fair, "keji", text));
          dropped = dropOfALargeBatch(connection, fair);
        }
      } finally {
        signal("CONT", nodes.node(1));
      }
      HubProcess.until("the board to go on", WORKS_WITHIN, () -> seen.seq() > 30);
      assertThat(seen.faultsSeen()).anyMatch(fault -> fault.contains(" came after "));
    }
  }

  /** Of a batch that is so large that the other node reads it from the journal. @return the entry's number; 0 = there was no such batch */
  private static long dropOfALargeBatch(Connection connection, String fair) throws SQLException {
    try (PreparedStatement drop = connection.prepareStatement("""
        DELETE FROM entry WHERE (fair_id, seq) IN (SELECT fair_id, min(seq) + 2 FROM entry
          WHERE fair_id = (SELECT id FROM fair WHERE code = ?) GROUP BY fair_id, at HAVING count(*) > 4 LIMIT 1) RETURNING seq""")) {
      drop.setString(1, fair);
      try (ResultSet rows = drop.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }
}
