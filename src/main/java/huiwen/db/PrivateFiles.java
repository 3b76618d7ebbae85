package huiwen.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps other accounts of the machine away from what is the hub's. Where there are no such permissions, does nothing. */
final class PrivateFiles {

  private static final Logger log = LoggerFactory.getLogger(PrivateFiles.class);
  private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNERS_FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private PrivateFiles() {
  }

  /**
   * Makes the folder where it is missing, and shuts it to all but its owner. One that holds other things than the hub's stays
   * as it is: the hub was told to put its data beside them, and somebody else may need those.
   *
   * @param mark name of something within that shows that the folder is the hub's
   */
  static void folder(Path folder, String mark) throws IOException {
    boolean others = Files.isDirectory(folder) && !isEmpty(folder) && !Files.exists(folder.resolve(mark));
    Files.createDirectories(folder);
    if (others) {
      log.warn("{} holds more than the hub's data, and stays open to other accounts: give the hub a folder of its own", folder);
    } else {
      permit(folder, OWNERS_FOLDER);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /** Writes a file that only its owner ever can read: it is so before anything is in it. */
  static void write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    if (isPosix(file)) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNERS_FILE));
    }
    Files.writeString(file, text);
  }

  /** Nobody but its owner may write what is in this folder, which need not be there. */
  static void forbidOthersToWrite(Path folder) throws IOException {
    if (!Files.isDirectory(folder) || !isPosix(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(path -> !Files.isSymbolicLink(path)).toList()) {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.removeAll(OTHERS_WRITE)) {
          permit(file, permissions);
        }
      }
    }
  }

  private static void permit(Path path, Set<PosixFilePermission> permissions) throws IOException {
    if (isPosix(path) && !Files.getPosixFilePermissions(path).equals(permissions)) {
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  private static boolean isPosix(Path path) throws IOException {
    Path there = Files.exists(path) ? path : path.toAbsolutePath().getParent();
    return Files.getFileStore(there).supportsFileAttributeView("posix");
  }
}
