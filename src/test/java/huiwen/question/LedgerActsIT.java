package huiwen.question;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.access.Caller;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.problem.Problem;
import huiwen.support.HubUnderTest;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a command is, beside the entries that it makes: done once, in time, about several questions, and of nobody. */
@ExtendWith(HubUnderTest.class)
class LedgerActsIT extends TwoLedgers {

  @Test
  void theSameKeyDoesOneThingOnceWhateverTheCommand() throws Exception {
    String id = await(ask(0, "key-ask-1", "再说一遍")).question().id();
    var reply = new Command.Reply(Caller.asker("asker"), fairId, id, "三亩", false, false, Attention.NONE);
    var key = new CommandKey("key-reply", "hash of the reply");
    var replies = new ArrayList<Future<Committed>>();
    for (int i = 0; i < 40; i++) {
      replies.add(ledgers.get(i % 2).submit(reply, key));
    }
    await(Future.all(replies));
    assertThat(rows("SELECT seq FROM entry WHERE fair_id = $1 AND kind = 'replied'")).hasSize(1);
    assertThat(problem(failure(ledgers.get(1).submit(reply, new CommandKey("key-reply", "another")))))
        .isEqualTo(Problem.Type.CONFLICT);
    // after the answer a reply puts the question back, but not the one that was taken before
    await(ledgers.get(0).submit(new Command.Answer(volunteer(1, fair), fairId, id, "答复", null, List.of())));
    assertThat(await(ledgers.get(1).submit(reply, key)).question().state()).isEqualTo(State.ANSWERED);
    assertThat(await(ledgers.get(1).submit(reply)).question().state()).isEqualTo(State.WAITING);
    assertJournalIsSound();
  }

