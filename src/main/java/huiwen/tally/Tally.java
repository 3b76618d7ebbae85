package huiwen.tally;

import huiwen.access.Tokens;
import huiwen.fair.Department;
import huiwen.fair.Departments;
import huiwen.question.Entry;
import huiwen.question.Question;
import huiwen.question.Recount;
import huiwen.question.State;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The counts of one fair: starts from a recount, then follows the entries. Pure: entry in, counts out. */
final class Tally {

  /** So few answers say nothing of how long the next one takes. */
  private static final int FEWEST_WAITS = 5;
  private static final List<String> ASPECTS = List.of("党建示范", "脱贫致富", "产业兴旺", "乡风文明", "社会治理");

  private final Departments departments;
  private final Map<String, Counts> byDepartment = new TreeMap<>();
  private final Map<String, Village> byVillage = new TreeMap<>();
  /** Villages that have a row of their own; empty = the first of which anybody spoke. */
  private final List<String> listed;
  private final Set<String> listedNames;
  private long seq;

  Tally(Departments departments, Recount start) {
    this.departments = departments;
    listed = start.listed();
    listedNames = Set.copyOf(listed);
    seq = start.seq();
    start.questions().forEach(row -> {
      counts(row.department()).add(row.state(), row.count());
      village(row.village(), row.department(), row.state(), row.answered(), row.count());
    });
    start.solved().forEach(row -> addSolved(row.department(), row.village(), row.solved(), row.count()));
    start.parts().forEach(row -> counts(row.department()).parts.add(row.asked(), row.answered()));
    start.waits().forEach(row -> counts(row.department()).waits.merge(row.seconds(), row.count(), Integer::sum));
    start.grades().forEach(row -> counts(row.department()).grades[row.grade()] += row.count());
  }

  /** The number of the newest entry that is counted. */
  long seq() {
    return seq;
  }

  /** The villages that are counted by name; none = those of which somebody spoke first. */
  List<String> villages() {
    return listed;
  }

  /** Counts the entry; it must be the one after {@link #seq()}. */
  void apply(Entry entry) {
    if (entry.seq() != seq + 1) {
      throw new IllegalArgumentException("entry " + entry.seq() + " after " + seq);
    }
    seq = entry.seq();
    Question question = entry.question();
    if (question.isPart()) {
      applyPart(entry.from(), question);
      return;
    }
    if (entry.from() != null) {
      take(entry.from(), question);
    }
    add(question);
  }

  /** What another desk was asked for is beside the counts, at whichever desk it is. */
  private void applyPart(Entry.From from, Question part) {
    if (from != null) {
      counts(from.department()).parts.add(-1, from.answered() ? -1 : 0);
    }
    counts(part.department()).parts.add(1, part.firstAnsweredAt() == null ? 0 : 1);
  }

  private void take(Entry.From from, Question question) {
    Counts counts = counts(from.department());
    counts.add(from.state(), -1);
    village(question.asked().village(), from.department(), from.state(), from.answered(), -1);
    if (from.answered()) {
      counts.waits.computeIfPresent(waitSeconds(question), (seconds, n) -> n == 1 ? null : n - 1);
    }
    if (from.grade() != null) {
      counts.grades[from.grade()]--;
    }
    if (from.solved() != null) {
      addSolved(from.department(), question.asked().village(), from.solved(), -1);
    }
  }

  private void add(Question question) {
    Counts counts = counts(question.department());
    counts.add(question.state(), 1);
    village(question.asked().village(), question.department(), question.state(), question.firstAnsweredAt() != null, 1);
    if (question.firstAnsweredAt() != null) {
      counts.waits.merge(waitSeconds(question), 1, Integer::sum);
    }
    if (question.rating() != null) {
      counts.grades[question.rating().grade()]++;
    }
    if (question.solved() != null) {
      addSolved(question.department(), question.asked().village(), question.solved().solved(), 1);
    }
  }

  /** 解决率: what askers have said some weeks later. */
  private void addSolved(String department, String village, boolean solved, int step) {
    counts(department).solved.add(solved, step);
    if (village != null) {
      Village row = byVillage.computeIfAbsent(nameShown(village), Village::new);
      row.row = null;
      row.solved.add(solved, step);
    }
  }

