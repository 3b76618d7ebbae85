package huiwen.bench;

import huiwen.bench.Alternation.Ratio;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, as one table and as JSON. */
final class Report {

  static final String TABLE = "benchmark.md";
  static final String JSON = "benchmark.json";
  /** By how much the short form may say something else than the full one. */
  private static final double SAME = 0.2;

  /** @param ratio hub to limit; null where there is no limit beside it */
  private record Result(String row, String what, double hub, Ratio ratio, String goal, boolean met) {
  }

  private final boolean quick;
  private final Map<String, Double> published;
  private final List<Result> results = new ArrayList<>();

  /** @param published ratios of the last full run by {@link #key}, which the short form is held beside */
  Report(boolean quick, Map<String, Double> published) {
    this.quick = quick;
    this.published = published;
  }

  /** The ratios of the last full run that was written into this folder; none where there was none. */
  static Map<String, Double> published(Path folder) throws IOException {
    var ratios = new HashMap<String, Double>();
    if (folder != null && Files.exists(folder.resolve(JSON))) {
      var last = new JsonObject(Files.readString(folder.resolve(JSON)));
      last.getJsonArray("rows").stream().map(JsonObject.class::cast)
          .filter(row -> row.getValue("ratio") != null)
          .forEach(row -> ratios.put(key(row.getString("row"), row.getString("what")), row.getDouble("ratio")));
    }
    return ratios;
  }

  static String key(String row, String what) {
    return row + " " + what;
  }

  void atLeast(String row, String what, Ratio ratio, double goal) {
    add(new Result(row, what, ratio.hub(), ratio, "≥ " + goal, ratio.median() >= goal));
  }

  void atMost(String row, String what, Ratio ratio, double goal) {
    add(new Result(row, what, ratio.hub(), ratio, "≤ " + goal, ratio.median() <= goal));
  }

  void beside(String row, String what, Ratio ratio) {
    add(new Result(row, what, ratio.hub(), ratio, "", true));
  }

  /** A figure that must not be above (or is to be exactly) a number rather than a limit's share. */
  void count(String row, String what, double value, double most) {
    add(new Result(row, what, value, null, "≤ " + Math.round(most), value <= most));
  }

  void note(String row, String what, double value) {
    add(new Result(row, what, value, null, "", true));
  }

  private void add(Result result) {
    results.add(result);
    System.err.println(result);
  }

  /** Writes {@code benchmark.md} and {@code benchmark.json} into this folder. */
  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve(TABLE), table());
    Files.writeString(folder.resolve(JSON), json().encodePrettily() + "\n");
  }

  String table() throws IOException {
    var text = new StringBuilder("# Benchmark\n\nMade by `mvn -Pbench verify` on ").append(LocalDate.now())
        .append(quick ? " (quick)" : "").append(". ").append(machine()).append("\n\n")
        .append("The limit is measured in the same run on the same PostgreSQL, `fsync` and `synchronous_commit` on; "
            + "driver, server and database share the machine. Hub and limit take turns, five times at least; hub and "
            + "limit are the medians, the ratio is the median of the rounds' ratios with their range behind it.\n\n")
        .append("| # | figure | hub | limit | ratio | goal | |").append(quick ? " full form |" : "")
        .append("\n| --- | --- | ---: | ---: | ---: | --- | --- |").append(quick ? " --- |" : "").append('\n');
    for (Result result : results) {
      text.append(line(result)).append(quick ? besideTheFullForm(result) : "").append('\n');
    }
    return text.toString();
  }

  private static String line(Result result) {
    return "| %s | %s | %s | %s | %s | %s | %s |".formatted(result.row, result.what, number(result.hub),
        result.ratio == null ? "" : number(result.ratio.limit()), result.ratio == null ? "" : ratio(result.ratio),
        result.goal, result.goal.isEmpty() ? "" : result.met ? "met" : "**not met**");
  }

  private static String ratio(Ratio ratio) {
    return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", ratio.median(), ratio.lowest(), ratio.highest());
  }

  /** What the last full run said of it, and whether this is the same within a fifth. */
  private String besideTheFullForm(Result result) {
    Double full = result.ratio == null ? null : published.get(key(result.row, result.what));
    if (full == null) {
      return " |";
    }
    boolean same = Math.abs(result.ratio.median() / full - 1) <= SAME;
    return String.format(Locale.ROOT, " %.2f%s |", full, same ? "" : " **differs**");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%,.2f" : "%,.0f", value);
  }

  private static String machine() throws IOException {
    String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("model name"))
        .findFirst().map(line -> line.replaceFirst(".*: ", "")).orElse("unknown processor");
    return "%d cores (%s), Java %s.".formatted(Runtime.getRuntime().availableProcessors(), model,
        System.getProperty("java.version"));
  }

  JsonObject json() {
    var rows = new JsonArray();
    for (Result result : results) {
      Ratio ratio = result.ratio;
      rows.add(new JsonObject().put("row", result.row).put("what", result.what).put("hub", result.hub)
          .put("limit", ratio == null ? null : ratio.limit())
          .put("ratio", ratio == null ? null : ratio.median())
          .put("lowest", ratio == null ? null : ratio.lowest())
          .put("highest", ratio == null ? null : ratio.highest())
          .put("goal", result.goal).put("met", result.met));
    }
    return new JsonObject().put("at", LocalDate.now().toString()).put("quick", quick).put("rows", rows);
  }
}
