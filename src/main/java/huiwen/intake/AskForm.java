package huiwen.intake;

import huiwen.access.Caller;
import huiwen.access.Tokens;
import huiwen.fair.Fair;
import huiwen.http.Api;
import huiwen.limits.Visitor;
import huiwen.question.CommandKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a villager has sent, before it is known where it goes.
 *
 * @param address network address from which it came
 * @param department the desk that she chose, or null
 * @param isPublic whether she wants it published, or null where she did not say
 * @param typist who types it in for somebody who has no phone; null = she does it herself
 * @param code that stands on her slip already, or null
 * @param key under which she sends it, or null
 */
record AskForm(Caller by, String address, Fair fair, CommandKey key, String text, String department, String village,
    String name, String phone, Boolean isPublic, List<String> attachments, Visitor typist, String code) {

  static AskForm of(Caller by, String address, Fair fair, String idempotencyKey, JsonObject body) {
    String department = Api.filled(body, "department");
    String village = Api.filled(body, "village");
    String name = Api.filled(body, "name");
    String phone = Api.filled(body, "phone");
    Boolean isPublic = body.getBoolean("public");
    List<String> attachments = body.getJsonArray("attachments", new JsonArray()).stream()
        .map(Object::toString).toList();
    String hash = Tokens.hash(new JsonArray()
        .add(body.getString("text")).add(department).add(village).add(name).add(phone).add(isPublic)
        .add(new JsonArray(attachments)).encode());
    return new AskForm(by, address, fair, idempotencyKey == null ? null : new CommandKey(idempotencyKey, hash),
        body.getString("text"), department, village, name, phone, isPublic, attachments, null, null);
  }

  /** The same, typed in by somebody else. */
  AskForm typedBy(Visitor other, String slip) {
    return new AskForm(by, address, fair, key, text, department, village, name, phone, isPublic, attachments, other, slip);
  }
}
