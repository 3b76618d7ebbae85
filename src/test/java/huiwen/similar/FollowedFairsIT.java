package huiwen.similar;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.bus.Bus;
import huiwen.fair.Fair;
import huiwen.fair.Fairs;
import huiwen.question.Journal;
import huiwen.similar.Backlog.Change;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which fairs the index of answers follows, on a real database. */
@ExtendWith(HubUnderTest.class)
class FollowedFairsIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final List<Integer> read = new CopyOnWriteArrayList<>();
  private final List<Integer> forgotten = new CopyOnWriteArrayList<>();
  private Fair fair;
  private Fairs fairs;
  private FollowedFairs followed;

  private final FollowedFairs.Index index = new FollowedFairs.Index() {
    @Override
    public void read(int number) {
      read.add(number);
    }

    @Override
    public void write(Change change) {
      // nothing happens in these fairs
    }

    @Override
    public void forget(int number) {
      forgotten.add(number);
    }

    @Override
    public boolean isEnding() {
      return false;
    }
  };

  @BeforeEach
  void open(HubUnderTest.Running hub) throws Exception {
    Bus.prepare(vertx);
    fairs = new Fairs(hub.pool(vertx), new Bus(vertx));
    fair = await(fairs.byCode(hub.newFair()));
  }

  private void follow(HubUnderTest.Running hub, Supplier<Future<List<Fair>>> open, Duration idleFor) throws Exception {
    followed = new FollowedFairs(vertx, new Bus(vertx), open, new Journal(hub.pool(vertx)), index, idleFor);
    there(followed::fill);
  }

  @AfterEach
  void close() throws Exception {
    there(followed::close);
    await(vertx.close());
  }

  private void there(Runnable call) throws Exception {
    await(Future.<Void>future(done -> context.runOnContext(here -> {
      call.run();
      done.complete();
    })));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void fairsThatCouldNotBeReadAreReadAgain(HubUnderTest.Running hub) throws Exception {
    var times = new AtomicInteger();
    follow(hub, () -> times.incrementAndGet() < 3 ? Future.failedFuture("the database is starting up")
        : Future.succeededFuture(List.of(fair)), Duration.ofMinutes(10));
    HubProcess.until("the fair to be read", SOON, () -> read.contains(fair.id()));
  }

  @Test
  void aFairThatTakesNoQuestionsIsFollowedWhileSomebodyLooksThereAndNoLonger(HubUnderTest.Running hub) throws Exception {
    follow(hub, () -> Future.succeededFuture(List.of()), Duration.ZERO);
    there(() -> followed.look(fair));
    HubProcess.until("the fair to be read", SOON, () -> read.contains(fair.id()));
    there(followed::look);
    HubProcess.until("the fair to be forgotten", SOON, () -> forgotten.contains(fair.id()));
    assertThat(followed.size()).isZero();
    there(() -> followed.look(fair));
    HubProcess.until("the fair to be read again", SOON, () -> read.size() == 2);
  }

  @Test
  void aFairThatTakesQuestionsIsFollowedWhetherSomebodyLooksThereOrNot(HubUnderTest.Running hub) throws Exception {
    follow(hub, () -> Future.succeededFuture(List.of(fair)), Duration.ZERO);
    there(followed::look);
    there(followed::look);
    assertThat(followed.size()).isOne();
    assertThat(forgotten).isEmpty();
  }
}
