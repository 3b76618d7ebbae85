package huiwen.live;

import huiwen.limits.Gate;
import huiwen.question.Entry;
import huiwen.question.Journal;
import huiwen.question.Page;
import huiwen.question.Question;
import huiwen.question.Queues;
import huiwen.question.Snapshot;
import huiwen.question.State;
import huiwen.question.View;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings a socket that joins up to date: what it missed from the ring, or from the journal where that is further
 * back, or a snapshot where it is new or was away too long.
 */
final class Replay {

  /** Entries that are replayed; who missed more is quicker served with a snapshot. */
  private static final int MOST_REPLAYED = 1_000;
  /** Entries that are read and sent in one go. */
  private static final int PAGE = 50;

  private final Journal journal;
  private final Gate reads;

  /** @param reads by which those that read from the database wait for each other */
  Replay(Journal journal, Gate reads) {
    this.journal = journal;
    this.reads = reads;
  }

  /** @param since number of the newest entry that the client has; null = none */
  Future<Void> join(LiveClient client, FairStream stream, int fairId, Interest interest, Long since, int join) {
    long head = stream.ring().last();
    if (since == null || since < 0 || head - since > MOST_REPLAYED) {
      return snapshot(client, stream, fairId, interest, join);
    }
    if (since > head) {
      return fromAhead(client, stream, fairId, interest, since, join);
    }
    if (stream.ring().reachesBackTo(since)) {
      client.follow(stream, interest, since, true);
      return Future.succeededFuture();
    }
    return fromJournal(client, stream, fairId, interest, since, join);
  }

  /** A page of entries after the other, so that nobody else waits while a thousand are read and written out. */
  private Future<Void> fromJournal(LiveClient client, FairStream stream, int fairId, Interest interest,
      long since, int join) {
    return reads.pass(() -> journal.page(fairId, since, stream.ring().last(), PAGE)).compose(page -> now(page).compose(now -> {
      if (!client.isStillJoining(join)) {
        return Future.succeededFuture();
      }
      for (Entry entry : page.entries()) {
        Question question = now.get(entry.question().id());
        Frame frame = question == null ? null
            : new Audience(entry, question, stream.queues().ahead(question)).frameFor(interest);
        if (frame != null) {
          client.send(frame);
        }
      }
      if (stream.ring().reachesBackTo(page.upTo())) {
        client.follow(stream, interest, page.upTo(), true);
        return Future.succeededFuture();
      }
      return page.upTo() == since
          ? snapshot(client, stream, fairId, interest, join)
          : client.whenDrained()
              .compose(drained -> fromJournal(client, stream, fairId, interest, page.upTo(), join));
    }));
  }

  /** The questions of these entries as they are by now, which is what is shown of them. */
  private Future<Map<String, Question>> now(Page page) {
    return journal.now(page.entries().stream().map(entry -> entry.question().id()).distinct().toList())
        .map(questions -> questions.stream().collect(Collectors.toMap(Question::id, Function.identity())));
  }

  /** The client has seen more than this node has: the node lags behind another, or the number was made up. */
  private Future<Void> fromAhead(LiveClient client, FairStream stream, int fairId, Interest interest,
      long since, int join) {
    return journal.newestSeq(fairId).compose(newest -> {
      if (!client.isStillJoining(join)) {
        return Future.succeededFuture();
      }
      stream.catchUpTo(newest);
      if (since > newest) {
        return snapshot(client, stream, fairId, interest, join);
      }
      client.follow(stream, interest, since, true);
      return Future.succeededFuture();
    });
  }

  private Future<Void> snapshot(LiveClient client, FairStream stream, int fairId, Interest interest, int join) {
    return reads.pass(() -> read(fairId, interest))
        .compose(snapshot -> stream.reached(snapshot.seq()).compose(reached -> {
          if (!client.isStillJoining(join)) {
            return Future.succeededFuture();
          }
          if (!stream.ring().reachesBackTo(snapshot.seq())) {
            return snapshot(client, stream, fairId, interest, join);
          }
          if (interest.as() == Interest.As.ASKER) {
            client.sendSnapshot(stream.joinedFor(interest.who().id(), snapshot));
            client.follow(stream, interest, stream.ring().last(), false);
          } else {
            client.sendSnapshot(Frame.of(snapshotFrame(snapshot, stream, interest)));
            client.follow(stream, interest, snapshot.seq(), false);
          }
          return Future.succeededFuture();
        }));
  }

  private Future<Snapshot> read(int fairId, Interest interest) {
    return switch (interest.as()) {
      case ASKER -> journal.snapshots().ofAsker(fairId, interest.who().id());
      case DESK -> interest.isExperts() ? journal.snapshots().forExpert(fairId, interest.who().id())
          : journal.snapshots().forDesk(fairId, List.copyOf(interest.departments()));
      case BOARD -> journal.snapshots().forBoard(fairId);
      case SCREEN -> journal.snapshots().forScreen(fairId);
    };
  }

  /** A desk is told, in addition, how many more wait at it than it is given. */
  private static JsonObject snapshotFrame(Snapshot snapshot, FairStream stream, Interest interest) {
    Queues queues = stream.queues();
    var questions = new JsonArray();
    Map<String, Integer> more = new TreeMap<>();
    if (!interest.isExperts()) {
      interest.departments().forEach(code -> more.put(code, queues.length(code)));
    }
    for (Question question : snapshot.questions()) {
      View view = interest.sees(question);
      if (view != null) {
        questions.add(view.of(question, queues.ahead(question)));
      }
      if (question.state() == State.WAITING) {
        more.computeIfPresent(question.department(), (code, waiting) -> waiting - 1);
      }
    }
    JsonObject frame = stream.joined(snapshot.seq()).put("questions", questions);
    more.values().removeIf(waiting -> waiting <= 0);
    return more.isEmpty() ? frame : frame.put("more", new JsonObject(new LinkedHashMap<>(more)));
  }
}
