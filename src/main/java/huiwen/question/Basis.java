package huiwen.question;

import io.vertx.core.json.JsonObject;

/**
 * What an answer stands on.
 *
 * @param document the policy's name or number, for instance 内医保发〔2025〕12 号
 * @param region where it holds, or null
 * @param until the day until which it holds, as 2026-12-31, or null
 */
public record Basis(String document, String region, String until) {

  JsonObject toJson() {
    JsonObject json = new JsonObject().put("document", document);
    if (region != null) {
      json.put("region", region);
    }
    return until == null ? json : json.put("until", until);
  }

  static Basis of(JsonObject json) {
    return json == null ? null : new Basis(json.getString("document"), json.getString("region"), json.getString("until"));
  }
}
