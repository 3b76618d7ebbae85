package huiwen.background;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundWorkerTest {

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final BackgroundWorker worker = new BackgroundWorker(vertx, "background");

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void whatItHasIsDoneBeforeItEndsAndWhatComesLaterIsNot() throws Exception {
    var go = new CountDownLatch(1);
    Future<?> first = there(() -> worker.run(() -> {
      go.await();
      return done.add("first");
    }));
    Future<?> second = there(() -> worker.run(() -> done.add("second")));
    Future<?> ended = there(() -> worker.endAfter(() -> done.add("last")));
    Future<?> late = there(() -> worker.run(() -> done.add("late")));
    assertThat(failure(late)).isInstanceOf(CancellationException.class);
    assertThat(done).isEmpty();
    go.countDown();
    await(ended);
    assertThat(first.succeeded() && second.succeeded()).isTrue();
    assertThat(done).containsExactly("first", "second", "last");
    assertThat(worker.isEnding()).isTrue();
  }

  @Test
  void afterATaskThatFailsTheNextIsDone() throws Exception {
    Future<?> failing = there(() -> worker.run(() -> {
      throw new IllegalStateException("as it should");
    }));
    assertThat(failure(failing)).hasMessage("as it should");
    await(there(() -> worker.run(() -> done.add("next"))));
    assertThat(done).containsExactly("next");
  }

  @Test
  void whatItIsAtIsNotWaitedFor() throws Exception {
    var never = new CountDownLatch(1);
    there(() -> worker.run(() -> {
      never.await();
      return null;
    }));
    await(there(worker::end));
    assertThat(never.getCount()).isOne();
  }

  @Test
  void whatDoesNotNoticeThatItIsToEndIsNotWaitedForEither() throws Exception {
    var began = new CountDownLatch(1);
    var mayEnd = new AtomicBoolean();
    there(() -> worker.run(() -> {
      assertThat(Thread.currentThread().isDaemon()).isTrue();
      began.countDown();
      while (!mayEnd.get()) {
        Thread.onSpinWait();
      }
      return done.add("ended at last");
    }));
    assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();
    await(there(worker::end));
    await(vertx.close());
    assertThat(done).isEmpty();
    mayEnd.set(true);
  }

  private <T> Future<T> there(Supplier<Future<T>> call) {
    Promise<T> answer = Promise.promise();
    context.runOnContext(here -> call.get().onComplete(answer));
    return answer.future();
  }

  private static Throwable failure(Future<?> future) throws Exception {
    return await(future.<Throwable>transform(answer -> Future.succeededFuture(answer.cause())));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
