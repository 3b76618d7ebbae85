package huiwen.support;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Villagers who ask, volunteers who claim and answer, and a board that follows, all at once, against a hub that may go
 * away at any moment: each tries the same again, as the pages do, until the hub has said yes or no.
 */
public final class Crowd implements AutoCloseable {

  private static final int VILLAGERS = 6;
  private static final int VOLUNTEERS = 4;
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(20);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
  private static final Duration GIVES_UP_AFTER = Duration.ofSeconds(120);

  private final Person organizer;
  private final String fair;
  private final Checker checker;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> asking = new ArrayList<>();
  private final List<Future<?>> answering = new ArrayList<>();
  private final Watch watch;
  private volatile boolean open = true;

  /** @param organizer signed in; @param fair open, with the department {@code keji} */
  public Crowd(Person organizer, String fair, Checker checker) {
    this.organizer = organizer;
    this.fair = fair;
    this.checker = checker;
    String invite = organizer.put("/api/fairs/" + fair + "/desks/keji", Map.of()).mustBe(200).json()
        .getString("invite");
    for (int i = 0; i < VILLAGERS; i++) {
      Person villager = new Person(organizer.hub()).arrive(fair);
      asking.add(threads.submit(() -> askOn(villager)));
    }
    for (int i = 0; i < VOLUNTEERS; i++) {
      String name = "志愿者" + i;
      Person volunteer = new Person(organizer.hub()).join(invite, name);
      answering.add(threads.submit(() -> answerOn(volunteer, name)));
    }
    watch = new Watch(organizer, fair, checker);
  }

  /** All of them do it at once; returns when each has done it. */
  public static void together(List<Person> people, Consumer<Person> act) {
    ExecutorService threads = Executors.newFixedThreadPool(people.size());
    try {
      for (Future<?> done : people.stream().map(person -> threads.submit(() -> act.accept(person))).toList()) {
        done.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void askOn(Person villager) {
    for (int i = 0; open; i++) {
      String key = Person.newKey();
      String text = "问题" + i + "，" + key.replaceAll("\\d", "x"); // a long number would be held
      Person.Reply reply = untilSaid(() ->
          villager.ask(fair, key, Map.of("text", text, "department", "keji")));
      checker.asked(key, text, reply.json().getString("id"));
      LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
    }
  }

  private void answerOn(Person volunteer, String name) {
    while (open) {
      var waiting = untilSaid(() -> volunteer.get("/api/fairs/" + fair + "/desks/keji/questions?state=waiting"))
          .questions();
      for (int i = 0; i < Math.min(10, waiting.size()) && open; i++) {
        String id = waiting.getJsonObject(i).getString("id");
        if (untilSaid(() -> volunteer.act(id, "claim")).status() == 200
            && untilSaid(() -> volunteer.act(id, "answer", Map.of("text", "答复"))).status() == 200) {
          checker.answered(id, name);
        }
      }
      LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
    }
  }

  private interface Try {
    Person.Reply once();
  }

  /** The hub's answer, once it gives one: a missing hub and a 503 are none. */
  private static Person.Reply untilSaid(Try attempt) {
    long end = System.nanoTime() + GIVES_UP_AFTER.toNanos();
    while (true) {
      try {
        Person.Reply reply = attempt.once();
        if (reply.status() < 300 || reply.status() == 409) {
          return reply;
        }
        if (reply.status() != 503) {
          throw new AssertionError(reply.status() + " " + reply.text());
        }
      } catch (UncheckedIOException gone) {
        // killed: it comes back
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("the hub did not come back");
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }

  /** Lets everybody finish what she has begun, and waits until the board has seen all of it. */
  public void finish() throws InterruptedException, ExecutionException {
    open = false;
    for (Future<?> one : asking) {
      one.get();
    }
    for (Future<?> one : answering) {
      one.get();
    }
    watch.seeAll();
    watch.close();
  }

  @Override
  public void close() {
    open = false;
    watch.close();
    threads.shutdownNow();
    try {
      threads.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
