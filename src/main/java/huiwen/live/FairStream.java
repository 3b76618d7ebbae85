package huiwen.live;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.fair.Fair;
import huiwen.fair.Words;
import huiwen.question.Entry;
import huiwen.question.Follower;
import huiwen.question.Followers;
import huiwen.question.Journal;
import huiwen.question.Keeper;
import huiwen.question.Question;
import huiwen.question.Queues;
import huiwen.question.Seen;
import huiwen.question.Snapshot;
import huiwen.tally.Online;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One fair on one event loop: follows its entries and passes each to the sockets that it concerns, which it finds
 * by looking them up, not by asking every one.
 */
final class FairStream implements Keeper {

  private static final Logger log = LoggerFactory.getLogger(FairStream.class);

  /** Entries for sockets that come back: several minutes of a busy fair. */
  static final int RING_SIZE = 2_048;
  /** Published questions that a phone is given to begin with. */
  private static final int MOST_PUBLISHED = 50;

  private final String source;
  private final int fairId;
  private final String epoch;
  private final Bus bus;
  private final Journal journal;
  private final Followers followers;
  private final Follower follower;
  private final Words words;
  private final Said said = new Said();
  private final MessageConsumer<String> tallies;
  private final Map<String, Set<LiveClient>> askers = new HashMap<>();
  private final Map<String, Set<LiveClient>> desks = new HashMap<>();
  private final Set<LiveClient> boards = new LinkedHashSet<>();
  private final Set<LiveClient> screens = new LinkedHashSet<>();
  private final Set<LiveClient> clients = new LinkedHashSet<>();
  private final NavigableMap<Long, Promise<Void>> waiting = new TreeMap<>();
  private Queues queues;
  private Published published;
  private Ring ring;
  private String newestTally;
  private Frame newestTallyFrame;
  private boolean onlineMoved;

  private FairStream(String source, Fair fair, Bus bus, Journal journal, Followers followers, Words words) {
    this.source = source;
    this.fairId = fair.id();
    this.epoch = fair.epoch();
    this.bus = bus;
    this.journal = journal;
    this.followers = followers;
    this.words = words;
    this.follower = followers.follow(fairId, this);
    this.tallies = bus.hear(Address.tallies(fairId), this::sendTally);
  }

  /** Opens the stream: from then on it misses no entry. */
  static Future<FairStream> open(String source, Fair fair, Bus bus, Journal journal, Followers followers, Words words) {
    var stream = new FairStream(source, fair, bus, journal, followers, words);
    return stream.follower.start().compose(started -> words.recent(fair.id()).onSuccess(stream.said::take)).map(stream).onFailure(failure -> stream.close());
  }

  /**
   * Reads who waits where, and what is published, each of which passes over the entries that it knows. The ring goes on
   * where it was, so that those who follow miss nothing.
   */
  @Override
  public Future<Long> readAfresh(long after) {
    return journal.queues(fairId)
        .compose(waits -> journal.snapshots().ofPublished(fairId, MOST_PUBLISHED).map(newest -> {
          queues = waits;
          published = new Published(newest, MOST_PUBLISHED);
          if (ring == null) {
            ring = new Ring(RING_SIZE, waits.seq());
          }
          ring.passOver(after);
          tellReached();
          return ring.last();
        }));
  }

  /** Whether it follows this journal of the fair; a restored or imported one has another name, and its numbers mean other entries. */
  boolean isOf(String journalsName) {
    return epoch.equals(journalsName);
  }

  /** The frame that says up to which entry of which journal the client is up to date, and what is said now; to be completed. */
  JsonObject joined(long seq) {
    return new JsonObject().put("op", "joined").put("seq", seq).put("epoch", epoch).put("words", said.views());
  }

  boolean isRead() {
    return !clients.isEmpty();
  }

  void close() {
    waiting.values().forEach(promise -> promise.tryFail("the stream was closed"));
    followers.close(follower);
    tallies.unregister();
  }

  Ring ring() {
    return ring;
  }

  Queues queues() {
    return queues;
  }

  /** Completes when the stream has come to this entry, which somebody has seen in the journal. */
  Future<Void> reached(long seq) {
    if (seq <= ring.last()) {
      return Future.succeededFuture();
    }
    Future<Void> reached = waiting.computeIfAbsent(seq, number -> Promise.promise()).future();
    follower.catchUpTo(seq);
    return reached;
  }

  /**
   * The frame that an asker is given to begin with, as of the newest entry.
   *
   * @param hers what she has asked, read not longer ago than the ring reaches back
   */
  Frame joinedFor(String asker, Snapshot hers) {
    Map<String, Question> newest = new LinkedHashMap<>();
    hers.questions().forEach(question -> newest.put(question.id(), question));
    for (long seq = hers.seq() + 1; seq <= ring.last(); seq++) {
      Audience audience = ring.get(seq);
      if (audience != null && audience.entry().question().isAskedBy(asker)) {
        newest.put(audience.entry().question().id(), audience.entry().question());
      }
    }
    return published.joined(joined(ring.last()), newest.values().stream()
        .map(question -> new Seen(question, queues.ahead(question))).toList());
  }

