package huiwen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SignalsTest {

  /** One that the JVM uses for nothing, and that ends nobody who handles it. */
  private static final String HARMLESS = "WINCH";

  @Test
  void theHandlerIsToldOfTheSignal() throws Exception {
    var told = new CompletableFuture<Integer>();
    Signals.handle(HARMLESS, told::complete);
    new ProcessBuilder("kill", "-" + HARMLESS, String.valueOf(ProcessHandle.current().pid())).start().waitFor();
    assertThat(told.get(10, TimeUnit.SECONDS)).isEqualTo(28);
  }

  @Test
  void aSignalThatThereIsNotIsRefused() {
    assertThatThrownBy(() -> Signals.handle("NOSUCH", number -> { }))
        .isInstanceOf(UnsupportedOperationException.class).hasMessage("signal NOSUCH");
  }
}
