package huiwen.screening;

import java.util.ArrayList;
import java.util.List;

/**
 * What the screening found in a text.
 *
 * @param urgency the kind of danger to life or body ({@code violence}, {@code child}, {@code self-harm}, {@code poison}, {@code
 *     illness}, {@code birth}, {@code fire}, {@code gas}, {@code water}, {@code lost}, {@code captive}, {@code bite}, {@code
 *     accident}, or {@link #DANGER} where the kind is not plain); null where there is none
 * @param isPrivate whether it is nobody else's business, whatever desk it goes to; what is urgent always is
 * @param isGeneral whether it is surely nobody's own matter, so that it is no secret at a desk whose questions mostly are
 * @param matters why it is private: {@code violence family debt illness mental intimate minors crime report poverty disability
 *     identity dispute}, {@link #NUMBER}
 * @param always why a moderator looks at it, even if only its desk will read it: abuse, advertising, an accusation with a name
 * @param ifPublic why a moderator looks at it where others will read it: a name, an accusation, a link
 */
public record Findings(String urgency, boolean isPrivate, boolean isGeneral, List<String> matters,
    List<String> always, List<String> ifPublic) {

  /** A danger of no plain kind. */
  public static final String DANGER = "danger";
  /** A number by which a person could be called or known is in the text: it is masked, and holds nothing. */
  public static final String NUMBER = "number";

  public boolean isUrgent() {
    return urgency != null;
  }

  /**
   * Why it should be looked at before anybody reads it; empty: it need not. What is urgent is never held.
   *
   * @param isPublic whether others than its asker and the desk will read it
   */
  public List<String> concerns(boolean isPublic) {
    return isUrgent() ? List.of() : reasons(isPublic);
  }

  /** The same where urgency is no excuse. */
  List<String> reasons(boolean isPublic) {
    if (!isPublic) {
      return always;
    }
    var all = new ArrayList<>(always);
    ifPublic.stream().filter(reason -> !all.contains(reason)).forEach(all::add);
    return List.copyOf(all);
  }
}