  private static long waitSeconds(Question question) {
    return question.untilFirstAnswer().toSeconds();
  }

  /** Those of a desk, to be changed. */
  private Counts counts(String department) {
    Counts counts = byDepartment.computeIfAbsent(department, code -> new Counts(code, departments.name(code)));
    counts.row = null;
    return counts;
  }

  /** @param answered whether it has had an answer: one that is merged is resolved by that of the other */
  private void village(String name, String department, State state, boolean answered, int step) {
    if (name != null) {
      Village village = byVillage.computeIfAbsent(nameShown(name), Village::new);
      village.row = null;
      Resolved resolved = village.byDepartment.computeIfAbsent(department, d -> new Resolved());
      resolved.asked += step;
      resolved.resolved += state == State.ANSWERED || state == State.CLOSED || state == State.MERGED && answered ? step : 0;
    }
  }

  /** What anybody can type is not to make as many rows as there are words: what has no row of its own is under one heading. */
  private String nameShown(String village) {
    boolean has = listed.isEmpty()
        ? byVillage.containsKey(village) || named() < Recount.MOST_VILLAGES
        : listedNames.contains(village);
    return has ? village : Recount.OTHER_VILLAGES;
  }

  private int named() {
    return byVillage.size() - (byVillage.containsKey(Recount.OTHER_VILLAGES) ? 1 : 0);
  }

  /**
   * The contract's tally.
   *
   * @param present departments that get a row even where nothing was asked
   */
  JsonObject view(Collection<String> present, Instant at, JsonObject online) {
    var total = new Counts(null, null);
    var rows = new JsonArray();
    for (Counts counts : shown(present)) {
      total.add(counts);
      rows.add(counts.row());
    }
    var villages = new JsonArray();
    villagesShown().forEach(village -> villages.add(village.row(departments)));
    return new JsonObject()
        .put("seq", seq)
        .put("at", at.toString())
        .put("total", total.view(new JsonObject()))
        .put("departments", rows)
        .put("villages", villages)
        .put("online", online);
  }

  /**
   * By the codes of the desks: how many wait there, how long half of those had to wait who were answered, and between which times the
   * middle half of them lies; null where too few were.
   */
  JsonObject waits(Collection<String> present) {
    var waits = new JsonObject();
    for (Counts counts : shown(present)) {
      JsonObject row = counts.row();
      waits.put(row.getString("code"), new JsonObject()
          .put("waiting", row.getValue("waiting"))
          .put("medianWaitSeconds", row.getValue("medianWaitSeconds"))
          .put("waitRangeSeconds", counts.waitRange()));
    }
    return waits;
  }

  /** In the order of the list, and all others last. */
  private List<Village> villagesShown() {
    Set<String> names = new LinkedHashSet<>(listed);
    names.addAll(byVillage.keySet());
    if (names.remove(Recount.OTHER_VILLAGES)) {
      names.add(Recount.OTHER_VILLAGES);
    }
    return names.stream().map(byVillage::get).filter(Objects::nonNull).toList();
  }

  private List<Counts> shown(Collection<String> present) {
    Set<String> codes = new LinkedHashSet<>(present);
    codes.add(Departments.TRIAGE);
    byDepartment.forEach((code, counts) -> {
      if (counts.asked() > 0 || counts.parts.asked > 0) {
        codes.add(code);
      }
    });
    return codes.stream().map(code -> {
      Counts counts = byDepartment.get(code);
      return counts == null ? new Counts(code, departments.name(code)) : counts;
    }).toList();
  }

  /** Whether it has counted the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tally tally && counted().equals(tally.counted());
  }

  private JsonObject counted() {
    return view(List.of(), Instant.EPOCH, new JsonObject());
  }

  /** Of all that it has counted: the same on every node that has counted the same. */
  String digest() {
    return Tokens.hash(counted().encode());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(seq);
  }

  /** How much was asked of something, and how much of it is resolved. */
  private static final class Resolved {
    private int asked;
    private int resolved;

    void add(Resolved other) {
      asked += other.asked;
      resolved += other.resolved;
    }

    /** A flag is won by results alone: something was asked, and all of it is resolved. */
    boolean allOfSome() {
      return asked > 0 && resolved == asked;
    }
  }

