package huiwen.limits;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.DataFolder;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Live;
import huiwen.support.Opened;
import huiwen.support.Person;
import huiwen.support.RawPhone;
import huiwen.support.Stranger;
import huiwen.support.Stranger.Answer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each bound of {@link Bounds}, gone over by a client from an address of its own, on a hub that has little memory and few
 * file handles: the client is refused or cut off, others notice nothing, and it is counted. What takes its time begins before
 * all tests, and is looked at after them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BoundsIT {

  /** Two thousand connections, as 256 handles are kept. */
  private static final int TRY_AGAIN_LATER = 1013;
  private static final int HANDLES = 2_256;
  private static final int OF_AN_ADDRESS = 1_500;
  private static final int LAST = Integer.MAX_VALUE;
  private static final String LIST = "/api/fairs/demo/questions";
  private static final String JOIN = "{\"op\":\"join\",\"fair\":\"demo\",\"as\":\"asker\"}";
  /** These do not read what they are sent; what others do may not depend on it. */
  private static final String UNREAD = "127.0.2.1";
  private static final String DRIPPING = "127.0.2.2";

  private static Path data;
  private static HubProcess hub;
  private static URI address;
  private static Person organizer;
  private static Person villager;
  private static RawPhone head;
  private static RawPhone body;
  private static RawPhone nextHead;
  private static final List<RawPhone> UNREADING = new ArrayList<>();
  private final Opened open = new Opened();

  @BeforeAll
  static void start() throws Exception {
    data = DataFolder.create("bounds");
    hub = HubProcess.launch(HANDLES, Map.of("HUB_DATA", data.toString(), "HUB_ORGANIZER_PASSWORD", HubUnderTest.PASSWORD,
        "HUB_ASK_BURST", "100", "HUB_ASK_HOURLY", "1000",
        "JAVA_TOOL_OPTIONS", "-Xmx128m -XX:MaxDirectMemorySize=64m")).awaitReady();
    address = hub.address();
    organizer = hub.person().signIn(HubUnderTest.PASSWORD);
    Person other = hub.person().arrive("demo");
    villager = hub.person().arrive("demo");
    for (int i = 0; i < 50; i++) { // a list of 300 kB
      String question = (i % 2 == 0 ? villager : other).asked("demo", "keji", "问" + i);
      organizer.act(question, "answer", Map.of("text", "答".repeat(2_000))).mustBe(200);
    }
    head = RawPhone.connect(address, DRIPPING).send("GET /f/demo HTTP/1.1\r\nHost: hub\r\nX: ");
    nextHead = RawPhone.connect(address, DRIPPING)
        .send("GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\nGET /f/demo HTTP/1.1\r\nHost: hub\r\nX: ");
    body = RawPhone.connect(address, DRIPPING).send("POST " + LIST + " HTTP/1.1\r\nHost: hub\r\n"
        + "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n");
    for (int i = 0; i < 40; i++) { // more for each than a network holds on its way
      UNREADING.add(RawPhone.connect(address, UNREAD).send(("GET " + LIST + " HTTP/1.1\r\nHost: hub\r\n\r\n").repeat(12)));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    for (RawPhone phone : UNREADING) {
      phone.close();
    }
    head.close();
    nextHead.close();
    body.close();
    hub.close();
    HubUnderTest.deleteTree(data);
  }

  @AfterEach
  void leave() throws Exception {
    open.close();
    assertThat(hub.errors()).doesNotContain("OutOfMemory", "Too many open files");
  }

  private static void assertCounted(String bound, String by) {
    HubProcess.until("it is counted: " + bound + " by " + by, Duration.ofSeconds(40), () -> hub.refused(bound, by) > 0);
  }

  @ParameterizedTest
  @CsvSource({"address-line-bytes, 414", "head-bytes, 431", "body-bytes, 413"})
  void requestsThatAreTooLong(String bound, int status) {
    Stranger greedy = open.add(new Stranger(address, "127.0.2.3"));
    Answer refused = switch (status) {
      case 414 -> greedy.get("/" + "a".repeat(Bounds.ADDRESS_LINE_BYTES));
      case 431 -> greedy.as("a=" + "a".repeat(Bounds.HEAD_BYTES)).get("/");
      default -> greedy.as(hub.person().arrive("demo").cookieHeader())
          .post(LIST, "{\"text\":\"" + "a".repeat((int) Bounds.BODY_BYTES) + "\"}");
    };
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.headers().get("content-type")).isEqualTo("application/problem+json");
    assertCounted(bound, "request");
  }

  @ParameterizedTest
  @CsvSource({"frame-bytes, 1009", "frames, 4429", "joins, 4429"})
  void socketsThatSendTooMuch(String bound, int code) {
    try (Live greedy = hub.person().live(); Live neighbour = hub.person().live()) {
      switch (bound) {
        case "frame-bytes" -> greedy.send("\"" + "a".repeat(Bounds.FRAME_BYTES) + "\"");
        case "frames" -> times(Bounds.FRAMES + 1, () -> greedy.socket().sendPing(ByteBuffer.allocate(0)).join());
        default -> times(Bounds.JOINS + 1, () -> greedy.join("demo", "asker", null));
      }
      assertThat(greedy.closeCode()).isEqualTo(code);
      neighbour.join("demo", "asker", null).next("joined");
    }
    assertCounted(bound, "socket");
  }

  private static void times(int count, Runnable step) {
    try {
      IntStream.range(0, count).forEach(i -> step.run());
    } catch (RuntimeException closed) {
      // by the hub, before the last one
    }
  }

  /** The address that does not read has no more room, and others have. */
  @Test
  void answersThatNobodyReads() {
    Stranger beside = open.add(new Stranger(address, UNREAD));
    Answer[] last = new Answer[1];
    HubProcess.until("there is no more room", Duration.ofSeconds(15), () -> (last[0] = beside.get(LIST)).status() == 503);
    assertThat(last[0].headers().get("content-type")).isEqualTo("application/problem+json");
    villager.get(LIST).mustBe(200);
    assertCounted("unread-share", "address");
  }

  /** What an asker is shown of her own is made for her alone: it costs its bytes for as long as she does not read it. */
  @Test
  void snapshotsThatNobodyReads() {
    String village = "127.0.2.4";
    var phones = new ArrayList<RawPhone>();
    for (int i = 0; i < 45; i++) {
      Stranger asker = open.add(new Stranger(address, "127.0.3." + (i + 1)));
      String cookie = asker.get("/f/demo").headers().get("set-cookie").split(";")[0];
      assertThat(asker.as(cookie).post(LIST, "{\"department\":\"keji\",\"text\":\"我的\"}").status()).isEqualTo(201);
      phones.add(open.add(RawPhone.openLive(address, village, cookie)));
    }
    double before = hub.refused("unread-share", "address");
    int[] rounds = new int[1];
    HubProcess.until("there is no more room", Duration.ofSeconds(30), () -> {
      if (++rounds[0] < Bounds.JOINS) {
        phones.forEach(phone -> phone.sendFrame(JOIN));
      }
      return hub.refused("unread-share", "address") > before;
    });
    try (Live neighbour = villager.live().join("demo", "asker", null)) {
      neighbour.next("joined");
    }
    // all read at once: whoever reads too late has been cut off, and was told nothing
    List<CompletableFuture<Integer>> codes = phones.stream()
        .map(phone -> CompletableFuture.supplyAsync(phone::closeCode, read -> new Thread(read, "phone").start())).toList();
    HubProcess.until("one of them to be told", Duration.ofSeconds(15), () ->
        codes.stream().anyMatch(code -> code.getNow(0) == TRY_AGAIN_LATER));
  }

  /** Four are read at once, a thousand wait, and who comes then is to come again; meanwhile others read. */
  @Test
  void snapshotsForAllAtOnce() {
    var phones = new ArrayList<RawPhone>();
    for (int i = 0; i < Bounds.WAITING + 400; i++) {
      phones.add(open.add(RawPhone.openLive(address, "127.0.2.5", "")));
    }
    phones.forEach(phone -> phone.sendFrame(JOIN));
    villager.get(LIST).mustBe(200);
    assertCounted("snapshots-at-once", "hub");
    try (Live neighbour = hub.person().live().join("demo", "asker", null)) {
      neighbour.next("joined");
    }
  }

  @Test
  void filesThatComeAllAtOnce() {
    String half = "POST /api/imports/duties HTTP/1.1\r\nHost: hub\r\nCookie: " + organizer.cookieHeader()
        + "\r\nContent-Type: text/csv\r\nContent-Length: 1000\r\n\r\ndepartment,duty\n";
    var sending = new ArrayList<RawPhone>();
    for (int i = 0; i <= Bounds.FILES_AT_ONCE; i++) {
      sending.add(open.add(RawPhone.connect(address, "127.0.2.6")).send(half));
    }
    assertCounted("files-at-once", "hub");
    assertThat(sending).anySatisfy(phone -> assertThat(phone.answer()).contains(" 503 "));
    villager.get(LIST).mustBe(200);
  }

  /** Of one address as many as it may have, then more: they make room among their own. */
  @Test
  void connectionsOfOneAddress() {
    Stranger quiet = open.add(new Stranger(address, "127.0.2.8"));
    var phones = new ArrayList<RawPhone>();
    for (int i = 0; i < OF_AN_ADDRESS + 100; i++) {
      phones.add(open.add(RawPhone.connect(address, "127.0.2.9")));
    }
    assertCounted("connections", "address");
    assertThat(phones.get(0).isEndedByHub()).as("the eldest that has said nothing").isTrue();
    assertThat(quiet.get("/healthz").status()).as("one of another address that has said nothing yet").isEqualTo(204);
    hub.person().arrive("demo").ask("demo", "还能问吗").mustBe(201);
  }

  /** A byte now and then: each in its time is told that it was too late, or cut off, and what it held is free again. */
  @Test
  @Order(LAST - 1)
  void whatDripsIsCut() {
    HubProcess.until("the head has taken too long", Duration.ofSeconds(60), () -> {
      drip(head);
      return hub.refused("head-within", "connection") > 0;
    });
    assertThat(head.isEndedByHub()).isTrue();
    HubProcess.until("the answers are given up", Duration.ofSeconds(60), () ->
        hub.refused("drains-within", "connection") > 0 && hub.metric("huiwen_unread_bytes") == 0);
    HubProcess.until("nothing of theirs is counted any more", Duration.ofSeconds(20), () ->
        hub.metric("huiwen_connections") < UNREADING.size());
    assertThat(open.add(new Stranger(address, UNREAD)).get(LIST).status()).isEqualTo(200);
  }

  @Test
  @Order(LAST)
  @EnabledIfSystemProperty(named = "faults.rounds", matches = "\\d\\d+", disabledReason = "takes as long as slow phones are borne")
  void bodiesAndLaterHeadsThatDripAreCut() {
    HubProcess.until("the next head has taken too long", Duration.ofSeconds(120), () -> {
      drip(nextHead);
      drip(body);
      return hub.refused("idle", "connection") > 0;
    });
    assertThat(nextHead.isEndedByHub()).isTrue();
    HubProcess.until("the body has taken too long", Duration.ofSeconds(120), () -> {
      drip(body);
      return hub.refused("body-within", "connection") > 0;
    });
    assertThat(body.answer()).contains(" 408 ", "/problems/");
  }

  private static void drip(RawPhone phone) {
    try {
      phone.send(" ");
    } catch (UncheckedIOException ended) {
      // by the hub
    }
  }
}
