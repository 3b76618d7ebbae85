package huiwen.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * New data folders of hubs under test. PostgreSQL's programs are unpacked once for all of them: that costs four seconds, and is
 * tried where it matters.
 */
public final class DataFolder {

  private DataFolder() {
  }

  /** A new one, empty but for PostgreSQL's programs. @param name what its name begins with */
  public static Path create(String name) throws IOException {
    return withPrograms(Files.createTempDirectory(Files.createDirectories(Path.of("target", "hubs")), name).toAbsolutePath());
  }

  /** The same folder, with PostgreSQL's programs in it. */
  public static Path withPrograms(Path folder) throws IOException {
    Path programs = Files.createDirectories(Path.of("target", "postgresql")).toAbsolutePath();
    Files.createSymbolicLink(Files.createDirectories(folder).resolve("postgresql"), programs);
    return folder;
  }
}
