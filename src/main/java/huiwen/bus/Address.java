package huiwen.bus;

/** Every event-bus address of the hub. */
public final class Address {

  /** Takes what a villager asks, before it is known where it goes; answers the question. */
  public static final String INTAKE = "intake";

  /** Says what somebody holds and is still at work on: claims that are renewed. */
  public static final String HOLDING = "holding";

  /** Takes a command that is ready to be committed; answers the question. */
  public static final String LEDGER = "ledger";

  /** Takes a fair's code; answers its tally, encoded: a JSON text. */
  public static final String TALLY = "tally";

  /**
   * Takes a fair's code; answers, by the codes of its desks, how many wait there and how long an answer takes. All who ask
   * are given the same object, to be read only.
   */
  public static final String WAITS = "waits";

  /** Says who is connected to one core's live part: the tally adds them up. */
  public static final String ONLINE = "online";

  /** Says that a fair was made or changed: whoever keeps a copy drops it. */
  public static final String FAIR_CHANGED = "fair-changed";

  /** Says which sessions have ended before their time. */
  public static final String SESSIONS_ENDED = "sessions-ended";

  /** Says that the 权责清单 was changed. */
  public static final String DUTIES_CHANGED = "duties-changed";

  /** Says that there is something new to learn from, and that it should not wait. */
  public static final String LEARN = "learn";

  /** Says which model routes from now on, by its number; 0 = the one that the hub came with. */
  public static final String MODEL_CHANGED = "model-changed";

  /** Takes a {@code Similar.Query}; answers what is like it, the likest first. */
  public static final String SIMILAR = "similar";

  /** Says that answers were added to what is known. */
  public static final String ANSWERS_CHANGED = "answers-changed";

  private Address() {
  }

  /** The committed entries of a fair, in order of {@code seq}. */
  public static String entries(int fairId) {
    return "fair." + fairId;
  }

  /** The fair's tally, encoded, each time it has moved, at most four times a second. */
  public static String tallies(int fairId) {
    return "fair." + fairId + ".tally";
  }
}
