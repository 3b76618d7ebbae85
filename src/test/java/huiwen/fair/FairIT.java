package huiwen.fair;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.HubUnderTest;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(HubUnderTest.class)
class FairIT {

  private HubUnderTest.Running hub;
  private String fair;

  @BeforeEach
  void open(HubUnderTest.Running running) {
    hub = running;
    fair = hub.newFair();
  }

  @Test
  void aFairIsMadeChangedAndClosed() {
    Person organizer = hub.organizer();
    String code = fair + "-two";
    var body = new HashMap<>(HubUnderTest.today(code));
    body.put("departments", List.of("keji", "yibao"));
    organizer.post("/api/fairs", body).mustBe(201);
    organizer.post("/api/fairs", body).mustBe(409);
    assertThat(departments(code)).containsExactly("keji", "yibao");
    assertThat(organizer.post("/api/fairs", HubUnderTest.today("Not A Code")).mustBe(422).field()).isEqualTo("code");
    assertThat(organizer.patch("/api/fairs/" + code, Map.of("endsAt", "2026-11-23T09:00:00+08:00")).mustBe(422)
        .field()).isEqualTo("endsAt");
    assertThat(organizer.patch("/api/fairs/" + code, Map.of("startsAt", "tomorrow")).mustBe(422).field())
        .isEqualTo("startsAt");
    assertThat(organizer.patch("/api/fairs/" + code, Map.of("departments", List.of("nosuch"))).mustBe(422).field())
        .isEqualTo("departments");
    organizer.patch("/api/fairs/nosuch", Map.of("name", "别的")).mustBe(404);

    // a desk that is opened brings its department along
    organizer.put("/api/fairs/" + code + "/desks/dianli", Map.of()).mustBe(200);
    assertThat(departments(code)).containsExactly("keji", "yibao", "dianli");
    organizer.put("/api/fairs/" + code + "/desks/nosuch", Map.of()).mustBe(404);

    Person villager = hub.person().arrive(code);
    villager.asked(code, "keji", "来得及");
    organizer.patch("/api/fairs/" + code, Map.of("state", "closed", "departments", List.of("yibao"))).mustBe(200);
    villager.ask(code, "来晚了").mustBe(409);
    assertThat(villager.get("/api/fairs").mustBe(200).text()).doesNotContain(code);
    assertThat(villager.get("/api/fairs/" + code).mustBe(200).json().getString("state")).isEqualTo("closed");
    assertThat(villager.get("/api/fairs/" + code + "/questions?mine=true").questions()).hasSize(1);
  }

  @Test
  void aFairThatMakesNoSenseIsNotMade() {
    Person organizer = hub.organizer();
    String code = fair + "-odd";
    for (String endsAt : List.of("2026-11-24T09:00:00+08:00", "2026-11-24T08:59:00+08:00")) {
      var body = new HashMap<>(HubUnderTest.today(code));
      body.put("startsAt", "2026-11-24T09:00:00+08:00");
      body.put("endsAt", endsAt);
      assertThat(organizer.post("/api/fairs", body).mustBe(422).field()).isEqualTo("endsAt");
    }
    // a year that Java can read and PostgreSQL cannot store
    var far = new HashMap<>(HubUnderTest.today(code));
    far.put("endsAt", "+999999999-12-31T00:00:00Z");
    assertThat(organizer.post("/api/fairs", far).mustBe(422).field()).isEqualTo("endsAt");
    var nobody = new HashMap<>(HubUnderTest.today(code));
    nobody.put("departments", List.of("keji", "nosuch"));
    assertThat(organizer.post("/api/fairs", nobody).mustBe(422).field()).isEqualTo("departments");
    organizer.get("/api/fairs/" + code).mustBe(404);
  }

  private JsonObject view(String code) {
    return hub.person().get("/api/fairs/" + code).mustBe(200).json();
  }

  @Test
  void aFairIsNotBegunOpenOverOrClosed() {
    Person organizer = hub.organizer();
    Instant now = Instant.now();
    assertThat(view(fair).getString("state")).isEqualTo("open");

    organizer.patch("/api/fairs/" + fair, Map.of("startsAt", now.plus(Duration.ofHours(1)).toString())).mustBe(200);
    assertThat(view(fair).getString("state")).isEqualTo("not-begun");
    assertThat(hub.person().get("/api/fairs").text()).doesNotContain('"' + fair + '"');

    organizer.patch("/api/fairs/" + fair, Map.of("startsAt", now.minus(Duration.ofHours(2)).toString(),
        "endsAt", now.minus(Duration.ofHours(1)).toString())).mustBe(200);
    assertThat(view(fair).getString("state")).isEqualTo("over");
    assertThat(hub.person().get("/api/fairs").text()).doesNotContain('"' + fair + '"');

    organizer.patch("/api/fairs/" + fair, Map.of("state", "closed")).mustBe(200);
    assertThat(view(fair).getString("state")).isEqualTo("closed");

    organizer.patch("/api/fairs/" + fair, Map.of("state", "open", "endsAt", now.plus(Duration.ofHours(1)).toString()))
        .mustBe(200);
    assertThat(view(fair).getString("state")).isEqualTo("open");
    assertThat(hub.person().get("/api/fairs").text()).contains('"' + fair + '"');
  }

