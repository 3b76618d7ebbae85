package huiwen.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huiwen.support.Certificates;
import huiwen.support.DataFolder;
import huiwen.support.HubUnderTest;
import huiwen.support.TwoBuses;
import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nodes that have certificates of one authority hear each other, and nobody else. */
class EncryptionIT {

  private static Path folder;
  private static Path others;
  private static Certificates certificates;
  private static TwoBuses buses;

  @BeforeAll
  static void join() throws Exception {
    folder = DataFolder.create("pem");
    others = DataFolder.create("pem");
    certificates = new Certificates(folder).sign("one").sign("other");
    buses = new TwoBuses(certificates);
  }

  @AfterAll
  static void leave() throws Exception {
    buses.close();
    HubUnderTest.deleteTree(folder);
    HubUnderTest.deleteTree(others);
  }

  @Test
  void theyHearEachOther() {
    buses.awaitEachOther();
  }

  @Test
  void whoHasNoCertificateOfTheirsIsNotLetIn() throws Exception {
    assertThat(isLetIn(certificates.context("other"))).isTrue();
    assertThatThrownBy(() -> isLetIn(certificates.context(null))).isInstanceOf(IOException.class);
    SSLContext strange = new Certificates(others).sign("stranger").context("stranger");
    assertThatThrownBy(() -> isLetIn(strange)).isInstanceOf(IOException.class);
  }

  /** The server says what it thinks of a client's certificate only after the client's handshake is over. */
  private static boolean isLetIn(SSLContext context) throws IOException {
    try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", buses.busPortOfOne())) {
      socket.setSoTimeout(1_000);
      socket.startHandshake();
      try {
        return socket.getInputStream().read() >= 0;
      } catch (java.net.SocketTimeoutException waitsForUs) {
        return true;
      }
    }
  }
}
