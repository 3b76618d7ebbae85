package huiwen.intake;

import huiwen.fair.Departments;
import huiwen.question.Routing;
import huiwen.screening.Findings;
import huiwen.screening.Screening;
import huiwen.text.Reading;
import huiwen.triage.Triage;
import io.vertx.core.Future;

/** Whether what is asked is private unless its asker says otherwise: health, law and police are, wherever they are asked. */
public final class Sensitivity {

  private final Departments departments;
  private final Triage triage;
  private final Screening screening;

  public Sensitivity(Departments departments, Triage triage, Screening screening) {
    this.departments = departments;
    this.triage = triage;
    this.screening = screening;
  }

  /** Of words that are still being written: only where it surely will be when they are sent, as she is told so. */
  Future<Boolean> of(Reading words) {
    return screening.settled(words).map(found -> found != null
        && (found.isPrivate() || !found.isGeneral() && isSensitive(triage.matterOf(words))));
  }

  /**
   * Of a question: at the desk to which it goes, at another, at triage, with the desk not there. What is surely a general question
   * (what is paid for, when they are open) is only where its asker has chosen such a desk herself.
   */
  boolean of(Reading words, Routing routing, Findings found) {
    boolean isAtSensitiveDesk = departments.isSensitive(routing.department());
    if (found.isPrivate()) {
      return true;
    }
    if (found.isGeneral()) {
      return isAtSensitiveDesk && routing.by().equals(Routing.BY_ASKER);
    }
    return isAtSensitiveDesk || routing.proposed().stream().anyMatch(departments::isSensitive) || isSensitive(triage.matterOf(words));
  }

  private boolean isSensitive(String matter) {
    return matter != null && departments.isSensitive(matter);
  }
}