  @Test
  void theFirstFairBeganAtTheFirstStartAndLastsAYear() {
    JsonObject demo = view("demo");
    Instant startsAt = Instant.parse(demo.getString("startsAt"));
    assertThat(startsAt).isBeforeOrEqualTo(Instant.now()).isAfter(Instant.now().minus(Duration.ofHours(2)));
    assertThat(Duration.between(startsAt, Instant.parse(demo.getString("endsAt")))).isBetween(
        Duration.ofDays(365), Duration.ofDays(366));
    assertThat(demo.getString("state")).isEqualTo("open");
  }

  @Test
  void aFairHasANumberAndAJournalNameThatStay() {
    JsonObject before = view(fair);
    hub.organizer().patch("/api/fairs/" + fair, Map.of("name", "换了名字")).mustBe(200);
    JsonObject after = view(fair);
    assertThat(before.getString("uid")).hasSize(36).isEqualTo(after.getString("uid"));
    assertThat(before.getString("epoch")).isNotBlank().isEqualTo(after.getString("epoch"));
    JsonObject other = view(hub.newFair());
    assertThat(other.getString("uid")).isNotEqualTo(before.getString("uid"));
    assertThat(other.getString("epoch")).isNotEqualTo(before.getString("epoch"));
  }

  @Test
  void villagesAreAListOfTheFair() {
    assertThat(view(fair).getJsonArray("villages")).isEmpty();
    Person organizer = hub.organizer();
    organizer.patch("/api/fairs/" + fair, Map.of("villages", List.of("永丰村", " 新村", "永丰村", "八里桥"))).mustBe(200);
    assertThat(view(fair).getJsonArray("villages")).containsExactly("永丰村", "新村", "八里桥");
    organizer.patch("/api/fairs/" + fair, Map.of("name", "别的都不动")).mustBe(200);
    organizer.patch("/api/fairs/" + fair, Map.of("villages", List.of("八里桥", "新村"))).mustBe(200);
    assertThat(view(fair).getJsonArray("villages")).containsExactly("八里桥", "新村");
    assertThat(organizer.patch("/api/fairs/" + fair, Map.of("villages", List.of("村".repeat(61)))).mustBe(422).field())
        .startsWith("villages");
    var body = new HashMap<>(HubUnderTest.today(fair + "-v"));
    body.put("villages", List.of("团结村"));
    assertThat(organizer.post("/api/fairs", body).mustBe(201).json().getJsonArray("villages")).containsExactly("团结村");
  }

  @Test
  void aDeskHasABooth() {
    Person organizer = hub.organizer();
    organizer.put("/api/fairs/" + fair + "/desks/keji", Map.of("booth", "东侧 3 号")).mustBe(200);
    organizer.put("/api/fairs/" + fair + "/desks/keji", Map.of()).mustBe(200);
    organizer.put("/api/fairs/" + fair + "/desks/triage", Map.of("booth", "大门口")).mustBe(200);
    assertThat(booth("keji")).isEqualTo("东侧 3 号");
    assertThat(booth("yibao")).isNull();
    organizer.put("/api/fairs/" + fair + "/desks/keji", Map.of("booth", "西侧 1 号")).mustBe(200);
    assertThat(booth("keji")).isEqualTo("西侧 1 号");
  }

  private String booth(String department) {
    return view(fair).getJsonArray("departments").stream().map(JsonObject.class::cast)
        .filter(desk -> desk.getString("code").equals(department)).findFirst().orElseThrow().getString("booth");
  }

  /** Of eight, one was, when each wrote the whole fair as it had read it. */
  @Test
  void desksThatAreOpenedAtOnceAreAllOpen() {
    Person organizer = hub.organizer();
    List<String> eight = List.of("keji", "nongmu", "weisheng", "yibao", "sifa", "gongan", "jiaoyu", "wenhua");
    organizer.patch("/api/fairs/" + fair, Map.of("departments", List.of())).mustBe(200);
    List<Integer> opened = eight.parallelStream().map(department ->
        organizer.put("/api/fairs/" + fair + "/desks/" + department, Map.of()).status()).toList();
    assertThat(opened).containsOnly(200);
    assertThat(departments(fair)).containsExactlyInAnyOrderElementsOf(eight);
  }

  @Test
  void changesThatComeAtOnceAllHold() {
    Person organizer = hub.organizer();
    organizer.patch("/api/fairs/" + fair, Map.of("departments", List.of("keji"))).mustBe(200);
    List<Map<String, ?>> changes = List.of(Map.of("name", "新名字"), Map.of("place", "新地方"),
        Map.of("villages", List.of("新村")), Map.of("endsAt", "2099-01-01T00:00:00Z"));
    List<Integer> done = IntStream.range(0, 8).parallel().mapToObj(i -> i < 4
        ? organizer.patch("/api/fairs/" + fair, changes.get(i)).status()
        : organizer.put("/api/fairs/" + fair + "/desks/" + List.of("nongmu", "yibao", "sifa", "gongan").get(i - 4),
            Map.of()).status()).toList();
    assertThat(done).containsOnly(200);
    JsonObject now = view(fair);
    assertThat(now.getString("name")).isEqualTo("新名字");
    assertThat(now.getString("place")).isEqualTo("新地方");
    assertThat(now.getString("endsAt")).isEqualTo("2099-01-01T00:00:00Z");
    assertThat(now.getJsonArray("villages")).containsExactly("新村");
    assertThat(departments(fair)).containsExactlyInAnyOrder("keji", "nongmu", "yibao", "sifa", "gongan");
  }

