package huiwen.tally;

import io.vertx.core.json.JsonObject;

/** How many askers have said some weeks later that it is solved, and how many that it is not. */
final class SolvedCounts {
  private int yes;
  private int no;

  void add(boolean solved, int step) {
    yes += solved ? step : 0;
    no += solved ? 0 : step;
  }

  void add(SolvedCounts other) {
    yes += other.yes;
    no += other.no;
  }

  JsonObject view() {
    return new JsonObject().put("yes", yes).put("no", no);
  }
}
