package huiwen.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code build/chromium.sh} says and does, on a machine that has only the programs which a test gives it. */
class ChromiumScriptTest {

  private static final Path SCRIPT = Path.of("build", "chromium.sh").toAbsolutePath();

  @TempDir
  private Path programs;

  private record Ended(int status, String words) {
  }

  @BeforeEach
  void giveWhatEveryMachineHas() throws IOException {
    for (String name : List.of("tail", "mktemp", "rm", "chmod")) {
      Files.createSymbolicLink(programs.resolve(name), which(name));
    }
    program("id", "echo 0");
  }

  private static Path which(String name) {
    return List.of("/bin", "/usr/bin").stream().map(folder -> Path.of(folder, name)).filter(Files::isExecutable)
        .findFirst().orElseThrow();
  }

  private void program(String name, String does) throws IOException {
    Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + does + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private Ended run() throws Exception {
    var builder = new ProcessBuilder("/bin/sh", SCRIPT.toString()).redirectErrorStream(true);
    builder.environment().put("PATH", programs.toString());
    builder.environment().remove("CHROMIUM");
    Process process = builder.start();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), words);
  }

  @Test
  void whereAllIsThereItSaysNothing() throws Exception {
    program("chromium", "true");
    program("fc-list", "echo Noto Sans CJK SC");
    assertThat(run()).isEqualTo(new Ended(0, ""));
  }

  @Test
  void itSaysWhatItInstalls() throws Exception {
    program("apt-get", "[ $1 = update ] || { printf '#!/bin/sh\\n' > " + programs + "/chromium; chmod 700 " + programs
        + "/chromium; }");
    Ended ended = run();
    assertThat(ended.status()).isZero();
    assertThat(ended.words()).contains("there is no Chromium. Installing chromium-headless-shell ", "Browser tests: installed.");
  }

  @Test
  void whereAptFailsItsOwnWordsAreTold() throws Exception {
    program("apt-get", "echo 'E: Could not get lock /var/lib/dpkg/lock-frontend' >&2; exit 100");
    Ended ended = run();
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.words()).contains("E: Could not get lock /var/lib/dpkg/lock-frontend")
        .contains("-DskipBrowserTests");
  }

  @Test
  void whoMayNotInstallIsToldWhatToDo() throws Exception {
    program("id", "echo 1000");
    program("apt-get", "echo must not be called");
    Ended ended = run();
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.words()).contains("install chromium-headless-shell fontconfig").doesNotContain("must not");
  }

  @Test
  void aChromiumWithoutFontsWillDo() throws Exception {
    program("chromium", "true");
    program("apt-get", "echo 'E: no network' >&2; exit 100");
    Ended ended = run();
    assertThat(ended.status()).isZero();
    assertThat(ended.words()).contains("no Chinese font", "E: no network");
  }
}
