package huiwen.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ContractTest {

  @Test
  void theDocumentIsValidAndTheHubReadsOfItWhatTheLibraryReads() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      OpenAPIContract valid = OpenAPIContract.from(vertx, "openapi.yaml")
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
}
