package huiwen.http;

import huiwen.config.SettingsException;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/**
 * Who a request comes from, and by which address it was sent, where it has come through proxies: what {@code X-Forwarded-For},
 * {@code -Proto} and {@code -Host} say counts where a trusted one says it. Everybody else could say anything. For all threads.
 */
public final class Proxies {

  private static final String FOR = "X-Forwarded-For";
  private static final String PROTO = "X-Forwarded-Proto";
  private static final String HOST = "X-Forwarded-Host";
  private static final String HTTPS = "https";
  /** A phone that writes the header itself could make the hub look at as many. */
  private static final int MOST_HOPS = 8;

  private final List<IpSubnetFilterRule> trusted;

  /**
   * @param trusted addresses, or networks as {@code 10.0.0.0/8}
   * @throws SettingsException where one is neither
   */
  public Proxies(List<String> trusted) {
    this.trusted = trusted.stream().map(Proxies::network).toList();
  }

  private static IpSubnetFilterRule network(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    try {
      InetAddress parsed = NetUtil.createInetAddressFromIpAddressString(address);
      if (parsed != null) {
        int bits = slash < 0 ? parsed.getAddress().length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1));
        return new IpSubnetFilterRule(parsed, bits, IpFilterRuleType.ACCEPT);
      }
    } catch (IllegalArgumentException e) {
      // said below: no number, or too many bits
    }
    throw new SettingsException("trustedProxies", "must be addresses or networks, for instance 10.0.0.5, 192.168.0.0/16");
  }

  boolean isTrusted(String address) {
    InetAddress parsed = trusted.isEmpty() ? null : NetUtil.createInetAddressFromIpAddressString(address);
    if (parsed == null) {
      return false;
    }
    var socket = new InetSocketAddress(parsed, 0);
    return trusted.stream().anyMatch(network -> network.matches(socket));
  }

  /** The address of the phone: of those that the request has come through the nearest that is no trusted proxy. */
  public String address(HttpServerRequest request) {
    String address = request.remoteAddress().hostAddress();
    if (!isTrusted(address)) {
      return address;
    }
    List<String> hops = List.of(String.join(",", request.headers().getAll(FOR)).split(","));
    for (int i = hops.size() - 1; i >= Math.max(0, hops.size() - MOST_HOPS); i--) {
      String hop = hops.get(i).strip();
      if (NetUtil.createInetAddressFromIpAddressString(hop) == null) {
        return address; // whoever wrote this is the last of whom anything is known
      }
      address = hop;
      if (!isTrusted(address)) {
        return address;
      }
    }
    return address;
  }

  /** Whether the phone has sent it encrypted. */
  public boolean isSecure(HttpServerRequest request) {
    return HTTPS.equals(scheme(request));
  }

  /** The origin by which the phone has reached the hub, in small letters. */
  String origin(HttpServerRequest request) {
    String host = isFromProxy(request) ? last(request, HOST) : null;
    String own = host != null ? host : request.authority() == null ? "" : request.authority().toString();
    return (scheme(request) + "://" + own).toLowerCase(Locale.ROOT);
  }

  private String scheme(HttpServerRequest request) {
    String forwarded = isFromProxy(request) ? last(request, PROTO) : null;
    return forwarded == null ? request.scheme() : forwarded.toLowerCase(Locale.ROOT);
  }

  private boolean isFromProxy(HttpServerRequest request) {
    return isTrusted(request.remoteAddress().hostAddress());
  }

  /** What the nearest proxy has said; null where it has said nothing. */
  private static String last(HttpServerRequest request, String header) {
    List<String> values = request.headers().getAll(header);
    if (values.isEmpty()) {
      return null;
    }
    String all = values.get(values.size() - 1);
    String said = all.substring(all.lastIndexOf(',') + 1).strip();
    return said.isEmpty() ? null : said;
  }
}
