package huiwen.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The password of the embedded PostgreSQL's superuser: random, in a file that only its owner can read. Without it every
 * account of the machine would be that superuser, who runs programs as the hub.
 */
final class ServerPassword {

  private static final int BYTES = 24;
  /** A line that lets somebody in for nothing, as all did in data folders of before. */
  private static final Pattern TRUSTS = Pattern.compile("(?m)^[^#\\n]*\\btrust\\b");
  private static final String FOR_THE_MOMENT = "host all all 127.0.0.1/32 trust\n";
  private static final String WANTED_OF_ALL = """
      # Written by the hub: whoever connects needs the password that stands beside this folder.
      local all all scram-sha-256
      host all all 127.0.0.1/32 scram-sha-256
      """;

  private final Path file;
  private final Path rules;
  private final String value;
  private final boolean toBeSet;

  private ServerPassword(Path file, Path rules, String value, boolean toBeSet) {
    this.file = file;
    this.rules = rules;
    this.value = value;
    this.toBeSet = toBeSet;
  }

  /**
   * The password of this cluster, made where there is none. A cluster that lets in without one, or whose password is lost, is
   * made ready for {@link #set}.
   */
  static ServerPassword of(Path folder, Path cluster) throws IOException {
    Path file = folder.resolve("postgres.password");
    Path rules = cluster.resolve("pg_hba.conf");
    boolean exists = Files.exists(rules);
    boolean known = Files.exists(file);
    String value = known ? Files.readString(file).strip() : random();
    if (!known) {
      PrivateFiles.write(file, value + '\n');
      if (exists) {
        Files.writeString(rules, FOR_THE_MOMENT);
      }
    }
    return new ServerPassword(file, rules, value, exists && TRUSTS.matcher(Files.readString(rules)).find());
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Letters, digits, {@code -} and {@code _}. */
  String value() {
    return value;
  }

  /** Where it stands, for the program that makes a new cluster. */
  Path file() {
    return file;
  }

  /** Where the running server does not want it yet: makes it so, and sends away whoever came in before. */
  void set(DataSource server) throws IOException {
    if (!toBeSet) {
      return;
    }
    try (Connection connection = server.getConnection(); Statement statement = connection.createStatement()) {
      statement.execute("ALTER ROLE postgres PASSWORD '" + value + "'");
      Files.writeString(rules, WANTED_OF_ALL);
      statement.execute("SELECT pg_reload_conf()");
      statement.execute("""
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()""");
    } catch (SQLException e) {
      throw new IOException("the embedded PostgreSQL could not be given a password", e);
    }
  }
}
