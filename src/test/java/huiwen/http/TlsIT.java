package huiwen.http;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.Certificates;
import huiwen.support.DataFolder;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hub that speaks HTTPS by itself, by files that are renewed while it runs. */
class TlsIT {

  private Path data;
  private Certificates certificates;
  private Map<String, String> settings;

  @BeforeEach
  void makeCertificate() throws Exception {
    data = DataFolder.create("tls");
    certificates = new Certificates(Files.createDirectory(data.resolveSibling(data.getFileName() + "-pem"))).sign("hub");
    settings = new HashMap<>(Map.of("HUB_DATA", data.toString(),
        "HUB_TLS_CERTIFICATE", certificates.certificate("hub").toString(), "HUB_TLS_KEY", certificates.key("hub").toString()));
  }

  @AfterEach
  void remove() throws IOException {
    HubUnderTest.deleteTree(data);
    HubUnderTest.deleteTree(data.resolveSibling(data.getFileName() + "-pem"));
  }

  @Test
  void phonesReachItEncryptedAndARenewedCertificateIsShownWithoutARestart() throws Exception {
    SSLContext trusting = certificates.context(null);
    try (HubProcess hub = HubProcess.launch(settings).awaitReady()) {
      URI address = hub.address();
      assertThat(address.getScheme()).isEqualTo("https");
      assertThat(hub.output()).contains("villagers scan: https://");
      HttpClient phone = HttpClient.newBuilder().sslContext(trusting).build();
      HttpResponse<String> arrived = phone.send(HttpRequest.newBuilder(address.resolve("/api/fairs/demo")).build(),
          HttpResponse.BodyHandlers.ofString());
      assertThat(arrived.statusCode()).as(arrived.body()).isEqualTo(200);
      assertThat(arrived.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
      assertThat(joins(phone, URI.create(address.toString().replace("https", "wss") + "/live"))).contains("joined");

      String first = serial(trusting, address);
      certificates.sign("hub");
      HubProcess.until("the renewed one to be shown", Duration.ofSeconds(20), () -> !serial(trusting, address).equals(first));
      assertThat(phone.send(HttpRequest.newBuilder(address.resolve("/healthz")).build(), HttpResponse.BodyHandlers.ofString())
          .statusCode()).isEqualTo(204);
    }
  }

  private static String joins(HttpClient phone, URI live) throws Exception {
    var joined = new CompletableFuture<String>();
    WebSocket socket = phone.newWebSocketBuilder().buildAsync(live, new WebSocket.Listener() {
      @Override
      public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        if (data.toString().contains("\"joined\"")) {
          joined.complete(data.toString());
        }
        return WebSocket.Listener.super.onText(from, data, last);
      }
    }).get(20, TimeUnit.SECONDS);
    socket.sendText("{\"op\":\"join\",\"fair\":\"demo\",\"as\":\"asker\"}", true);
    try {
      return joined.get(20, TimeUnit.SECONDS);
    } finally {
      socket.abort();
    }
  }

  /** Of the certificate that is shown to whoever connects now. */
  private static String serial(SSLContext trusting, URI address) {
    try (SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket(address.getHost(), address.getPort())) {
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber().toString();
    } catch (IOException e) {
      return "none: " + e;
    }
  }

  @Test
  void aKeyThatIsNoneIsNamedInALine() throws Exception {
    settings.put("HUB_TLS_KEY", Files.writeString(certificates.key("nonsense"), "no key").toString());
    try (HubProcess hub = HubProcess.launch(settings)) {
      assertThat(hub.exitCode()).isEqualTo(1);
      assertThat(hub.errors()).contains("HUB_TLS_CERTIFICATE", "PEM").doesNotContain("\tat ");
    }
  }
}
