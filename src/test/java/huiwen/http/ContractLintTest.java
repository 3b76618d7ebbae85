package huiwen.http;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.ApiDocument;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContractLintTest {

  private static final ApiDocument DOCUMENT = ApiDocument.read();

  @Test
  void theDocumentIsCleanUnderThePublicLintersRules() {
    assertThat(ContractLint.faults(DOCUMENT.root())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void whatIsWrongIsFound(String rule, Consumer<JsonObject> mistake) {
    JsonObject document = DOCUMENT.root().copy();
    mistake.accept(document);
    assertThat(ContractLint.faults(document)).anySatisfy(fault -> assertThat(fault).startsWith(rule + " at "));
  }

  private static Arguments where(String rule, Consumer<JsonObject> mistake) {
    return Arguments.of(rule, mistake);
  }

  private static JsonObject claim(JsonObject document) {
    return document.getJsonObject("paths").getJsonObject("/api/questions/{id}/claim").getJsonObject("post");
  }

  static Stream<Arguments> whatIsWrongIsFound() {
    return Stream.of(
        where("info-license", document -> document.getJsonObject("info").remove("license")),
        where("info-contact", document -> document.getJsonObject("info").remove("contact")),
        where("oas3-api-servers", document -> document.remove("servers")),
        where("tag-description", document -> document.getJsonArray("tags").getJsonObject(0).remove("description")),
        where("operation-tag-defined", document -> claim(document).put("tags", new JsonArray().add("other"))),
        where("operation-operationId-unique", document -> claim(document).put("operationId", "release")),
        where("operation-description", document -> claim(document).put("description", " ")),
        where("operation-summary", document -> claim(document).remove("summary")),
        where("security-defined", document -> claim(document).remove("security")),
        where("operation-security-defined", document -> claim(document).put("security",
            new JsonArray().add(new JsonObject().put("token", new JsonArray())))),
        where("x-roles-known", document -> claim(document).remove("x-roles")),
        where("x-roles-fit-security", document -> claim(document).put("x-roles", new JsonArray().add("anyone"))),
        where("x-roles-fit-401", document -> claim(document).getJsonObject("responses").remove("401")),
        where("operation-4xx-response", document -> claim(document).getJsonObject("responses").fieldNames()
            .stream().filter(status -> status.startsWith("4")).toList()
            .forEach(claim(document).getJsonObject("responses")::remove)),
        where("no-unresolved-refs", document -> claim(document).getJsonObject("responses").getJsonObject("200")
            .put("$ref", "#/components/responses/Nothing")),
        where("no-$ref-siblings", document -> claim(document).getJsonObject("responses").getJsonObject("200")
            .put("description", "the question")),
        where("no-unused-components", document -> document.getJsonObject("components").getJsonObject("schemas")
            .put("Unused", new JsonObject().put("type", "string"))),
        where("path-parameters-defined", document -> document.getJsonObject("paths")
            .getJsonObject("/api/questions/{id}/claim").remove("parameters")),
        where("no-identical-paths", document -> document.getJsonObject("paths")
            .put("/api/questions/{question}", new JsonObject())),
        where("no-ambiguous-paths", document -> document.getJsonObject("paths")
            .put("/api/{kind}/mine", new JsonObject())),
        where("duplicated-entry-in-enum", document -> document.getJsonObject("components").getJsonObject("schemas")
            .getJsonObject("State").getJsonArray("enum").add("held")));
  }
}
