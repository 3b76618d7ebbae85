package huiwen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.config.Settings;
import huiwen.support.AtFair;
import huiwen.support.HubUnderTest;
import huiwen.support.Person;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has left a number and not seen her answer is told by a text message that somebody else sends: once, without a word of it. */
class UnseenWebhookIT extends AtFair {

  private final List<JsonObject> messages = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private HttpServer sender;
  private UnseenVerticle verticle;
  private String deployed;

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void open(HubUnderTest.Running running) {
    sender = await(running.vertx().createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
      messages.add(body.toJsonObject());
      request.response().setStatusCode(status).end();
    })).listen(0, "127.0.0.1"));
    verticle = new UnseenVerticle(running.pool(running.vertx()),
        new Settings.Unseen("http://127.0.0.1:" + sender.actualPort() + "/sms", 30), () -> "http://192.168.1.5:8080");
    deployed = await(running.vertx().deployVerticle(verticle));
  }

  @AfterEach
  void close() {
    await(hub.vertx().undeploy(deployed));
    await(sender.close());
  }

  private void sql(String statement, String question) {
    await(hub.pool(hub.vertx()).preparedQuery(statement).execute(Tuple.of(question)));
  }

  private String answeredAnHourAgo(Map<String, Object> asked) {
    String question = villager.ask(fair, Person.newKey(), asked).mustBe(201).json().getString("id");
    answer(question, "五月前后种");
    age(question);
    return question;
  }

  /** As if it had been answered an hour ago. */
  private void age(String question) {
    sql("""
        UPDATE question SET answer = answer || jsonb_build_object('at', to_char((now() - interval '1 hour') AT TIME ZONE 'UTC',
          'YYYY-MM-DD"T"HH24:MI:SS"Z"')) WHERE id = $1""", question);
  }

  private List<JsonObject> about(String question) {
    return messages.stream().filter(message -> message.getString("id").startsWith(question + "@")).toList();
  }

  @Test
  void whoHasNotSeenItIsToldOnceThatThereIsAnAnswerAndWhere() {
    String question = answeredAnHourAgo(Map.of("text", "葵花咋种", "department", "keji", "name", "老李", "phone", "13800138000"));
    await(verticle.look());
    await(verticle.look());
    JsonObject view = villager.get("/api/questions/" + question).mustBe(200).json();
    assertThat(about(question)).singleElement().satisfies(message -> {
      assertThat(message.getString("phone")).isEqualTo("13800138000");
      assertThat(message.getString("text")).contains("测试活动", view.getString("ticket"), "http://192.168.1.5:8080/t/" + view.getString("code"))
          .doesNotContain("葵花", "五月", "老李");
    });
  }

  @Test
  void whoHasSeenItLeftNoNumberWasJustAnsweredOrIsInDangerIsSentNothing() {
    String seen = answeredAnHourAgo(Map.of("text", "葵花咋种", "department", "keji", "phone", "13800138000"));
    villager.act(seen, "seen").mustBe(200);
    age(seen); // the ledger has written it anew
    String numberless = answeredAnHourAgo(Map.of("text", "玉米咋种", "department", "keji"));
    String urgent = answeredAnHourAgo(Map.of("text", "我男人打我，救命", "department", "keji", "phone", "13800138000"));
    String fresh = villager.ask(fair, Person.newKey(), Map.of("text", "土豆咋种", "department", "keji", "phone", "13800138000"))
        .mustBe(201).json().getString("id");
    answer(fresh, "四月");
    await(verticle.look());
    for (String question : List.of(seen, numberless, urgent, fresh)) {
      assertThat(about(question)).isEmpty();
    }
  }

  @Test
  void whatFailsIsTriedAgainLaterUnderTheSameNumber() {
    status = 503;
    String question = answeredAnHourAgo(Map.of("text", "葵花咋种", "department", "keji", "phone", "13800138000"));
    await(verticle.look());
    await(verticle.look()); // not at once
    assertThat(about(question)).hasSize(1);
    status = 200;
    sql("UPDATE unseen_told SET next_at = now() WHERE question_id = $1", question);
    await(verticle.look());
    assertThat(about(question)).hasSize(2);
    assertThat(about(question).get(0).getString("id")).isEqualTo(about(question).get(1).getString("id"));
    sql("UPDATE unseen_told SET next_at = now() WHERE question_id = $1", question);
    await(verticle.look());
    assertThat(about(question)).hasSize(2);
  }
}
