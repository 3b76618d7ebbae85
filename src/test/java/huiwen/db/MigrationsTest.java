package huiwen.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MigrationsTest {

  @Test
  void knowsItsNewestFile() throws Exception {
    Path folder = Path.of(MigrationsTest.class.getResource("/db/migration").toURI());
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString().replaceFirst("^V(\\d+)__.*", "$1"))
          .mapToInt(Integer::parseInt).max()).hasValue(Integer.parseInt(Migrations.NEWEST));
    }
  }
}
