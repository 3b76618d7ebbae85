package huiwen.question;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who waits where, kept from entries: tells how many wait before a question without asking the database. */
public final class Queues {

  /** A question in a queue. @param rank its place in it, the smallest first */
  record Waiting(String id, String department, long rank) {
  }

  private final Map<String, Places> byDepartment = new HashMap<>();
  private final Map<String, List<Waiting>> byAsker = new HashMap<>();
  private long seq;

  void startAt(long newest) {
    seq = newest;
  }

  void add(String asker, Waiting waiting) {
    byDepartment.computeIfAbsent(waiting.department(), d -> new Places()).add(waiting.rank());
    byAsker.computeIfAbsent(asker, a -> new ArrayList<>(1)).add(waiting);
  }

  private void remove(String asker, String id) {
    List<Waiting> hers = byAsker.get(asker);
    Waiting waiting = hers.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    byDepartment.get(waiting.department()).remove(waiting.rank());
    hers.remove(waiting);
    if (hers.isEmpty()) {
      byAsker.remove(asker);
    }
  }

  /** The number of the newest entry that is in it. */
  public long seq() {
    return seq;
  }

  /** Takes the next entry; one that is known already is passed over. */
  public void apply(Entry entry) {
    if (entry.seq() <= seq) {
      return;
    }
    seq = entry.seq();
    Question question = entry.question();
    if (entry.from() != null && entry.from().state() == State.WAITING) {
      remove(question.person().asker(), question.id());
    }
    if (question.state() == State.WAITING) {
      add(question.person().asker(), new Waiting(question.id(), question.department(), question.rank()));
    }
  }

  /** How many wait before this question at its desk; 0 unless it waits itself. */
  public int ahead(Question question) {
    Places places = byDepartment.get(question.department());
    return question.state() == State.WAITING && places != null ? places.before(question.rank()) : 0;
  }

  /** How many wait at a desk. */
  public int length(String department) {
    Places places = byDepartment.get(department);
    return places == null ? 0 : places.before(Long.MAX_VALUE);
  }

  /** How many wait before each of this asker's waiting questions, by their numbers. */
  public Map<String, Integer> aheadOf(String asker) {
    var ahead = new HashMap<String, Integer>();
    for (Waiting waiting : byAsker.getOrDefault(asker, List.of())) {
      ahead.put(waiting.id(), byDepartment.get(waiting.department()).before(waiting.rank()));
    }
    return ahead;
  }

  /** Sorted places: they mostly come at the end and go at the front, and neither moves the rest. */
  private static final class Places {

    private long[] places = new long[16];
    private int start;
    private int end;

    void add(long place) {
      if (end == places.length) {
        makeRoom();
      }
      int at = end == start || places[end - 1] < place ? end : insertionPoint(place);
      System.arraycopy(places, at, places, at + 1, end - at);
      places[at] = place;
      end++;
    }

    void remove(long place) {
      int at = Arrays.binarySearch(places, start, end, place);
      if (at == start) {
        start++;
      } else if (at > start) {
        System.arraycopy(places, at + 1, places, at, end - at - 1);
        end--;
      }
    }

    int before(long place) {
      return insertionPoint(place) - start;
    }

    private int insertionPoint(long place) {
      int at = Arrays.binarySearch(places, start, end, place);
      return at < 0 ? -at - 1 : at;
    }

    private void makeRoom() {
      int size = end - start;
      long[] roomier = new long[Math.max(16, size * 2)];
      System.arraycopy(places, start, roomier, 0, size);
      places = roomier;
      start = 0;
      end = size;
    }
  }
}