  @Test
  void whatComesAfterItsDeadlineIsNotCarriedOut() throws Exception {
    var late = new Submission(ask("来晚了"), new CommandKey("key-late-1", "hash"), System.nanoTime() - 1);
    Future<Committed> refused = new Bus(nodes.get(0)).request(Address.LEDGER, late);
    assertThat(problem(failure(refused))).isEqualTo(Problem.Type.UNAVAILABLE);
    assertThat(rows("SELECT seq FROM entry WHERE fair_id = $1")).isEmpty();

    // a statement that the database comes to only after the deadline that it carries writes nothing
    var known = new Known();
    Pool pool = hub.pool(nodes.get(0));
    var slow = new Submission(ask("数据库停了一下"), new CommandKey("key-late-2", "hash"),
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300));
    var batch = new Batch(fairId, List.of(slow), known);
    await(pool.withTransaction(blocking -> blocking.preparedQuery("SELECT FROM fair WHERE id = $1 FOR UPDATE")
        .execute(Tuple.of(fairId))
        .compose(locked -> {
          Future<Optional<Batch.Outcome>> waiting = batch.ifUnchanged(pool, pool);
          return blocking.query("SELECT pg_sleep(0.6)").execute().map(waiting);
        })).compose(waiting -> waiting.transform(outcome -> {
          assertThat(outcome.succeeded() && outcome.result().isPresent()).isFalse();
          return Future.succeededFuture();
        })));
    assertThat(rows("SELECT seq FROM entry WHERE fair_id = $1")).isEmpty();
    assertThat(rows("SELECT key FROM command WHERE fair_id = $1")).isEmpty();
  }

  @Test
  void anExpiredClaimEndsAndARenewedOneDoesNot() throws Exception {
    String id = await(ask(0, "key-lease", "接了又走了")).question().id();
    Caller holder = volunteer(1, fair);
    await(ledgers.get(0).submit(new Command.Claim(holder, fairId, id)));
    var expired = new Command.GiveBack(Caller.system(), fairId, id, holder.id(), Release.EXPIRED);
    for (int node = 0; node < 2; node++) { // known here, and read under the lock there
      assertThat(await(ledgers.get(node).submit(expired)).question().state()).isEqualTo(State.CLAIMED);
    }
    rows("UPDATE lease SET expires_at = clock_timestamp() WHERE fair_id = $1");
    assertThat(await(ledgers.get(1).submit(expired)).question().state()).isEqualTo(State.WAITING);
    assertThat(rows("SELECT reason FROM entry WHERE fair_id = $1 AND kind = 'released'"))
        .singleElement().satisfies(row -> assertThat(row.getString("reason")).isEqualTo("expired"));
    assertJournalIsSound();
  }

  @Test
  void oneAnswerToSeveralIsOneActWithAnEntryEach() throws Exception {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      ids.add(await(ask(0, "key-several-" + i, "都问这个" + i)).question().id());
    }
    await(ledgers.get(0).submit(new Command.Withdraw(Caller.asker("asker"), fairId, ids.get(4))));
    Committed answered = await(ledgers.get(1).submit(new Command.Answer(volunteer(1, fair), fairId, ids.get(0), "一样答",
        null, List.of(), List.of(), ids.subList(1, 5)), new CommandKey("key-answer", "hash")));
    assertThat(answered.refused()).isEqualTo(java.util.Map.of(ids.get(4), Refusal.NOT_OPEN));
    assertThat(rows("SELECT at, seq FROM entry WHERE fair_id = $1 AND kind = 'answered' ORDER BY seq"))
        .hasSize(4).extracting(row -> row.getOffsetDateTime("at")).containsOnly(
            rows("SELECT max(at) AS at FROM entry WHERE fair_id = $1").get(0).getOffsetDateTime("at"));
    assertJournalIsSound();
  }

  @Test
  void whoAskedIsNotInTheJournal() throws Exception {
    await(ledgers.get(0).submit(new Command.Ask(Caller.asker("cookie-hash"), fairId, fair, "问", "zh-Hans", "新村",
        Routing.to("keji", Routing.BY_ASKER), "科技", Privacy.asked(null, false, false), Attention.NONE, "张三丰",
        "13800138000", List.of(), null), new CommandKey("the-secret-key", "the-body-hash")));
    String journal = rows("SELECT e::text AS all FROM entry e WHERE fair_id = $1").get(0).getString("all");
    assertThat(journal).doesNotContain("cookie-hash", "张三丰", "13800138000", "the-secret-key", "the-body-hash", "fair_id");
    Entry entry = await(new Journal(hub.pool(nodes.get(0))).page(fairId, 0, 1, 1)).entries().get(0);
    assertThat(entry.question().person().name()).isEqualTo("张三丰");
    assertThat(entry.question().person().code()).matches("[2-9a-z]{8}");
    rows("DELETE FROM person WHERE fair_id = $1");
    assertThat(await(new Journal(hub.pool(nodes.get(0))).page(fairId, 0, 1, 1)).entries().get(0).question().person())
        .isEqualTo(Person.FORGOTTEN);
  }

  /** All followers of a node hear at once of what another has written. */
  @Test
  void whoAsksForTheSameEntriesAtOnceIsGivenTheSame() throws Exception {
    await(ledgers.get(0).submit(new Command.Ask(Caller.asker("asker"), fairId, fair, "问", "zh-Hans", "新村",
        Routing.to("keji", Routing.BY_ASKER), "科技", Privacy.asked(null, false, false), Attention.NONE, null, null, List.of(), null),
        new CommandKey("key-of-one", "hash")));
    var journal = new Journal(hub.pool(nodes.get(0)));
    Future<Page> first = journal.page(fairId, 0, 1, 10);
    Future<Page> second = journal.page(fairId, 0, 1, 10);
    assertThat(await(second)).isSameAs(await(first));
    assertThat(await(first).entries()).hasSize(1);
    assertThat(await(journal.page(fairId, 0, 1, 10))).as("who asks later reads anew").isNotSameAs(first.result());
  }
}
