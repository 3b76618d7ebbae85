package huiwen.limits;

import static huiwen.limits.Rate.By.ADDRESS;
import static huiwen.limits.Rate.By.ASKER;
import static huiwen.limits.Rate.By.FAIR;
import static huiwen.limits.Rate.By.NEWCOMERS;
import static huiwen.limits.Rate.By.SESSION;
import static huiwen.limits.Rate.aMinute;
import static huiwen.limits.Rate.anHour;

import huiwen.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What can be asked of the hub, each with how often. What an address may is for a village that shares the venue's Wi-Fi. */
public enum Kind {

  /** A list, a question, a tally. */
  READ(aMinute(ASKER, 240, 240), aMinute(SESSION, 600, 600), aMinute(NEWCOMERS, 1_200, 600),
      aMinute(ADDRESS, 12_000, 12_000)),
  /** A new question; repeats, and what could not be stored, are not counted. By the asker and address as the settings say. */
  QUESTION(aMinute(NEWCOMERS, 300, 120), aMinute(FAIR, 3_000, 3_000)),
  /** A question that is typed in for somebody who has no phone: by who types, as neither a phone nor its asker is there. */
  TYPED(aMinute(SESSION, 10, 10), anHour(SESSION, 200), aMinute(NEWCOMERS, 60, 60), aMinute(ADDRESS, 300, 300), aMinute(FAIR, 3_000, 3_000)),
  /** Anything that an asker sends: a question or a repeat of it, a reply, a grade, a support. */
  SAY(aMinute(ASKER, 30, 60), anHour(ASKER, 240), aMinute(SESSION, 120, 240), aMinute(NEWCOMERS, 600, 240),
      aMinute(ADDRESS, 3_000, 3_000)),
  /** A search for answers: the dearest of all that is read. */
  SEARCH(aMinute(ASKER, 10, 30), aMinute(SESSION, 30, 120), aMinute(NEWCOMERS, 60, 60), aMinute(ADDRESS, 600, 600)),
  /** What a desk or the organizer does. */
  ACT(aMinute(SESSION, 120, 240), aMinute(NEWCOMERS, 120, 120), aMinute(ADDRESS, 6_000, 6_000)),
  /** A picture or a sound that is sent along. */
  UPLOAD(aMinute(ASKER, 8, 8), anHour(ASKER, 60), aMinute(SESSION, 30, 30), aMinute(NEWCOMERS, 120, 60), aMinute(ADDRESS, 600, 600)),
  /** A file that is sent in. */
  FILE(aMinute(SESSION, 20, 20), aMinute(NEWCOMERS, 20, 20), aMinute(ADDRESS, 60, 60)),
  /** Signing in: thirty desks come in at once, in the morning. */
  SIGN_IN(aMinute(ADDRESS, 300, 120)),
  /** A guess of the password. Who was seen before is not kept out by the guesses of those who were not. */
  PASSWORD(aMinute(ASKER, 10, 6), aMinute(SESSION, 10, 6), aMinute(NEWCOMERS, 30, 12), aMinute(ADDRESS, 60, 30)),
  /** A code of a ticket that is none: who has mistyped it tries again, who guesses does not get far. */
  TICKET(aMinute(ASKER, 10, 6), aMinute(SESSION, 10, 6), aMinute(NEWCOMERS, 20, 10), aMinute(ADDRESS, 60, 30)),
  /** A page or one of its files. */
  PAGE(aMinute(ADDRESS, 40_000, 40_000)),
  /** Joining a fair by a socket; after a restart of the hub all come back at once. */
  JOIN(aMinute(ASKER, 30, 60), aMinute(SESSION, 60, 120), aMinute(NEWCOMERS, 3_000, 1_200),
      aMinute(ADDRESS, 12_000, 6_000));

  private final List<Rate> rates;

  Kind(Rate... rates) {
    this.rates = List.of(rates);
  }

  /**
   * What a call of the contract counts as.
   *
   * @param changes whether it is to change something
   */
  public static Kind of(String operationId, boolean changes) {
    return switch (operationId) {
      case "ask", "reply", "support", "rate", "withdraw", "publish", "erase", "solve" -> SAY;
      case "seeAnswer" -> READ; // a page says it of what it was just sent
      case "findAnswers", "suggest" -> SEARCH;
      case "openSession" -> SIGN_IN;
      case "attach" -> UPLOAD;
      default -> changes ? ACT : READ;
    };
  }

  /**
   * Whether nodes count it together: where it keeps a desk from being flooded, or a password from being guessed. What the others
   * cost is a node's own processors.
   */
  boolean isShared() {
    return this == QUESTION || this == TYPED || this == SAY || this == SIGN_IN || this == PASSWORD || this == TICKET;
  }

  /** The rates, from the narrowest, with those that the settings say. */
  List<Rate> rates(Settings.Limits settings) {
    if (this != QUESTION) {
      return rates;
    }
    var all = new ArrayList<Rate>();
    all.add(new Rate(ASKER, settings.askBurst(), 1, Duration.ofSeconds(settings.askSeconds())));
    all.add(anHour(ASKER, settings.askHourly()));
    all.add(aMinute(ADDRESS, settings.addressPerMinute(), settings.addressPerMinute()));
    all.addAll(rates);
    return all;
  }
}