  List<LiveClient> clients() {
    return new ArrayList<>(clients);
  }

  /** Looks for entries that the bus has lost, up to one that somebody has seen in the journal. */
  void catchUpTo(long newest) {
    follower.catchUpTo(newest);
  }

  void add(LiveClient client) {
    clients.add(client);
    Interest interest = client.interest();
    switch (interest.as()) {
      case ASKER -> askers.computeIfAbsent(interest.who().id(), id -> new HashSet<>(2)).add(client);
      case DESK -> interest.departments().forEach(code ->
          desks.computeIfAbsent(code, d -> new LinkedHashSet<>()).add(client));
      case BOARD -> boards.add(client);
      case SCREEN -> screens.add(client);
    }
    onlineMoved = true;
  }

  void remove(LiveClient client) {
    clients.remove(client);
    Interest interest = client.interest();
    switch (interest.as()) {
      case ASKER -> askers.computeIfPresent(interest.who().id(), (id, set) -> without(set, client));
      case DESK -> interest.departments().forEach(code ->
          desks.computeIfPresent(code, (d, set) -> without(set, client)));
      case BOARD -> boards.remove(client);
      case SCREEN -> screens.remove(client);
    }
    onlineMoved = true;
  }

  private static Set<LiveClient> without(Set<LiveClient> set, LiveClient client) {
    set.remove(client);
    return set.isEmpty() ? null : set;
  }

  @Override
  public void take(Entry entry) {
    queues.apply(entry);
    published.apply(entry);
    var audience = new Audience(entry, queues.ahead(entry.question()));
    ring.add(audience);
    for (LiveClient client : concerned(audience)) {
      offer(audience, client);
    }
    tellReached();
  }

  /** What goes wrong for one is not to keep it from the others: she comes back, and is brought up to date. */
  private void offer(Audience audience, LiveClient client) {
    try {
      client.offer(audience);
    } catch (RuntimeException e) {
      log.error("entry {} of fair {} could not be sent", audience.entry().seq(), fairId, e);
      client.close(CloseCode.UNAVAILABLE);
    }
  }

  private void tellReached() {
    while (!waiting.isEmpty() && waiting.firstKey() <= ring.last()) {
      waiting.pollFirstEntry().getValue().complete();
    }
  }

  private List<LiveClient> concerned(Audience audience) {
    Entry entry = audience.entry();
    if (audience.reachesEverybody()) {
      return clients();
    }
    var concerned = new LinkedHashSet<>(boards);
    concerned.addAll(screens);
    concerned.addAll(askers.getOrDefault(entry.question().person().asker(), Set.of()));
    concerned.addAll(desks.getOrDefault(entry.question().department(), Set.of()));
    if (entry.from() != null) {
      concerned.addAll(desks.getOrDefault(entry.from().department(), Set.of()));
    }
    return new ArrayList<>(concerned);
  }

  private void sendTally(String tally) {
    Frame frame = tallyFrame(tally);
    boards.forEach(board -> board.sendIfReady(frame));
  }

  /** Encoded once, however many boards there are. */
  Frame tallyFrame(String tally) {
    if (!tally.equals(newestTally)) {
      newestTally = tally;
      newestTallyFrame = new Frame("{\"op\":\"tally\"," + tally.substring(1));
    }
    return newestTallyFrame;
  }

  /** Looks whether something else is said to all who wait. @param isTold whether it is known that there is */
  void lookAtWords(boolean isTold) {
    (isTold ? words.recentAnew(fairId) : words.recent(fairId)).onSuccess(now -> pass(said.take(now)))
        .onFailure(failure -> log.warn("what is said at fair {} could not be read: {}", fairId, failure.toString()));
  }

  void endWords() {
    pass(said.endThoseOver());
  }

  private void pass(List<Frame> frames) {
    frames.forEach(frame -> clients().forEach(client -> client.tell(frame)));
  }

  /** An asker's beat tells her in addition how many wait before her by now. */
  Frame beatFor(Interest interest) {
    var beat = new JsonObject().put("op", "beat").put("seq", ring.last()).put("epoch", epoch);
    if (interest.as() == Interest.As.ASKER) {
      Map<String, Integer> ahead = queues.aheadOf(interest.who().id());
      if (!ahead.isEmpty()) {
        var byQuestion = new JsonObject();
        ahead.forEach(byQuestion::put);
        beat.put("ahead", byQuestion);
      }
    }
    return Frame.of(beat);
  }

  /** Tells the tally who is connected, where that has changed or is to be said again. */
  void tellOnline(boolean again) {
    if (onlineMoved || again) {
      onlineMoved = false;
      var volunteers = new HashSet<String>();
      desks.values().forEach(set -> set.forEach(client -> volunteers.add(client.interest().who().id())));
      bus.tell(Address.ONLINE,
          new Online(source, fairId, askers.size(), volunteers, boards.size()).toJson());
    }
  }
}
