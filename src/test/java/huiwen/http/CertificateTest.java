package huiwen.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huiwen.config.Settings;
import huiwen.config.SettingsException;
import huiwen.support.Certificates;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {

  @TempDir
  private static Path folder;
  private static Vertx vertx;
  private static Certificates made;

  private Path pem;
  private Path key;

  @BeforeAll
  static void make() throws Exception {
    vertx = Vertx.vertx();
    made = new Certificates(Files.createDirectory(folder.resolve("made"))).sign("first").sign("second");
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  @BeforeEach
  void useTheFirst() throws Exception {
    pem = folder.resolve("hub.pem");
    key = folder.resolve("hub.key");
    copy(made.certificate("first"), pem);
    copy(made.key("first"), key);
  }

  private static void copy(Path from, Path to) throws Exception {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private Certificate certificate() {
    return new Certificate(vertx, new Settings.Tls(pem.toString(), key.toString()));
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws Exception {
    Files.delete(key);
    assertThatThrownBy(this::certificate).isInstanceOf(SettingsException.class)
        .hasMessageContaining("HUB_TLS_KEY").hasMessageContaining(key.toString());
    Files.delete(pem);
    assertThatThrownBy(this::certificate).isInstanceOf(SettingsException.class)
        .hasMessageContaining("HUB_TLS_CERTIFICATE").hasMessageContaining(pem.toString());
  }

  @Test
  void twoFilesThatDoNotBelongTogetherAreRefused() throws Exception {
    copy(made.key("second"), key);
    assertThatThrownBy(this::certificate).isInstanceOf(SettingsException.class).hasMessageContaining("no pair");
    Files.writeString(key, "no key");
    assertThatThrownBy(this::certificate).isInstanceOf(SettingsException.class).hasMessageContaining("no pair");
  }

  @Test
  void whatWasRenewedIsSeenOnceAndNeverHalfOfIt() throws Exception {
    Certificate certificate = certificate();
    assertThat(certificate.renewed()).isEmpty();
    Files.delete(pem);
    assertThat(certificate.renewed()).as("it is gone for a moment").isEmpty();
    Files.writeString(pem, Files.readString(made.certificate("second")).substring(0, 200));
    assertThat(certificate.renewed()).as("it is being written").isEmpty();
    copy(made.certificate("second"), pem);
    assertThat(certificate.renewed()).as("its key is still the old one").isEmpty();
    assertThat(certificate.isBeingRenewed()).isTrue();
    copy(made.key("second"), key);
    assertThat(certificate.renewed()).hasValueSatisfying(options ->
        assertThat(options.getKeyValue().toString()).isEqualTo(read(made.key("second"))));
    assertThat(certificate.isBeingRenewed()).isFalse();
    assertThat(certificate.renewed()).isEmpty();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
