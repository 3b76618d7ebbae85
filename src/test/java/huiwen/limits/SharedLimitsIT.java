package huiwen.limits;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.config.Settings;
import huiwen.support.HubProcess;
import huiwen.support.TwoBuses;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever is turned away at one of two nodes gets nothing more at the other. */
class SharedLimitsIT {

  private static final String FAIR = "demo";
  private static final int BURST = 5;
  private static final Visitor ASKER = Visitor.of("192.0.2.1", "a", false);
  private static final Visitor OTHER = Visitor.of("192.0.2.1", "b", false);

  /** It stands still: what was spent does not come back while a slow machine tells of it. */
  private static final TimeMeter CLOCK = new TimeMeter() {
    @Override
    public long currentTimeNanos() {
      return 0;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  };

  private static TwoBuses buses;

  private Limiter here;
  private Limiter there;

  @BeforeAll
  static void join() throws Exception {
    buses = new TwoBuses().awaitEachOther();
  }

  @AfterAll
  static void leave() throws Exception {
    buses.close();
  }

  @BeforeEach
  void share() {
    var settings = new Settings.Limits(true, BURST, 10, 30, 1_200);
    here = new Limiter(settings, new SimpleMeterRegistry(), CLOCK).share(buses.one);
    there = new Limiter(settings, new SimpleMeterRegistry(), CLOCK).share(buses.other);
  }

  private static boolean asks(Limiter limiter, Visitor who) {
    return limiter.refuse(Kind.QUESTION, who, FAIR) == null;
  }

  private static int asksUntilRefused(Limiter limiter) {
    int asked = 0;
    while (asks(limiter, ASKER)) {
      asked++;
    }
    return asked;
  }

  @Test
  void whatWasAskedAtOneIsCountedAtTheOther() {
    assertThat(asksUntilRefused(here)).isEqualTo(BURST);
    // each try that is let in is given back: it takes nothing of what is waited for
    HubProcess.until("the other to know", TwoBuses.SOON, () -> {
      boolean knows = !asks(there, ASKER);
      if (!knows) {
        there.giveBack(Kind.QUESTION, ASKER, FAIR);
      }
      return knows;
    });
    assertThat(asks(there, OTHER)).as("another one is not kept waiting").isTrue();
    here.giveBack(Kind.QUESTION, ASKER, FAIR);
    HubProcess.until("what was given back at one to be there at the other", TwoBuses.SOON, () -> asks(there, ASKER));
  }

  @Test
  void guessesOfThePasswordAreTheSameFewHoweverManyNodesThereAre() {
    var guesser = Visitor.of("192.0.2.9", null, false);
    int guessed = 0;
    while (here.refuse(Kind.PASSWORD, guesser, null) == null) {
      guessed++;
    }
    assertThat(guessed).isEqualTo(30);
    HubProcess.until("the other to know", TwoBuses.SOON, () -> {
      boolean knows = there.refuse(Kind.PASSWORD, guesser, null) != null;
      if (!knows) {
        there.giveBack(Kind.PASSWORD, guesser, null);
      }
      return knows;
    });
  }

  @Test
  void whatProtectsANodesOwnProcessorsIsCountedThere() {
    while (here.refuse(Kind.READ, ASKER, null) == null) {
      // all that she has
    }
    assertThat(there.refuse(Kind.READ, ASKER, null)).isNull();
  }
}
