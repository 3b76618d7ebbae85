package huiwen.live;

import huiwen.bus.Bus;
import huiwen.fair.Fair;
import huiwen.fair.Words;
import huiwen.question.Followers;
import huiwen.question.Journal;
import huiwen.question.PerFair;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** The streams of the fairs that are followed on one event loop: opened for the first who joins, ended after the last. */
final class Streams {

  /** A stream outlives its last reader by so long: who comes back from a dead spot finds it as it was. */
  private static final Duration LINGER = Duration.ofMinutes(3);

  private final Bus bus;
  private final Journal journal;
  private final Followers followers;
  private final Words words;
  private final String source = UUID.randomUUID().toString();
  private final PerFair<FairStream> streams =
      new PerFair<>(FairStream::isRead, FairStream::close, LINGER, System::nanoTime);

  Streams(Vertx vertx, Bus bus, Journal journal, Words words) {
    this.words = words;
    this.bus = bus;
    this.journal = journal;
    this.followers = new Followers(vertx, bus, journal);
  }

  /** Does something with the stream of this fair, which stays open until that is done. */
  Future<Void> with(Fair fair, Function<FairStream, Future<Void>> use) {
    endIfOutdated(fair);
    return streams.with(fair.id(), () -> FairStream.open(source, fair, bus, journal, followers, words), use);
  }

  /** Where the fair has another journal by now, whoever follows the old one is sent away, and comes back to the new one. */
  void endIfOutdated(Fair fair) {
    FairStream stream = streams.get(fair.id());
    if (stream != null && !stream.isOf(fair.epoch())) {
      stream.clients().forEach(Streams::sendAway);
      streams.close(fair.id());
    }
  }

  /** Each at its own moment, so that they do not come back as one. */
  static void sendAway(LiveClient client) {
    client.sendAway(500 + ThreadLocalRandom.current().nextInt(2_500));
  }

  /** Says again who is connected, and ends what nobody follows any more. */
  void look() {
    streams.closeUnread();
    tellOnline(true);
    streams.all().forEach(stream -> stream.lookAtWords(false));
  }

  /** At this fair something else is said to all who wait. */
  void lookAtWords(int fairId) {
    FairStream stream = streams.get(fairId);
    if (stream != null) {
      stream.lookAtWords(true);
    }
  }

  /** A holder is asked for her question, at each of her pages. */
  void tellHolder(int fairId, String holder, Frame frame) {
    FairStream stream = streams.get(fairId);
    if (stream != null) {
      stream.clients().stream().filter(client -> client.interest().needsSession() && client.interest().who().id().equals(holder))
          .forEach(client -> client.tell(frame));
    }
  }

  void lookAtWords() {
    streams.all().forEach(stream -> stream.lookAtWords(true));
  }

  /** What is said until now ends now. */
  void endWords() {
    streams.all().forEach(FairStream::endWords);
  }

  void tellOnline(boolean again) {
    streams.all().forEach(stream -> stream.tellOnline(again));
  }

  void close() {
    streams.close();
    followers.close();
  }
}
