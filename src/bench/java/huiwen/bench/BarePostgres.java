package huiwen.bench;

import huiwen.db.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Path;

/** The limit of a start: a Java and the embedded PostgreSQL, and nothing of the hub. */
public final class BarePostgres {

  private BarePostgres() {
  }

  /** Argument: the data folder. Prints {@code bare ready 0}, and stops with SIGTERM. */
  public static void main(String[] arguments) throws IOException {
    EmbeddedServer postgres = EmbeddedServer.start(Path.of(arguments[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try {
        postgres.close();
      } catch (IOException e) {
        e.printStackTrace();
      }
    }));
    System.out.println("bare ready 0");
  }
}
