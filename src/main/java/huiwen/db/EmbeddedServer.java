package huiwen.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that the hub brings along, for a fair with one laptop and nothing else.
 *
 * <p>The library that carries the binaries is made for tests and turns {@code fsync} and
 * {@code synchronous_commit} off. Here they are on: what was acknowledged survives a power cut.
 * It listens on the loopback address alone, and wants a password that no other account of the machine can read.
 *
 * <p>Every method blocks: call them on a worker thread.
 */
public final class EmbeddedServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);
  private static final Duration START_WITHIN = Duration.ofSeconds(60);
  private static final Duration ORPHAN_STOPS_WITHIN = Duration.ofSeconds(30);

  private static final Path PROC = Path.of("/proc");
  private static final int ANY_PORT = 0;
  private static final String LOCK = "hub.lock";

  private final FileChannel lockFile;
  private final FileLock lock;
  private final Path folder;
  private final String password;
  private EmbeddedPostgres postgres;
  /** Known from its start, as later there may be no handle left to read its number with. */
  private volatile ProcessHandle postmaster;
  private boolean closed;

  private EmbeddedServer(FileChannel lockFile, FileLock lock, Path folder, EmbeddedPostgres postgres, String password)
      throws IOException {
    this.lockFile = lockFile;
    this.lock = lock;
    this.folder = folder;
    this.postgres = postgres;
    this.password = password;
    this.postmaster = postmasterOf(clusterIn(folder)).orElse(null);
  }

  /**
   * Starts the server on this data folder, making the folder at first start. A server that a killed
   * hub has left running on it is stopped first.
   *
   * @throws DataFolderInUseException when another hub that is alive holds the folder
   * @throws IOException when the server does not start; its log says why
   */
  public static EmbeddedServer start(Path data) throws IOException {
    return start(data, ANY_PORT);
  }

  /** As {@link #start(Path)}, on this port of the loopback address; 0 = any free one. */
  public static EmbeddedServer start(Path data, int port) throws IOException {
    Path folder = data.toAbsolutePath().normalize();
    Path cluster = clusterIn(folder);
    PrivateFiles.folder(folder, LOCK);
    FileChannel lockFile = FileChannel.open(folder.resolve(LOCK),
        StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = tryLock(lockFile);
      if (lock == null) {
        throw new DataFolderInUseException(folder);
      }
      stopOrphan(cluster);
      clearLockOfTheDead(cluster);
      removeHalfMade(cluster);
      return new EmbeddedServer(lockFile, lock, folder, startPostgres(folder, port),
          ServerPassword.of(folder, cluster).value());
    } catch (IOException | RuntimeException e) {
      if (lock != null) {
        lock.release();
      }
      lockFile.close();
      throw e;
    }
  }

  private static Path clusterIn(Path folder) {
    return folder.resolve("cluster");
  }

  /** A new cluster wants its password from its first moment on, one of before within the first moments of this start. */
  private static EmbeddedPostgres startPostgres(Path folder, int port) throws IOException {
    Path binaries = folder.resolve("postgresql");
    PrivateFiles.forbidOthersToWrite(binaries); // what was changed by others before cannot be told, but from now on
    ServerPassword password = ServerPassword.of(folder, clusterIn(folder));
    if (!Files.exists(clusterIn(folder))) {
      log.info("first start: making the database in {}, which takes some seconds", folder);
    }
    var postgres = EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(binaries.toFile())
        .setDataDirectory(clusterIn(folder))
        .setCleanDataDirectory(false)
        .setPort(port)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(START_WITHIN)
        // options of initdb, which the library passes on as they are: the last of each counts
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", password.file().toString())
        .setConnectConfig("password", password.value())
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("max_connections", "250")
        .setServerConfig("shared_buffers", "256MB")
        .setServerConfig("max_wal_size", "2GB")
        .setServerConfig("unix_socket_directories", "")
        .start();
    try {
      password.set(postgres.getPostgresDatabase());
      PrivateFiles.forbidOthersToWrite(binaries); // the library unpacks them into a folder for everybody
    } catch (IOException e) {
      postgres.close();
      throw e;
    }
    log.info("embedded PostgreSQL on 127.0.0.1:{}, data in {}, fsync=on, synchronous_commit=on",
        postgres.getPort(), clusterIn(folder));
    return postgres;
  }

  /**
   * Starts the server anew, on its old port, where it has died: killed by hand, or by a machine that ran out of memory.
   * Where there is no {@code /proc} to tell by, it is taken to live.
   *
   * @return whether it had died
   * @throws IOException when it does not start again, for instance because the disk is full; to be tried again
   */
  public synchronized boolean restartIfDead() throws IOException {
    Path cluster = clusterIn(folder);
    if (closed || !Files.isDirectory(PROC) || postmasterOf(cluster).isPresent()) {
      return false;
    }
    int port = postgres.getPort();
    log.warn("the embedded PostgreSQL has died: starting it anew");
    clearLockOfTheDead(cluster);
    postgres.close();
    postgres = startPostgres(folder, port);
    postmaster = postmasterOf(cluster).orElse(null);
    return true;
  }

  /** The address of its database, in the form of the {@code databaseUrl} setting: with its password, so not for a log. */
  public synchronized String url() {
    return "postgresql://postgres:" + password + "@127.0.0.1:" + postgres.getPort() + "/postgres";
  }

  /**
   * Asks it to end as soon as its last connection has, which needs nothing but its number: for a hub that has no handle and
   * no memory left, and ends itself.
   */
  public void ask() {
    ProcessHandle known = postmaster;
    if (known != null) {
      known.destroy();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    postgres.close();
    lock.release();
    lockFile.close();
  }

  private static FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another hub within this very process
    }
  }

  /** An initdb that was killed half-way leaves a folder without a configuration that PostgreSQL refuses. */
  private static void removeHalfMade(Path cluster) throws IOException {
    if (Files.isDirectory(cluster) && !Files.exists(cluster.resolve("global/pg_control"))) {
      log.warn("{} was left half made by a start that was cut off: making it anew", cluster);
      try (var files = Files.walk(cluster)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /**
   * A hub that was killed leaves its PostgreSQL running. As we hold the folder's lock, whatever runs on
   * it has lost its hub: it is asked to shut down fast, which writes a checkpoint and loses nothing.
   */
  private static void stopOrphan(Path cluster) throws IOException {
    Optional<ProcessHandle> orphan = postmasterOf(cluster);
    if (orphan.isEmpty()) {
      return;
    }
    long pid = orphan.get().pid();
    log.warn("stopping the PostgreSQL (process {}) that a killed hub has left on {}", pid, cluster);
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
      orphan.get().onExit().get(ORPHAN_STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while stopping process " + pid, e);
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException("the PostgreSQL process " + pid + " on " + cluster
          + " does not stop: stop it by hand (kill -INT " + pid + ") and start again", e);
    }
  }

  /**
   * A PostgreSQL that was killed leaves its lock file, and for a moment its children; and its own number may still
   * be taken, by itself as a zombie or by somebody else, so that a new one would not dare to start. When no process
   * works in the folder any more the file says nothing true.
   */
  private static void clearLockOfTheDead(Path cluster) throws IOException {
    Path lockFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(lockFile) || !Files.isDirectory(PROC)) {
      return;
    }
    Path folder = cluster.toRealPath();
    long end = System.nanoTime() + ORPHAN_STOPS_WITHIN.toNanos();
    while (ProcessHandle.allProcesses().anyMatch(process -> worksIn(process.pid(), folder))) {
      if (System.nanoTime() > end) {
        throw new IOException("processes of a killed PostgreSQL still work in " + cluster
            + ": end them by hand and start again");
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    Files.delete(lockFile);
  }

  /** Every PostgreSQL process has its data folder as working folder; a zombie has none. */
  private static boolean worksIn(long pid, Path folder) {
    try {
      return Files.readSymbolicLink(PROC.resolve(Long.toString(pid)).resolve("cwd")).equals(folder);
    } catch (IOException e) {
      return false; // it has gone, or is not ours to look at
    }
  }

  private static Optional<ProcessHandle> postmasterOf(Path cluster) throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.isEmpty() || !lines.get(0).strip().matches("\\d+")) {
      return Optional.empty();
    }
    long pid = Long.parseLong(lines.get(0).strip());
    // After a restart of the machine the number may be somebody else's: it must be a PostgreSQL on this folder.
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> runsOn(pid, cluster));
  }

  private static boolean runsOn(long pid, Path cluster) {
    try {
      String command = Files.readString(PROC.resolve(Long.toString(pid)).resolve("cmdline"));
      return command.contains("postgres") && command.contains(cluster.toString());
    } catch (IOException e) {
      return false;
    }
  }
}
