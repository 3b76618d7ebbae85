package huiwen.support;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Addresses of databases as JDBC wants them. */
public final class Jdbc {

  private Jdbc() {
  }

  /** @param databaseUrl in the form of the setting, with user and password */
  public static String url(String databaseUrl) {
    URI uri = URI.create(databaseUrl);
    String[] user = uri.getUserInfo().split(":", 2);
    return url(uri.getPort(), user[1]);
  }

  /** That of the PostgreSQL that a hub brings along. */
  public static String url(Path data, int port) throws IOException {
    return url(port, Files.readString(data.resolve("postgres.password")).strip());
  }

  private static String url(int port, String password) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&password=" + password;
  }
}
