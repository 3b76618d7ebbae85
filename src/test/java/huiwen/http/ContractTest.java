package huiwen.http;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.config.SettingsReader;
import huiwen.support.ApiDocument;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ContractTest {

  @Test
  void theDocumentIsValidAndTheHubReadsOfItWhatTheLibraryReads() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      OpenAPIContract valid = SettingsReader.readYaml(vertx, "openapi.yaml")
          .compose(document -> OpenAPIContract.from(vertx, readable(document)))
          .toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
      Contract read = Contract.read(vertx).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
      assertThat(read.operationIds())
          .containsExactlyInAnyOrderElementsOf(valid.operations().stream().map(Operation::getOperationId).toList());
      for (Operation expected : valid.operations()) {
        Contract.Operation operation = read.operation(expected.getOperationId());
        assertThat(operation.method()).isEqualTo(expected.getHttpMethod());
        assertThat(operation.path()).isEqualTo(expected.getAbsoluteOpenAPIPath().replaceAll("\\{(\\w+)}", ":$1"));
        assertThat(operation.parameters()).extracting(Contract.Parameter::name)
            .containsExactlyInAnyOrderElementsOf(expected.getParameters().stream().map(p -> p.getName()).toList());
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
  }

  /** The library knows no relative address of a server, and few media types: what it knows not is left out. */
  private static JsonObject readable(JsonObject document) {
    document.remove("servers");
    document.getJsonObject("components").getJsonObject("responses").forEach(response -> leaveJson(response.getValue()));
    new ApiDocument(document).calls().stream().map(ApiDocument.Call::described).forEach(call -> {
      call.getJsonObject("responses").forEach(response -> leaveJson(response.getValue()));
      JsonObject body = call.getJsonObject("requestBody");
      if (body != null && !leaveJson(body)) {
        call.remove("requestBody");
      }
    });
    return document;
  }

  /** Whether any content is left. */
  private static boolean leaveJson(Object described) {
    JsonObject content = ((JsonObject) described).getJsonObject("content", new JsonObject());
    List.copyOf(content.fieldNames()).stream().filter(type -> !type.equals("application/json")).forEach(content::remove);
    if (content.isEmpty()) {
      ((JsonObject) described).remove("content");
    }
    return !content.isEmpty();
  }
}
