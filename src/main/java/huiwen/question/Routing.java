package huiwen.question;

import java.util.List;

/**
 * Which desk a question is at, and why.
 *
 * @param department code of the desk
 * @param by who decided: asker, duty, model, triage or volunteer
 * @param confidence 0 to 1, or null where nobody estimated it
 * @param reasons in words, for the volunteer
 */
public record Routing(String department, String by, Double confidence, List<String> reasons) {

  public static final String BY_ASKER = "asker";
  public static final String BY_MODEL = "model";
  public static final String BY_TRIAGE = "triage";
  public static final String BY_VOLUNTEER = "volunteer";

  public Routing {
    reasons = List.copyOf(reasons);
  }
}
