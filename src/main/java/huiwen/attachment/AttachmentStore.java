package huiwen.attachment;

import huiwen.access.Caller;
import huiwen.access.Tokens;
import huiwen.fair.Fair;
import huiwen.fair.FairState;
import huiwen.limits.Bounds;
import huiwen.problem.Problem;
import huiwen.question.Attachment;
import huiwen.question.Message;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Where pictures and sounds are kept, and with what they go. */
public final class AttachmentStore {

  private static final Problem NOT_THERE = Problem.invalid("attachments", "field.attachments");

  /**
   * Who sends one.
   *
   * @param asker who asks from this phone, or null
   * @param session who is signed in at this fair, or null
   */
  record Sender(int fairId, String asker, String session) {
  }

  /** With which entry of which question one goes. @param message that the entry has brought; null for the asking itself */
  record Use(String questionId, Message message) {
  }

  /** One that is kept. @param uses none where it goes with nothing yet */
  record Kept(Attachment attachment, Sender by, List<Use> uses) {
  }

  private final Pool pool;

  public AttachmentStore(Pool pool) {
    this.pool = pool;
  }

  /** What a fair is by now for an asker: who has asked something at it may say more when it is over. */
  Future<FairState> stateFor(int fairId, String asker) {
    return pool.preparedQuery("""
            SELECT state, starts_at, ends_at, now() AS now, EXISTS (
              SELECT FROM person WHERE fair_id = $1 AND asker = $2) AS has_asked FROM fair WHERE id = $1""")
        .execute(Tuple.of(fairId, asker)).map(rows -> {
          Row row = rows.iterator().next();
          return row.getBoolean("has_asked") ? FairState.OPEN : Fair.stateAt(row.getString("state"),
              instant(row, "starts_at"), instant(row, "ends_at"), instant(row, "now"));
        });
  }

  private static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  /**
   * Keeps it for some days, and for as long as something has it that it goes with.
   *
   * @param key under which it was sent, or null: sent again, it is the same
   * @param sentHash of what was sent
   * @return fails with 413 where its sender, or the fair, has too much already, with 409 where the key was another's
   */
  Future<Attachment> keep(Sender by, String key, String sentHash, Media media) {
    String id = Tokens.random();
    return pool.preparedQuery("""
            INSERT INTO attachment (id, fair_id, asker, session, type, content, key, sent_hash, kept_until)
            SELECT $1, $2::int, $3::text, $4::text, $5, $6::bytea, $7, $8, now() + $9::int * interval '1 second'
            WHERE octet_length($6) + (SELECT coalesce(sum(bytes), 0) FROM attachment
                WHERE fair_id = $2 AND coalesce(session, asker) = coalesce($4, $3)) <= $10::bigint
              AND octet_length($6) + (SELECT coalesce(sum(bytes), 0) FROM attachment WHERE fair_id = $2) <= $11::bigint
            ON CONFLICT DO NOTHING RETURNING id""")
        .execute(Tuple.of(id, by.fairId, by.asker, by.session, media.type(), Buffer.buffer(media.bytes()), key, sentHash,
            (int) Bounds.UNATTACHED_KEPT.toSeconds()).addLong(Bounds.KEPT_OF_ONE_BYTES).addLong(Bounds.KEPT_OF_FAIR_BYTES))
        .compose(rows -> rows.size() == 1
            ? Future.succeededFuture(new Attachment(id, media.type(), media.bytes().length)) : sentBefore(by, key, sentHash));
  }

  private Future<Attachment> sentBefore(Sender by, String key, String sentHash) {
    return pool.preparedQuery("""
            SELECT id, type, bytes, sent_hash FROM attachment
            WHERE fair_id = $1 AND coalesce(session, asker) = coalesce($3::text, $2::text) AND key = $4""")
        .execute(Tuple.of(by.fairId, by.asker, by.session, key))
        .map(rows -> {
          if (rows.size() == 0) {
            throw Problem.of(Problem.Type.TOO_LARGE, "attachment.full");
          }
          Row row = rows.iterator().next();
          if (!row.getString("sent_hash").equals(sentHash)) {
            throw Problem.conflict("conflict.other-body");
          }
          return attachment(row);
        });
  }

