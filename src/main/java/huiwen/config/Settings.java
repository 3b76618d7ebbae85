package huiwen.config;

import static java.util.Map.entry;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hub's settings, immutable and checked. Names, defaults and comments stand in {@code config/hub.yaml}.
 *
 * @param port HTTP and WebSocket port, 0 to 65535; 0 = any free one
 * @param host address to bind
 * @param data folder of the embedded PostgreSQL and of nothing else
 * @param databaseUrl {@code postgresql://user:password@host:port/db}; empty = embedded PostgreSQL
 * @param databasePool connections to the database, 2 to 200
 * @param organizerPassword empty = made at first start
 * @param publicUrl what the QR codes carry, with no slash at the end; empty = the first LAN address
 * @param tls by which the hub itself speaks HTTPS
 * @param trustedProxies addresses and networks of proxies that are believed who they forward for; mostly none
 * @param cluster of which nodes this is one
 * @param learnSeconds how often the hub looks for corrections to learn from, 1 to 86400 seconds
 * @param undoSeconds for how long a desk's page lets what was sent be taken back, 0 to 60 seconds; 0 = not at all
 * @param unseen who is asked to tell those who have not seen their answers
 * @param callWebhook who is told of each call to a booth, to speak it aloud: https, or http at a private address; empty = nobody
 * @param asksSolvedAfterDays so long after an answer its asker is asked whether it is solved, 0 to 365 days
 * @param limits how fast questions may come
 */
public record Settings(
    int port,
    String host,
    Path data,
    String databaseUrl,
    int databasePool,
    String organizerPassword,
    String publicUrl,
    Tls tls,
    List<String> trustedProxies,
    Cluster cluster,
    int learnSeconds,
    int undoSeconds,
    Unseen unseen,
    String callWebhook,
    int asksSolvedAfterDays,
    Limits limits) {

  private static final Pattern WEBHOOK = Pattern.compile(
      "https://[^/\\s@]+(/\\S*)?|http://(127(\\.\\d{1,3}){3}|10(\\.\\d{1,3}){3}|192\\.168(\\.\\d{1,3}){2}|172\\.(1[6-9]|2\\d|3[01])(\\.\\d{1,3}){2})(:\\d{1,5})?(/\\S*)?");

  /**
   * HTTPS without a proxy before the hub.
   *
   * @param certificate PEM file of the certificate, with those in between up to the authority; empty = plain HTTP
   * @param key PEM file of its key
   */
  public record Tls(String certificate, String key) {

    public boolean isOn() {
      return !certificate.isEmpty();
    }
  }

  /**
   * Who sends text messages to those who have not seen their answers.
   *
   * @param webhook https, or http at a private address; empty = nobody
   * @param minutes after so many, 1 to 1440
   */
  public record Unseen(String webhook, int minutes) {
  }

  /**
   * How fast questions may come.
   *
   * @param on whether there is any limit
   * @param askBurst questions that one asker may send at once
   * @param askSeconds after them, one every so many seconds
   * @param askHourly most questions of one asker within an hour
   * @param addressPerMinute most questions a minute from one network address
   */
  public record Limits(boolean on, int askBurst, int askSeconds, int askHourly, int addressPerMinute) {
  }

  /**
   * Several nodes that are one hub.
   *
   * @param on whether there may be others
   * @param members {@code host:port} of nodes, this one may be among them
   * @param service name by which a DNS server knows them all, instead of members; empty = none
   * @param host private address on which the nodes find each other
   * @param port on it, 1 to 65535
   * @param advertised {@code host:port} by which other nodes reach that, where something stands in between; empty = the same
   * @param busHost private address on which their messages come; empty = the same
   * @param busPort on it, 0 to 65535; 0 = any free one
   * @param busAdvertised as advertised, of the messages
   * @param busCertificate PEM file of this node's certificate; empty = messages are not encrypted
   * @param busKey PEM file of its key
   * @param busAuthority PEM file of whoever has signed the nodes' certificates
   */
  public record Cluster(boolean on, List<String> members, String service, String host, int port, String advertised,
      String busHost, int busPort, String busAdvertised, String busCertificate, String busKey, String busAuthority) {

    public boolean isEncrypted() {
      return !busCertificate.isEmpty();
    }
  }

  /** So strict that no part of a password is ever taken for a host, which a failure to find it would name. */
  private static final Pattern DATABASE_URL = Pattern.compile(
      "postgres(ql)?://([^@/?#:\\s]*(:[^@/?#\\s]*)?@)?[^@/?#\\s]+(/[^@?#\\s]*)?(\\?[^@#\\s]*)?");

  /** The setting's name in the file, and the environment variable that overrides it. */
  static final Map<String, String> VARIABLES = Map.ofEntries(
      entry("port", "HUB_PORT"),
      entry("host", "HUB_HOST"),
      entry("data", "HUB_DATA"),
      entry("databaseUrl", "HUB_DATABASE_URL"),
      entry("databasePool", "HUB_DATABASE_POOL"),
      entry("organizerPassword", "HUB_ORGANIZER_PASSWORD"),
      entry("publicUrl", "HUB_PUBLIC_URL"),
      entry("tlsCertificate", "HUB_TLS_CERTIFICATE"),
      entry("tlsKey", "HUB_TLS_KEY"),
      entry("trustedProxies", "HUB_TRUSTED_PROXIES"),
      entry("cluster", "HUB_CLUSTER"),
      entry("clusterMembers", "HUB_CLUSTER_MEMBERS"),
      entry("clusterService", "HUB_CLUSTER_SERVICE"),
      entry("clusterHost", "HUB_CLUSTER_HOST"),
      entry("clusterPort", "HUB_CLUSTER_PORT"),
      entry("clusterAdvertised", "HUB_CLUSTER_ADVERTISED"),
      entry("busHost", "HUB_BUS_HOST"),
      entry("busPort", "HUB_BUS_PORT"),
      entry("busAdvertised", "HUB_BUS_ADVERTISED"),
      entry("busCertificate", "HUB_BUS_CERTIFICATE"),
      entry("busKey", "HUB_BUS_KEY"),
      entry("busAuthority", "HUB_BUS_AUTHORITY"),
      entry("learnSeconds", "HUB_LEARN_SECONDS"),
      entry("undoSeconds", "HUB_UNDO_SECONDS"),
      entry("unseenWebhook", "HUB_UNSEEN_WEBHOOK"),
      entry("unseenMinutes", "HUB_UNSEEN_MINUTES"),
      entry("callWebhook", "HUB_CALL_WEBHOOK"),
      entry("asksSolvedAfterDays", "HUB_ASKS_SOLVED_AFTER_DAYS"),
      entry("limits", "HUB_LIMITS"),
      entry("askBurst", "HUB_ASK_BURST"),
      entry("askSeconds", "HUB_ASK_SECONDS"),
      entry("askHourly", "HUB_ASK_HOURLY"),
      entry("addressPerMinute", "HUB_ADDRESS_PER_MINUTE"));

  /**
   * Reads the settings from the merged file and environment; the environment's values win.
   *
   * @throws SettingsException when a value is missing, of the wrong kind or out of range; it names the setting
   */
  public static Settings from(JsonObject file, Map<String, String> environment) {
    var values = new Values(file, environment);
    var settings = new Settings(
        values.integer("port", 0, 65_535),
        values.text("host"),
        Path.of(values.text("data")),
        values.text("databaseUrl"),
        values.integer("databasePool", 2, 200),
        values.text("organizerPassword"),
        values.text("publicUrl").replaceAll("/+$", ""),
        new Tls(values.text("tlsCertificate"), values.text("tlsKey")),
        values.list("trustedProxies"),
        new Cluster(
            values.flag("cluster"),
            values.list("clusterMembers"),
            values.text("clusterService"),
            values.text("clusterHost"),
            values.integer("clusterPort", 1, 65_535),
            values.text("clusterAdvertised"),
            values.text("busHost"),
            values.integer("busPort", 0, 65_535),
            values.text("busAdvertised"),
            values.text("busCertificate"),
            values.text("busKey"),
            values.text("busAuthority")),
        values.integer("learnSeconds", 1, 86_400),
        values.integer("undoSeconds", 0, 60),
        new Unseen(values.text("unseenWebhook"), values.integer("unseenMinutes", 1, 1_440)),
        values.text("callWebhook"),
        values.integer("asksSolvedAfterDays", 0, 365),
        new Limits(
            values.flag("limits"),
            values.integer("askBurst", 1, 1_000),
            values.integer("askSeconds", 1, 3_600),
            values.integer("askHourly", 1, 100_000),
            values.integer("addressPerMinute", 1, 1_000_000)));
    settings.check();
    return settings;
  }

  /** Without what must not be told: as a record it would say its passwords wherever it is printed. */
  @Override
  public String toString() {
    return "Settings[port=" + port + ", host=" + host + ", data=" + data + ", cluster=" + cluster.on() + ']';
  }

  private void check() {
    if (host.isBlank()) {
      throw new SettingsException("host", "must name an address to bind, for instance 0.0.0.0");
    }
    if (data.toString().isBlank() && databaseUrl.isEmpty()) {
      throw new SettingsException("data", "must name a folder, for instance data");
    }
    if (!databaseUrl.isEmpty() && !DATABASE_URL.matcher(databaseUrl).matches()) {
      throw SettingsException.databaseUrl();
    }
    if (!publicUrl.isEmpty() && !publicUrl.matches("https?://[^/]+(/.*)?")) {
      throw new SettingsException("publicUrl", "must look like http://192.168.1.5:8080");
    }
    if (!organizerPassword.isEmpty() && organizerPassword.length() < 8) {
      throw new SettingsException("organizerPassword", "must have at least 8 characters");
    }
    if (!unseen.webhook().isEmpty() && !WEBHOOK.matcher(unseen.webhook()).matches()) {
      throw new SettingsException("unseenWebhook", "must begin with https://, or with http:// and a private address: it is sent telephone numbers");
    }
    if (!callWebhook.isEmpty() && !WEBHOOK.matcher(callWebhook).matches()) {
      throw new SettingsException("callWebhook", "must begin with https://, or with http:// and a private address");
    }
    if (tls.certificate().isEmpty() != tls.key().isEmpty()) {
      throw new SettingsException("tlsCertificate", "goes with tlsKey: give both or none");
    }
    if (cluster.on()) {
      checkCluster();
    }
  }

  private void checkCluster() {
    if (databaseUrl.isEmpty()) {
      throw new SettingsException("databaseUrl", "must name the one PostgreSQL of all nodes where HUB_CLUSTER is on");
    }
    if (publicUrl.isEmpty()) {
      throw new SettingsException("publicUrl",
          "must be the address that phones reach all nodes by where HUB_CLUSTER is on: a QR code must not lead to one of them");
    }
    if (cluster.members().isEmpty() == cluster.service().isEmpty()) {
      throw new SettingsException("clusterMembers", "must name some nodes where HUB_CLUSTER is on, or clusterService what finds them");
    }
    checkHostAndPort("clusterAdvertised", cluster.advertised());
    checkHostAndPort("busAdvertised", cluster.busAdvertised());
    Stream<String> tls = Stream.of(cluster.busCertificate(), cluster.busKey(), cluster.busAuthority());
    if (tls.map(String::isEmpty).distinct().count() > 1) {
      throw new SettingsException("busCertificate", "goes with busKey and busAuthority: give all three or none");
    }
  }

  private static void checkHostAndPort(String name, String value) {
    if (!value.isEmpty() && !value.matches("[^:/\\s]+:\\d{1,5}")) {
      throw new SettingsException(name, "must look like 10.0.0.5:5701");
    }
  }

  /** Looks a setting up in the environment, then in the file, and checks its kind. */
  private record Values(JsonObject file, Map<String, String> environment) {

    String text(String name) {
      String overriding = environment.get(VARIABLES.get(name));
      if (overriding != null) {
        return overriding.strip();
      }
      Object value = file.getValue(name);
      if (value == null) {
        throw new SettingsException(name, "is missing");
      }
      return value.toString().strip();
    }

    int integer(String name, int least, int most) {
      try {
        int value = Integer.parseInt(text(name));
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        // said below, in the same words
      }
      throw new SettingsException(name, "must be a whole number from " + least + " to " + most);
    }

    /** Separated by commas. */
    List<String> list(String name) {
      return Stream.of(text(name).split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    boolean flag(String name) {
      return switch (text(name).toLowerCase(Locale.ROOT)) {
        case "true", "on", "yes", "1" -> true;
        case "false", "off", "no", "0" -> false;
        default -> throw new SettingsException(name, "must be on or off");
      };
    }
  }
}
