package huiwen.bus;

import static huiwen.support.TwoBuses.SOON;
import static huiwen.support.TwoBuses.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huiwen.support.HubProcess;
import huiwen.support.TwoBuses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What two nodes say to each other, on a real cluster of two in this process. */
class NodesIT {

  private static final int FAIRS = 40;
  private static final Owned<String, String> TEXTS = new Owned<>(text -> new JsonObject().put("text", text),
      json -> json.getString("text"), text -> new JsonObject().put("text", text), json -> json.getString("text"));

  private static TwoBuses buses;
  private static Vertx one;
  private static Vertx other;

  @BeforeAll
  static void join() throws Exception {
    buses = new TwoBuses().awaitEachOther();
    one = buses.one;
    other = buses.other;
  }

  @AfterAll
  static void leave() throws Exception {
    buses.close();
  }

  @Test
  void whatIsToldIsHeardOnBothOnceEach() throws Exception {
    var heard = new ConcurrentLinkedQueue<String>();
    await(new Bus(one).hear(Address.FAIR_CHANGED, heard::add).completion());
    await(new Bus(other).hear(Address.FAIR_CHANGED, heard::add).completion());
    new Bus(one).tell(Address.FAIR_CHANGED, "linhe");
    HubProcess.until("both to hear", SOON, () -> heard.size() == 2);
    new Bus(other).tell(Address.FAIR_CHANGED, "hangqi");
    HubProcess.until("both to hear", SOON, () -> heard.size() == 4);
    assertThat(heard).containsExactlyInAnyOrder("linhe", "linhe", "hangqi", "hangqi");
  }

  @Test
  void whatIsNotUnderstoodIsDroppedAndCounted() {
    long before = Nodes.of(other).dropped();
    for (JsonObject strange : List.of(
        new JsonObject().put("form", 1).put("from", "x").put("data", TwoBuses.DATA).put("topic", "of tomorrow").put("told", new JsonObject()),
        new JsonObject().put("form", 99).put("from", "x").put("data", TwoBuses.DATA).put("topic", "fair-changed").put("told", new JsonObject()),
        new JsonObject().put("form", 1).put("from", "x").put("data", TwoBuses.DATA).put("topic", "sessions-ended").put("told", new JsonObject().put("body", 7)),
        new JsonObject().put("form", 1).put("from", "x").put("data", "other").put("topic", "here").put("told", new JsonObject()),
        new JsonObject().put("from", "x"))) {
      one.eventBus().publish("told", strange);
    }
    HubProcess.until("all to be dropped", SOON, () -> Nodes.of(other).dropped() == before + 5);
  }

  @Test
  void whoWorksOnOtherDataIsNotOneOfThem() throws Exception {
    HubProcess.until("them to hear each other", SOON, () -> new Bus(one).others() == 1);
    assertThatThrownBy(() -> await(new Bus(one).meet("other data"))).hasMessageContaining("HUB_DATABASE_URL");
    await(new Bus(one).meet(TwoBuses.DATA));
    buses.awaitEachOther();
  }

  /** Each fair has one owner on whichever node is asked, and each node owns some. */
  @Test
  void allOfAFairGoesToOneNode() throws Exception {
    var doneAtOne = new ConcurrentLinkedQueue<String>();
    var doneAtOther = new ConcurrentLinkedQueue<String>();
    await(new Bus(one).serve("shared", TEXTS, text -> {
      doneAtOne.add(text);
      return Future.succeededFuture("one");
    }).completion());
    await(new Bus(other).serve("shared", TEXTS, text -> {
      doneAtOther.add(text);
      return Future.succeededFuture("other");
    }).completion());
    HubProcess.until("each to be asked by the other", SOON, () -> {
      doneAtOne.clear();
      doneAtOther.clear();
      for (int fair = 1; fair <= FAIRS; fair++) {
        try {
          String first = await(new Bus(one).owner("shared", fair, TEXTS, "fair " + fair));
          String second = await(new Bus(other).owner("shared", fair, TEXTS, "fair " + fair));
          if (!first.equals(second)) {
            return false; // the cluster does not know yet who listens
          }
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
      return true;
    });
    assertThat(doneAtOne).isNotEmpty();
    assertThat(doneAtOther).isNotEmpty();
    assertThat(doneAtOne).doesNotContainAnyElementsOf(doneAtOther);
  }

  @Test
  void whatTheOwnerFailsAtIsDoneHere() throws Exception {
    var fails = new AtomicBoolean();
    await(new Bus(one).<String, String>serve("failing", TEXTS, text -> fails.get()
        ? Future.failedFuture("as told") : Future.succeededFuture("one")).completion());
    await(new Bus(other).<String, String>serve("failing", TEXTS, text -> Future.succeededFuture("other")).completion());
    int ofOne = 1;
    while (!new Bus(one).isOwner(ofOne)) {
      ofOne++;
    }
    int fair = ofOne;
    HubProcess.until("it to go to its owner", SOON, () -> {
      try {
        return await(new Bus(other).owner("failing", fair, TEXTS, "x")).equals("one");
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    });
    fails.set(true);
    assertThat(await(new Bus(other).owner("failing", fair, TEXTS, "x"))).isEqualTo("other");
  }
}