  /**
   * Those that this caller has sent to this fair, in this order: they are kept for an hour more at least, in which the command comes
   * that they go with.
   *
   * @return fails with 422 where one is not there or not hers, or where there are too many of a kind
   */
  public Future<List<Attachment>> sentBy(Caller by, int fairId, List<String> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return pool.preparedQuery("""
            UPDATE attachment SET kept_until = greatest(kept_until, now() + interval '1 hour')
            WHERE fair_id = $1 AND id = ANY ($3::text[]) AND (asker = $2 OR session = $2) RETURNING id, type, bytes""")
        .execute(Tuple.tuple().addInteger(fairId).addString(by.id()).addArrayOfString(ids.toArray(String[]::new)))
        .map(rows -> {
          Map<String, Attachment> found = stream(rows).map(AttachmentStore::attachment)
              .collect(Collectors.toMap(Attachment::id, one -> one));
          if (!found.keySet().containsAll(ids)) {
            throw NOT_THERE;
          }
          long sounds = found.values().stream().filter(Attachment::isSound).count();
          if (sounds > Bounds.SOUNDS || found.size() - sounds > Bounds.PICTURES) {
            throw Problem.invalid("attachments", "field.attachments-many", Bounds.PICTURES, Bounds.SOUNDS);
          }
          return ids.stream().distinct().map(found::get).toList();
        });
  }

  /** The same for what goes to a villager: every phone must play it. */
  public Future<List<Attachment>> forVillager(Caller by, int fairId, List<String> ids) {
    return sentBy(by, fairId, ids).map(attachments -> {
      if (!attachments.stream().allMatch(Attachment::isForEveryPhone)) {
        throw Problem.invalid("attachments", "attachment.opus");
      }
      return attachments;
    });
  }

  /** Fails with 404 where there is none. */
  Future<Kept> find(String id) {
    return pool.preparedQuery("""
            SELECT a.id, a.type, a.bytes, a.fair_id, a.asker, a.session, u.question_id, u.seq, e.message
            FROM attachment a LEFT JOIN attached u ON u.attachment_id = a.id
            LEFT JOIN entry e ON e.fair_id = a.fair_id AND e.seq = u.seq WHERE a.id = $1""")
        .execute(Tuple.of(id))
        .map(rows -> {
          if (rows.size() == 0) {
            throw Problem.notFound();
          }
          Row first = rows.iterator().next();
          return new Kept(attachment(first),
              new Sender(first.getInteger("fair_id"), first.getString("asker"), first.getString("session")),
              stream(rows).filter(row -> row.getString("question_id") != null).map(AttachmentStore::use).toList());
        });
  }

  /** So many of its bytes, from this one on. */
  Future<Buffer> read(String id, int from, int many) {
    return pool.preparedQuery("SELECT substring(content FROM $2::int FOR $3::int) AS part FROM attachment WHERE id = $1")
        .execute(Tuple.of(id, from + 1, many))
        .map(rows -> {
          if (rows.size() == 0) {
            throw Problem.notFound(); // it was erased meanwhile
          }
          return rows.iterator().next().getBuffer("part");
        });
  }

  /** Drops what was sent and goes with nothing; brings how many. What goes with something is not looked at again. */
  Future<Integer> dropUnattached() {
    return pool.query("""
            WITH used AS (UPDATE attachment a SET kept_until = 'infinity'
              WHERE kept_until < now() AND EXISTS (SELECT FROM attached WHERE attachment_id = a.id))
            DELETE FROM attachment a
            WHERE kept_until < now() AND NOT EXISTS (SELECT FROM attached WHERE attachment_id = a.id)""")
        .execute().map(RowSet::rowCount);
  }

  private static Use use(Row row) {
    JsonObject message = row.getJsonObject("message");
    return new Use(row.getString("question_id"), message == null ? null : Message.of(row.getLong("seq"), message));
  }

  private static Attachment attachment(Row row) {
    return new Attachment(row.getString("id"), row.getString("type"), row.getInteger("bytes"));
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
