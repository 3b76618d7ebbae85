package huiwen.bus;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import huiwen.config.Settings;
import huiwen.config.SettingsException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Joins the other nodes: Hazelcast tells who they are and which of them listen to what, Vert.x' event bus carries the messages.
 * Both listen on a private address alone. Nothing is kept in Hazelcast that the database does not know.
 */
public final class Cluster {

  private static final String NAME = "huiwen";
  /** Of RFC 4193, Unique Local IPv6 Unicast Addresses: fc00::/7. */
  private static final int UNIQUE_LOCAL = 0xfc;
  private static final int UNIQUE_LOCAL_MASK = 0xfe;
  /** A node that is stopped is out after so many seconds; its followers have gone on long before. */
  private static final String GONE_AFTER_SECONDS = "5";
  /** How long a node that is alone waits for others that start with it; those that come later join it as well. */
  private static final String JOINS_AFTER_SECONDS = "1";
  /** Of what Hazelcast keeps, which is who listens to what: each costs a little all the time. */
  private static final String PARTITIONS = "31";
  private static final int BETWEEN_PINGS_MILLIS = 1_000;

  private Cluster() {
  }

  /**
   * Starts Vert.x as one of the nodes.
   *
   * @return fails with {@link SettingsException} where an address is none, or not a private one
   */
  public static Future<Vertx> join(Settings.Cluster settings, VertxOptions options) {
    try {
      String host = privateAddress("clusterHost", settings.host());
      String busHost = settings.busHost().isEmpty() ? host : privateAddress("busHost", settings.busHost());
      return Vertx.builder()
          .with(new VertxOptions(options).setEventBusOptions(bus(settings, busHost)))
          .withClusterManager(new HazelcastClusterManager(config(settings, host)))
          .buildClustered();
    } catch (SettingsException e) {
      return Future.failedFuture(e);
    }
  }

  private static EventBusOptions bus(Settings.Cluster settings, String host) {
    var bus = new EventBusOptions().setHost(host).setPort(settings.busPort())
        .setClusterPingInterval(BETWEEN_PINGS_MILLIS).setClusterPingReplyInterval(BETWEEN_PINGS_MILLIS);
    if (!settings.busAdvertised().isEmpty()) {
      URI advertised = advertised("busAdvertised", settings.busAdvertised());
      bus.setClusterPublicHost(advertised.getHost()).setClusterPublicPort(advertised.getPort());
    }
    if (settings.isEncrypted()) {
      bus.setSsl(true).setClientAuth(ClientAuth.REQUIRED)
          .setKeyCertOptions(new PemKeyCertOptions().setCertPath(settings.busCertificate()).setKeyPath(settings.busKey()))
          .setTrustOptions(new PemTrustOptions().addCertPath(settings.busAuthority()));
    }
    return bus;
  }

  private static Config config(Settings.Cluster settings, String host) {
    var config = new Config().setClusterName(NAME)
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        .setProperty("hazelcast.socket.bind.any", "false")
        .setProperty("hazelcast.health.monitoring.level", "OFF")
        .setProperty("hazelcast.partition.count", PARTITIONS)
        .setProperty("hazelcast.wait.seconds.before.join", JOINS_AFTER_SECONDS)
        .setProperty("hazelcast.heartbeat.interval.seconds", "1")
        .setProperty("hazelcast.max.no.heartbeat.seconds", GONE_AFTER_SECONDS)
        .setProperty("hazelcast.merge.first.run.delay.seconds", "2")
        .setProperty("hazelcast.merge.next.run.delay.seconds", "2")
        .setProperty("hazelcast.io.thread.count", "1")
        .setProperty("hazelcast.operation.thread.count", "2")
        .setProperty("hazelcast.operation.generic.thread.count", "2")
        .setProperty("hazelcast.event.thread.count", "1");
    config.getMetricsConfig().setEnabled(false);
    NetworkConfig network = config.getNetworkConfig().setPort(settings.port()).setPortAutoIncrement(false)
        .setPublicAddress(settings.advertised().isEmpty() ? host + ':' + settings.port()
            : advertised("clusterAdvertised", settings.advertised()).getAuthority())
        .setReuseAddress(true);
    network.getInterfaces().setEnabled(true).addInterface(host);
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    if (settings.service().isEmpty()) {
      join.getTcpIpConfig().setEnabled(true).setMembers(settings.members());
    } else {
      join.getKubernetesConfig().setEnabled(true).setProperty("service-dns", settings.service());
    }
    // as Vert.x wants them
    config.addMultiMapConfig(new MultiMapConfig("__vertx.subs")
        .setBackupCount(1).setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
    config.getMapConfig("__vertx.haInfo").setBackupCount(1);
    config.getMapConfig("__vertx.nodeInfo").setBackupCount(1);
    return config;
  }

  private static URI advertised(String setting, String hostAndPort) {
    URI advertised = URI.create("node://" + hostAndPort);
    privateAddress(setting, advertised.getHost());
    return advertised;
  }

  /** Whoever reaches these ports is believed: they are not for the Internet. */
  static String privateAddress(String setting, String host) {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new SettingsException(setting, "is no address of this machine: " + host);
    }
    boolean isUniqueLocal =
        address instanceof Inet6Address && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
    if (!address.isLoopbackAddress() && !address.isSiteLocalAddress() && !address.isLinkLocalAddress() && !isUniqueLocal) {
      throw new SettingsException(setting, "must be a private address, for instance 10.0.0.5: nodes believe whoever reaches it");
    }
    return address.getHostAddress();
  }
}
