package huiwen.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huiwen.config.Settings;
import huiwen.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {

  @TempDir
  private Path folder;

  private Certificate certificate() throws IOException {
    return new Certificate(new Settings.Tls(Files.writeString(folder.resolve("hub.pem"), "x").toString(),
        Files.writeString(folder.resolve("hub.key"), "x").toString()));
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws IOException {
    String there = Files.writeString(folder.resolve("hub.pem"), "x").toString();
    String missing = folder.resolve("nothing").toString();
    assertThatThrownBy(() -> new Certificate(new Settings.Tls(there, missing))).isInstanceOf(SettingsException.class)
        .hasMessageContaining("HUB_TLS_KEY").hasMessageContaining(missing);
    assertThatThrownBy(() -> new Certificate(new Settings.Tls(missing, there))).isInstanceOf(SettingsException.class)
        .hasMessageContaining("HUB_TLS_CERTIFICATE").hasMessageContaining(missing);
  }

  @Test
  void whatWasRenewedIsSeenOnceAndWhatIsBeingRenewedNotYet() throws IOException {
    Certificate certificate = certificate();
    assertThat(certificate.hasChanged()).isFalse();
    Files.setLastModifiedTime(folder.resolve("hub.key"), FileTime.fromMillis(1_000));
    assertThat(certificate.hasChanged()).isTrue();
    assertThat(certificate.hasChanged()).isFalse();
    Files.delete(folder.resolve("hub.pem"));
    assertThat(certificate.hasChanged()).as("it is gone for a moment").isFalse();
    Files.writeString(folder.resolve("hub.pem"), "y");
    Files.setLastModifiedTime(folder.resolve("hub.pem"), FileTime.fromMillis(2_000));
    assertThat(certificate.hasChanged()).isTrue();
  }
}
