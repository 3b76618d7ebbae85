package huiwen.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huiwen.config.SettingsException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {

  private final Proxies proxies = new Proxies(List.of("10.0.0.5", "192.168.0.0/16", "fd00::/8"));

  /** What reaches the hub in plain HTTP as {@code hub:8080}. */
  private static HttpServerRequest request(String from, MultiMap headers) {
    return (HttpServerRequest) Proxy.newProxyInstance(ProxiesTest.class.getClassLoader(), new Class<?>[] {HttpServerRequest.class},
        (request, method, arguments) -> switch (method.getName()) {
          case "remoteAddress" -> SocketAddress.inetSocketAddress(40_000, from);
          case "headers" -> headers;
          case "scheme" -> "http";
          case "authority" -> HostAndPort.create("hub", 8080);
          default -> throw new UnsupportedOperationException(method.getName());
        });
  }

  private static MultiMap headers(String... pairs) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.add(pairs[i], pairs[i + 1]);
    }
    return headers;
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "203.0.113.9 | 198.51.100.1 | 203.0.113.9", // nobody believes her
      "10.0.0.5 | 198.51.100.1 | 198.51.100.1",
      "10.0.0.5 | 1.2.3.4, 198.51.100.1 | 198.51.100.1", // the first she has written herself
      "10.0.0.5 | 198.51.100.1, 192.168.7.7 | 198.51.100.1",
      "fd00::1 | 2001:db8::7 | 2001:db8::7",
      "10.0.0.5 | unknown | 10.0.0.5",
      "10.0.0.5 | 198.51.100.1, <script> | 10.0.0.5",
      "10.0.0.6 | 198.51.100.1 | 10.0.0.6",
      "192.168.1.1 | 192.168.1.2 | 192.168.1.2"})
  void theNearestThatIsNoProxyIsThePhone(String from, String forwarded, String phone) {
    assertThat(proxies.address(request(from, headers("X-Forwarded-For", forwarded)))).isEqualTo(phone);
  }

  @Test
  void severalHeadersAreOneList() {
    assertThat(proxies.address(request("10.0.0.5",
        headers("X-Forwarded-For", "1.2.3.4", "X-Forwarded-For", "198.51.100.1")))).isEqualTo("198.51.100.1");
    assertThat(proxies.address(request("10.0.0.5", headers()))).isEqualTo("10.0.0.5");
  }

  @Test
  void theOriginIsWhatThePhoneHasCalled() {
    MultiMap said = headers("X-Forwarded-Proto", "https", "X-Forwarded-Host", "Hub.Example");
    assertThat(proxies.origin(request("10.0.0.5", said))).isEqualTo("https://hub.example");
    assertThat(proxies.isSecure(request("10.0.0.5", said))).isTrue();
    assertThat(proxies.origin(request("203.0.113.9", said))).isEqualTo("http://hub:8080");
    assertThat(proxies.isSecure(request("203.0.113.9", said))).isFalse();
    assertThat(proxies.origin(request("10.0.0.5", headers()))).isEqualTo("http://hub:8080");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "10.0.0.0/33", "10.0.0.0/x", "10.0.0/8", "/8"})
  void whatIsNoAddressIsNamed(String wrong) {
    assertThatThrownBy(() -> new Proxies(List.of(wrong))).isInstanceOf(SettingsException.class)
        .hasMessageContaining("HUB_TRUSTED_PROXIES");
  }
}
