package huiwen.http;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.config.SettingsReader;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ContractTest {

  @Test
  void theDocumentIsValidAndTheHubReadsOfItWhatTheLibraryReads() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      OpenAPIContract valid = SettingsReader.readYaml(vertx, "openapi.yaml")
          .compose(document -> OpenAPIContract.from(vertx, withoutFiles(document)))
          .toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
      Contract read = Contract.read(vertx).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
      assertThat(read.operationIds())
          .containsExactlyInAnyOrderElementsOf(valid.operations().stream().map(Operation::getOperationId).toList());
      for (Operation expected : valid.operations()) {
        Contract.Operation operation = read.operation(expected.getOperationId());
        assertThat(operation.method()).isEqualTo(expected.getHttpMethod());
        assertThat(operation.path()).isEqualTo(expected.getAbsoluteOpenAPIPath().replaceAll("\\{(\\w+)}", ":$1"));
        assertThat(operation.parameters()).extracting(Contract.Parameter::name)
            .containsExactlyElementsOf(expected.getParameters().stream().map(p -> p.getName()).toList());
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
  }

  /** The library knows no CSV: what is said of bodies that are files is left out of what it is shown. */
  private static JsonObject withoutFiles(JsonObject document) {
    document.getJsonObject("paths").forEach(path -> ((JsonObject) path.getValue()).forEach(call -> {
      JsonObject body = ((JsonObject) call.getValue()).getJsonObject("requestBody", new JsonObject());
      if (body.getJsonObject("content", new JsonObject()).containsKey("text/csv")) {
        ((JsonObject) call.getValue()).remove("requestBody");
      }
    }));
    return document;
  }
}
