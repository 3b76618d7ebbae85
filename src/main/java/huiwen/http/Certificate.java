package huiwen.http;

import huiwen.config.Settings;
import huiwen.config.SettingsException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * The certificate that phones are shown, and its key: two files that are renewed every few weeks while the hub runs. Blocks.
 * They are renewed one after the other: shown is only what belongs together, else phones would be refused in between.
 */
final class Certificate {

  private static final byte[] SIGNED = {1, 2, 3};
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  /** What both files had in them at one time. */
  private record Pair(Buffer certificate, Buffer key) {

    PemKeyCertOptions options() {
      return new PemKeyCertOptions().setCertValue(certificate).setKeyValue(key);
    }
  }

  private final Vertx vertx;
  private final Settings.Tls settings;
  private Pair shown;
  private Pair looked;

  /** @throws SettingsException where one of the files cannot be read, or they are no pair */
  Certificate(Vertx vertx, Settings.Tls settings) {
    this.vertx = vertx;
    this.settings = settings;
    shown = new Pair(read("tlsCertificate", settings.certificate()), read("tlsKey", settings.key()));
    looked = shown;
    try {
      if (!isPair(shown)) {
        throw noPair("the key is that of another certificate");
      }
    } catch (SettingsException e) {
      throw e;
    } catch (Exception e) { // whatever a file that is no PEM makes of it
      throw noPair(e.getMessage());
    }
  }

  private static SettingsException noPair(String why) {
    return new SettingsException("tlsCertificate", "and tlsKey are no pair of PEM files: " + why);
  }

  private static Buffer read(String setting, String file) {
    try {
      return read(file);
    } catch (IOException e) {
      throw new SettingsException(setting, "names a file that cannot be read: " + file);
    }
  }

  private static Buffer read(String file) throws IOException {
    return Buffer.buffer(Files.readAllBytes(Path.of(file)));
  }

  PemKeyCertOptions options() {
    return shown.options();
  }

  /**
   * What is to be shown from now on, where both files have been renewed since this was asked last. One that is gone for a moment,
   * half written, or of another pair is being renewed.
   */
  Optional<PemKeyCertOptions> renewed() {
    try {
      looked = new Pair(read(settings.certificate()), read(settings.key()));
      if (looked.equals(shown) || !isPair(looked)) {
        return Optional.empty();
      }
    } catch (Exception e) { // whatever a half-written file makes of it
      return Optional.empty();
    }
    shown = looked;
    return Optional.of(shown.options());
  }

  /** Whether what was found last is not what is shown: it has not become a pair yet. */
  boolean isBeingRenewed() {
    return !looked.equals(shown);
  }

  /** Whether what the key signs is what the certificate vouches for. */
  private boolean isPair(Pair pair) throws Exception {
    for (KeyManager manager : pair.options().getKeyManagerFactory(vertx).getKeyManagers()) {
      X509KeyManager keys = (X509KeyManager) manager;
      Optional<String> alias = Stream.of("RSA", "EC", "EdDSA").map(type -> keys.getServerAliases(type, null))
          .filter(found -> found != null).flatMap(Arrays::stream).findFirst();
      if (alias.isPresent()) {
        return isPair(keys.getPrivateKey(alias.get()), keys.getCertificateChain(alias.get())[0].getPublicKey());
      }
    }
    return true; // of a kind that is not known here: whoever connects will tell
  }

  private static boolean isPair(PrivateKey key, PublicKey vouchedFor) throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(vouchedFor.getAlgorithm())) {
      return false;
    }
    var signing = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
    signing.initSign(key);
    signing.update(SIGNED);
    byte[] signature = signing.sign();
    signing.initVerify(vouchedFor);
    signing.update(SIGNED);
    return signing.verify(signature);
  }
}
