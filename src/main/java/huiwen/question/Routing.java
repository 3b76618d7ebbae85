package huiwen.question;

import java.util.List;

/**
 * Which desk a question is at, and why.
 *
 * @param department code of the desk
 * @param by who decided: asker, duty, model, triage or volunteer
 * @param confidence 0 to 1, or null where nobody estimated it
 * @param reasons in words, for the volunteer
 * @param proposed codes of other desks that it may be for too, or rather
 * @param expert to whom the desk has put it, who may be far away; null for nobody
 */
public record Routing(String department, String by, Double confidence, List<String> reasons, List<String> proposed, Claim expert) {

  public static final String BY_ASKER = "asker";
  public static final String BY_DUTY = "duty";
  public static final String BY_MODEL = "model";
  public static final String BY_TRIAGE = "triage";
  public static final String BY_VOLUNTEER = "volunteer";

  public Routing {
    reasons = List.copyOf(reasons);
    proposed = List.copyOf(proposed);
  }

  /** Put to nobody from far away. */
  public Routing(String department, String by, Double confidence, List<String> reasons, List<String> proposed) {
    this(department, by, confidence, reasons, proposed, null);
  }

  Routing putTo(Claim someone) {
    return new Routing(department, by, confidence, reasons, proposed, someone);
  }

  /** Where nothing more is to be said of it. */
  static Routing to(String department, String by) {
    return new Routing(department, by, null, List.of(), List.of());
  }
}