  /** What was asked in one village, or in all that have no row of their own. */
  private static final class Village {
    private final String name;
    private final Map<String, Resolved> byDepartment = new TreeMap<>();
    private final SolvedCounts solved = new SolvedCounts();
    /** As it was last shown, to be read only; null where it has moved since. */
    private JsonObject row;

    Village(String name) {
      this.name = name;
    }

    JsonObject row(Departments departments) {
      if (row == null) {
        row = view(departments);
      }
      return row;
    }

    private JsonObject view(Departments departments) {
      var all = new Resolved();
      Map<String, Resolved> aspects = new LinkedHashMap<>();
      ASPECTS.forEach(aspect -> aspects.put(aspect, new Resolved()));
      byDepartment.forEach((code, resolved) -> {
        all.add(resolved);
        Department department = departments.get(code);
        if (department != null && aspects.containsKey(department.aspect())) {
          aspects.get(department.aspect()).add(resolved);
        }
      });
      boolean isOne = !name.equals(Recount.OTHER_VILLAGES); // a heading wins no flag
      var flags = new JsonObject();
      aspects.forEach((aspect, resolved) -> flags.put(aspect, isOne && resolved.allOfSome()));
      return new JsonObject().put("name", name).put("asked", all.asked).put("resolved", all.resolved).put("flags", flags)
          .put("solved", solved.view());
    }
  }

  /** What a desk was asked for by others. */
  private static final class Parts {
    private int asked;
    private int answered;

    void add(int moreAsked, int moreAnswered) {
      asked += moreAsked;
      answered += moreAnswered;
    }
  }

  /** The counts of one desk, or of all. */
  private static final class Counts {
    private final String code;
    private final String name;
    private final int[] byState = new int[State.values().length];
    private final TreeMap<Long, Integer> waits = new TreeMap<>();
    private final int[] grades = new int[6];
    private final Parts parts = new Parts();
    private final SolvedCounts solved = new SolvedCounts();
    /** As it was last shown, to be read only; null where it has moved since. */
    private JsonObject row;

    Counts(String code, String name) {
      this.code = code;
      this.name = name;
    }

    JsonObject row() {
      if (row == null) {
        row = view(new JsonObject().put("code", code).put("name", name))
            .put("medianWaitSeconds", waitSeconds(0.5))
            .put("p90WaitSeconds", waitSeconds(0.9))
            .put("satisfaction", satisfaction())
            .put("parts", new JsonObject().put("asked", parts.asked).put("answered", parts.answered));
      }
      return row;
    }

    void add(State state, int step) {
      byState[state.ordinal()] += step;
    }

    void add(Counts other) {
      for (int i = 0; i < byState.length; i++) {
        byState[i] += other.byState[i];
      }
      solved.add(other.solved);
    }

    JsonObject view(JsonObject view) {
      view.put("asked", asked());
      for (State state : State.values()) {
        view.put(camelCase(state), byState[state.ordinal()]);
      }
      return view.put("solved", solved.view());
    }

    int asked() {
      return Arrays.stream(byState).sum();
    }

    private static String camelCase(State state) {
      String[] words = state.code().split("-");
      return words.length == 1 ? words[0]
          : words[0] + Character.toUpperCase(words[1].charAt(0)) + words[1].substring(1);
    }

    /** The smallest wait that this share of the answered ones did not exceed; null where none is answered. */
    Long waitSeconds(double share) {
      long all = waits.values().stream().mapToLong(Integer::longValue).sum();
      long rank = (long) Math.ceil(share * all);
      for (Map.Entry<Long, Integer> wait : waits.entrySet()) {
        rank -= wait.getValue();
        if (rank <= 0) {
          return wait.getKey();
        }
      }
      return null;
    }

    /** Without the quarter that was fastest and the quarter that was slowest; null where too few were answered to say. */
    JsonArray waitRange() {
      return waits.values().stream().mapToInt(Integer::intValue).sum() < FEWEST_WAITS ? null
          : new JsonArray().add(waitSeconds(0.25)).add(waitSeconds(0.75));
    }

    /** The share of grades 4 and 5, 0 to 1; null where nobody has rated. */
    Double satisfaction() {
      int all = 0;
      for (int n : grades) {
        all += n;
      }
      return all == 0 ? null : (grades[4] + grades[5]) / (double) all;
    }
  }
}
