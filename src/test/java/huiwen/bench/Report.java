package huiwen.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What was measured, as one table and as JSON. */
final class Report {

  /** @param ratio hub to limit; NaN where there is no limit beside it */
  private record Result(String row, String what, double hub, double limit, double ratio, String goal, boolean met) {
  }

  private final boolean quick;
  private final List<Result> results = new ArrayList<>();

  Report(boolean quick) {
    this.quick = quick;
  }

  void atLeast(String row, String what, double hub, double limit, double goal) {
    add(new Result(row, what, hub, limit, hub / limit, "≥ " + goal, hub / limit >= goal));
  }

  void atMost(String row, String what, double hub, double limit, double goal) {
    add(new Result(row, what, hub, limit, hub / limit, "≤ " + goal, hub / limit <= goal));
  }

  /** A figure that must not be above (or is to be exactly) a number rather than a limit's share. */
  void count(String row, String what, double value, double most) {
    add(new Result(row, what, value, Double.NaN, Double.NaN, "≤ " + Math.round(most), value <= most));
  }

  /** Beside itself with nothing stored. */
  void growth(String what, double full, double empty, double ratio) {
    add(new Result("7", what, full, empty, ratio, "≤ 1.2", ratio <= 1.2));
  }

  /** Beside a peer instead of a limit; NaN where the hub was not measured in this run. */
  void peer(String row, String what, double hub, double peer, double ratio, double goal) {
    add(new Result(row, what, hub, peer, ratio, Double.isNaN(ratio) ? "" : "≥ " + goal, !(ratio < goal)));
  }

  void beside(String row, String what, double hub, double limit) {
    add(new Result(row, what, hub, limit, hub / limit, "", true));
  }

  void note(String row, String what, double value) {
    add(new Result(row, what, value, Double.NaN, Double.NaN, "", true));
  }

  private void add(Result result) {
    results.add(result);
    System.err.println(result);
  }

  /** Writes {@code benchmark.md} and {@code benchmark.json} into this folder. */
  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("benchmark.md"), table());
    Files.writeString(folder.resolve("benchmark.json"), json().encodePrettily() + "\n");
  }

  String table() throws IOException {
    var text = new StringBuilder("# Benchmark\n\nMade by `mvn -Pbench verify` on ").append(LocalDate.now())
        .append(quick ? " (quick)" : "").append(". ").append(machine()).append("\n\n")
        .append("The limit is measured in the same run on the same PostgreSQL, `fsync` and `synchronous_commit` on; "
            + "driver, server and database share the machine.\n\n")
        .append("| # | figure | hub | limit | ratio | goal | |\n| --- | --- | ---: | ---: | ---: | --- | --- |\n");
    for (Result result : results) {
      text.append("| %s | %s | %s | %s | %s | %s | %s |%n".formatted(result.row, result.what, number(result.hub),
          number(result.limit), Double.isNaN(result.ratio) ? "" : "%.2f".formatted(result.ratio), result.goal,
          result.goal.isEmpty() ? "" : result.met ? "met" : "**not met**"));
    }
    return text.toString();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : (value < 10 ? "%,.2f" : "%,.0f").formatted(value);
  }

  private static String machine() throws IOException {
    String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("model name"))
        .findFirst().map(line -> line.replaceFirst(".*: ", "")).orElse("unknown processor");
    return "%d cores (%s), Java %s.".formatted(Runtime.getRuntime().availableProcessors(), model,
        System.getProperty("java.version"));
  }

  private JsonObject json() {
    var rows = new JsonArray();
    for (Result result : results) {
      rows.add(new JsonObject().put("row", result.row).put("what", result.what).put("hub", result.hub)
          .put("limit", Double.isNaN(result.limit) ? null : result.limit)
          .put("ratio", Double.isNaN(result.ratio) ? null : result.ratio)
          .put("goal", result.goal).put("met", result.met));
    }
    return new JsonObject().put("at", LocalDate.now().toString()).put("quick", quick).put("rows", rows);
  }
}
