package huiwen.question;

import io.vertx.core.json.JsonObject;

/**
 * Who asked, as far as she said. It stands beside the question and never in the journal, so that it can be deleted while what
 * was asked and answered is kept.
 *
 * @param asker number of the asker: of a phone's cookie, or one that the hub made for somebody without a phone
 * @param name or null
 * @param phone or null
 * @param code of {@link TicketCode}: with it the question is reached from any phone; null for questions of before there were codes
 */
public record Person(String asker, String name, String phone, String code) {

  /** Whose data has been deleted, or nobody. */
  static final Person FORGOTTEN = new Person("", null, null, null);

  static Person of(JsonObject row) {
    String asker = row.getString("asker");
    return asker == null ? FORGOTTEN
        : new Person(asker, row.getString("name"), row.getString("phone"), row.getString("code"));
  }
}
