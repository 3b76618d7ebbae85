package huiwen.access;

import java.util.Set;

/**
 * Who calls.
 *
 * @param role what the caller is
 * @param id an asker's or a session's public number: says who it is, lets nobody in
 * @param name as shown to others; empty for an asker
 * @param fair code of the fair of a volunteer, translator or expert; null for askers and organizers
 * @param departments codes of the desks that are the caller's; empty for askers and organizers
 */
public record Caller(Role role, String id, String name, String fair, Set<String> departments) {

  private static final int MARK_LENGTH = 12;
  private static final Caller SYSTEM = new Caller(Role.SYSTEM, "system", "", null, Set.of());

  public Caller {
    departments = Set.copyOf(departments);
  }

  public static Caller asker(String id) {
    return new Caller(Role.ASKER, id, "", null, Set.of());
  }

  /** The hub itself, for what timers do. */
  public static Caller system() {
    return SYSTEM;
  }

  public boolean isSystem() {
    return role == Role.SYSTEM;
  }

  public boolean isAsker() {
    return role == Role.ASKER;
  }

  public boolean isOrganizer() {
    return role == Role.ORGANIZER;
  }

  /** By which her own page knows whether what it has kept is hers: says who she is to nobody else. */
  public String mark() {
    return Tokens.hash("mark " + id).substring(0, MARK_LENGTH);
  }

  /** Whether she is signed in for this fair; an organizer is for all. */
  public boolean isOf(String fairCode) {
    return isOrganizer() || fairCode.equals(fair);
  }

  /** Whether she may ask there for somebody who has no phone: any volunteer of the fair may, and whoever came in for nothing else. */
  public boolean asksForOthers(String fairCode) {
    return isOrganizer() || fairCode.equals(fair) && (role == Role.VOLUNTEER || role == Role.KIOSK);
  }

  /** Whether this desk is the caller's: an organizer's are all, an expert's none, who only sees what is put to her. */
  public boolean servesDesk(String fairCode, String department) {
    return isOrganizer() || role != Role.EXPERT && role != Role.KIOSK && fairCode.equals(fair) && departments.contains(department);
  }
}