  private void sql(String statement, Object value) {
    hub.pool(hub.vertx()).preparedQuery(statement).execute(Tuple.of(value))
        .toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void whatIsAskedOfADepartmentThatHasLeftIsRoutedAnew() {
    Person villager = hub.person().arrive(fair);
    hub.organizer().patch("/api/fairs/" + fair, Map.of("departments", List.of("nongmu"))).mustBe(200);
    JsonObject question = villager.ask(fair, Person.newKey(), Map.of("text", "猪不吃食怎么办", "department", "keji"))
        .mustBe(201).json();
    assertThat(question.getString("department")).isIn("nongmu", "triage");
    assertThat(question.getString("routedBy")).isNotEqualTo("asker");
    assertThat(villager.ask(fair, Person.newKey(), Map.of("text", "猪不吃食", "department", "nosuch")).mustBe(422).field())
        .isEqualTo("department");
  }

  /** It leaves between the reading of the fair and the commit: the hub's copy of the fair still has it. */
  @Test
  void whatIsAskedWhileItsDepartmentLeavesGoesToTriage() {
    Person villager = hub.person().arrive(fair);
    sql("""
        WITH told AS (UPDATE fair SET state = state WHERE code = $1 RETURNING id)
        UPDATE desk SET present = false FROM told WHERE desk.fair_id = told.id AND department = 'keji'""", fair);
    assertThat(departments(fair)).as("the copy").contains("keji");
    assertThat(villager.ask(fair, Person.newKey(), Map.of("text", "这个葵花品种咋样", "department", "keji")).mustBe(201)
        .json().getString("department")).isEqualTo("triage");
  }

  @Test
  void aDepartmentThatWasChangedInTheFileReachesTheDatabase() {
    var pool = hub.pool(hub.vertx());
    try {
      for (Department department : List.of(
          new Department("ceshi", "测试", null, "产业兴旺", "一开始", false, List.of(), List.of()),
          new Department("ceshi", "测试局", "ᠰᠢᠯᠭᠠᠯᠲᠠ", "社会治理", "后来", true, List.of(), List.of()))) {
        new Departments(List.of(department)).store(pool).toCompletionStage().toCompletableFuture().join();
        var row = pool.query("SELECT name, name_mn, aspect, scope, sensitive FROM department WHERE code = 'ceshi'").execute()
            .toCompletionStage().toCompletableFuture().join().iterator().next();
        assertThat(row.getString("name")).isEqualTo(department.name());
        assertThat(row.getString("name_mn")).isEqualTo(department.nameMn());
        assertThat(row.getString("aspect")).isEqualTo(department.aspect());
        assertThat(row.getString("scope")).isEqualTo(department.scope());
        assertThat(row.getBoolean("sensitive")).isEqualTo(department.sensitive());
      }
    } finally {
      sql("DELETE FROM department WHERE code = $1", "ceshi");
    }
  }

  /** Whose matters are private unless the asker says otherwise. */
  @Test
  void whatIsAskedOfTheseDepartmentsIsPrivate() throws Exception {
    Departments departments = Departments.read(hub.vertx()).toCompletionStage().toCompletableFuture().get();
    for (String name : List.of("卫生", "医保", "司法", "公安", "妇联", "民政", "残联", "信访", "退役军人")) {
      assertThat(departments.all().stream().filter(department -> department.name().equals(name)))
          .as(name).hasSize(1).allMatch(Department::sensitive);
    }
    assertThat(departments.isSensitive("keji")).isFalse();
  }

  @Test
  void nobodyAsksAtAFairThatIsNotOpen() {
    Person villager = hub.person().arrive(fair);
    Instant now = Instant.now();
    for (var change : List.of(Map.of("startsAt", now.plus(Duration.ofHours(1)).toString()),
        Map.of("startsAt", now.minus(Duration.ofHours(2)).toString(), "endsAt", now.minus(Duration.ofHours(1)).toString()),
        Map.of("endsAt", now.plus(Duration.ofHours(1)).toString(), "state", "closed"))) {
      hub.organizer().patch("/api/fairs/" + fair, change).mustBe(200);
      villager.ask(fair, "现在能问吗").mustBe(409);
    }
    hub.organizer().patch("/api/fairs/" + fair, Map.of("state", "open")).mustBe(200);
    villager.ask(fair, "现在能问了").mustBe(201);
  }

  private List<String> departments(String code) {
    return hub.person().get("/api/fairs/" + code).json().getJsonArray("departments").stream()
        .map(department -> ((JsonObject) department).getString("code")).toList();
  }
}
