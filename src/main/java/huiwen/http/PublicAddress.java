package huiwen.http;

import huiwen.config.Settings;
import io.vertx.core.http.HttpServerRequest;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;

/** The address that phones can reach: what the QR codes carry. */
public final class PublicAddress {

  private final Settings settings;

  public PublicAddress(Settings settings) {
    this.settings = settings;
  }

  /** The address to put before a path, when the hub listens on this port; without a slash at the end. */
  public String at(int port) {
    return settings.publicUrl().isEmpty() ? scheme() + "://" + host() + ":" + port : settings.publicUrl();
  }

  /** {@code http}, or {@code https} where the hub itself speaks it. */
  public String scheme() {
    return settings.tls().isOn() ? "https" : "http";
  }

  /** The address to put before a path, for the hub that has got this request. */
  public String at(HttpServerRequest request) {
    return at(request.localAddress().port());
  }

  private String host() {
    boolean anyAddress = settings.host().equals("0.0.0.0") || settings.host().equals("::");
    return anyAddress ? firstLanAddress() : settings.host();
  }

  /** The first IPv4 address of this machine; one of a private network, such as the venue's Wi-Fi, goes before others. */
  private static String firstLanAddress() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(PublicAddress::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress()
              && !address.isLinkLocalAddress())
          .sorted(Comparator.comparing(address -> !address.isSiteLocalAddress()))
          .map(InetAddress::getHostAddress)
          .findFirst()
          .orElse("127.0.0.1");
    } catch (SocketException e) {
      return "127.0.0.1";
    }
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp() && !network.isLoopback() && !network.isVirtual();
    } catch (SocketException e) {
      return false;
    }
  }
}
