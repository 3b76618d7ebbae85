package huiwen.http;

import huiwen.config.Settings;
import huiwen.config.SettingsException;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** The certificate that phones are shown, and its key: two files that are renewed every few weeks while the hub runs. Blocks. */
final class Certificate {

  private final Settings.Tls settings;
  private List<FileTime> known;

  /** @throws SettingsException where one of the files cannot be read */
  Certificate(Settings.Tls settings) {
    this.settings = settings;
    mustBeReadable("tlsCertificate", settings.certificate());
    mustBeReadable("tlsKey", settings.key());
    try {
      known = times();
    } catch (IOException e) {
      throw new SettingsException("tlsCertificate", "cannot be read: " + e.getMessage());
    }
  }

  private static void mustBeReadable(String setting, String file) {
    if (!Files.isReadable(Path.of(file))) {
      throw new SettingsException(setting, "names a file that cannot be read: " + file);
    }
  }

  PemKeyCertOptions options() {
    return new PemKeyCertOptions().setCertPath(settings.certificate()).setKeyPath(settings.key());
  }

  /** Whether a file has been changed since this was asked last. A file that is gone for a moment is being renewed. */
  boolean hasChanged() {
    try {
      List<FileTime> now = times();
      boolean changed = !now.equals(known);
      known = now;
      return changed;
    } catch (IOException e) {
      return false;
    }
  }

  private List<FileTime> times() throws IOException {
    return List.of(Files.getLastModifiedTime(Path.of(settings.certificate())), Files.getLastModifiedTime(Path.of(settings.key())));
  }
}
