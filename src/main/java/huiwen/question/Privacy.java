package huiwen.question;

/**
 * Whether others may see a question with its answer. Without its asker's own wish it only ever becomes more private.
 *
 * @param isPublic whether it may be published with its answer
 * @param wish what the asker said about it; null = nothing
 * @param takenBack whether the staff has taken it back: then its asker alone does not publish it again
 */
public record Privacy(boolean isPublic, Boolean wish, boolean takenBack) {

  /**
   * As it is asked.
   *
   * @param wish what the asker said; null = nothing
   * @param sensitive whether the desk or the matter is one that stays private unless she says otherwise
   * @param urgent what is urgent is always private
   */
  public static Privacy asked(Boolean wish, boolean sensitive, boolean urgent) {
    return new Privacy(!urgent && (wish == null ? !sensitive : wish), wish, false);
  }

  boolean isWished() {
    return Boolean.TRUE.equals(wish);
  }

  /** Stays public only where this allows it. */
  Privacy narrowed(boolean allowed) {
    return new Privacy(isPublic && allowed, wish, takenBack);
  }

  /** At another desk: whose matters are sensitive keeps private what its asker did not want public. */
  Privacy atDesk(boolean sensitive) {
    return narrowed(!sensitive || isWished());
  }

  Privacy wishedByAsker(boolean published) {
    return new Privacy(published, published, takenBack);
  }

  Privacy takenBackByStaff() {
    return new Privacy(false, wish, true);
  }

  Privacy givenBackByStaff() {
    return new Privacy(true, wish, false);
  }
}
