package huiwen.bus;

/** Every event-bus address of the hub. */
public final class Address {

  /** Takes a command of an asker; answers the question. */
  public static final String INTAKE = "intake";

  /** Takes a command of a desk; answers the question. */
  public static final String DESK = "desk";

  /** Takes a command that is ready to be committed; answers the question. */
  public static final String LEDGER = "ledger";

  /** Takes a fair's code; answers its tally. */
  public static final String TALLY = "tally";

  /** Says who is connected to one core's live part: the tally adds them up. */
  public static final String ONLINE = "online";

  /** Says that a fair was made or changed: whoever keeps a copy drops it. */
  public static final String FAIR_CHANGED = "fair-changed";

  /** Says which sessions have ended before their time. */
  public static final String SESSIONS_ENDED = "sessions-ended";

  private Address() {
  }

  /** The committed entries of a fair, in order of {@code seq}. */
  public static String entries(int fairId) {
    return "fair." + fairId;
  }

  /** The fair's tally, each time it has moved, at most four times a second. */
  public static String tallies(int fairId) {
    return "fair." + fairId + ".tally";
  }
}
