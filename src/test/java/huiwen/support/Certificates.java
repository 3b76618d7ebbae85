package huiwen.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority that signs certificates for 127.0.0.1, as PEM files in a folder; by the JDK's own tool. */
public final class Certificates {

  private static final String PASSWORD = "not a secret";
  private static final String AUTHORITY = "authority";

  private final Path folder;

  /** @param folder has nothing in it yet */
  public Certificates(Path folder) throws Exception {
    this.folder = folder;
    make(AUTHORITY, "bc:c");
    writePem(authority(), "CERTIFICATE", store(AUTHORITY).getCertificate(AUTHORITY).getEncoded());
  }

  /** Makes one of this name, with its key: a new one each time. */
  public Certificates sign(String name) throws Exception {
    Files.deleteIfExists(storeFile(name));
    make(name, "san=ip:127.0.0.1");
    Path request = folder.resolve(name + ".csr");
    run(name, "-certreq", "-file", request.toString());
    run(AUTHORITY, "-gencert", "-ext", "san=ip:127.0.0.1", "-infile", request.toString(), "-outfile",
        folder.resolve(name + ".der").toString());
    writePem(certificate(name), "CERTIFICATE", Files.readAllBytes(folder.resolve(name + ".der")));
    writePem(key(name), "PRIVATE KEY", store(name).getKey(name, PASSWORD.toCharArray()).getEncoded());
    return this;
  }

  public Path authority() {
    return folder.resolve("authority.pem");
  }

  public Path certificate(String name) {
    return folder.resolve(name + ".pem");
  }

  public Path key(String name) {
    return folder.resolve(name + ".key");
  }

  /** Trusts the authority, and shows this certificate; null = none. */
  public SSLContext context(String name) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(AUTHORITY, store(AUTHORITY).getCertificate(AUTHORITY));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory shown = null;
    if (name != null) {
      KeyStore own = store(name);
      try (InputStream signed = Files.newInputStream(certificate(name))) {
        own.setKeyEntry(name, own.getKey(name, PASSWORD.toCharArray()), PASSWORD.toCharArray(),
            new java.security.cert.Certificate[] {CertificateFactory.getInstance("X.509").generateCertificate(signed)});
      }
      shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      shown.init(own, PASSWORD.toCharArray());
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown == null ? null : shown.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private void make(String name, String extension) throws Exception {
    run(name, "-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name, "-validity", "30",
        "-ext", extension);
  }

  private Path storeFile(String name) {
    return folder.resolve(name + ".p12");
  }

  private KeyStore store(String name) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(storeFile(name))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private void run(String name, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(Arrays.asList(arguments));
    command.addAll(List.of("-alias", name, "-keystore", storeFile(name).toString(), "-storetype", "PKCS12",
        "-storepass", PASSWORD));
    Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(tool.getInputStream().readAllBytes());
    if (tool.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  private static void writePem(Path file, String kind, byte[] der) throws IOException {
    Files.writeString(file, "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {10}).encodeToString(der)
        + "\n-----END " + kind + "-----\n");
  }
}
