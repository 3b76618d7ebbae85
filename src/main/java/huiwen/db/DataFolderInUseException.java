package huiwen.db;

import java.io.IOException;
import java.nio.file.Path;

/** Another hub, which is alive, works on this data folder. */
public final class DataFolderInUseException extends IOException {

  DataFolderInUseException(Path folder) {
    super("another hub is running on " + folder + ": stop it first, or set HUB_DATA to another folder");
  }
}
