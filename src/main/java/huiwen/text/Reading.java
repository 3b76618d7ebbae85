package huiwen.text;

import java.util.List;

/** A text as it was read, once, for all who ask about it: where it goes, whether it is to be held, what it is like. Immutable. */
public final class Reading {

  private final String typed;
  private final String folded;
  private final String joined;
  private final String language;
  private final boolean nonsense;

  private Reading(String typed) {
    this.typed = typed;
    this.folded = Folding.fold(typed);
    this.joined = Folding.joined(folded);
    this.language = Languages.of(typed);
    this.nonsense = Nonsense.is(folded);
  }

  public static Reading of(String typed) {
    return new Reading(typed);
  }

  /** Letter for letter as it was typed. */
  public String typed() {
    return typed;
  }

  /** As {@link Folding#fold} leaves it: how texts are compared. */
  public String folded() {
    return folded;
  }

  /** The folded text without blanks. */
  public String joined() {
    return joined;
  }

  /** A BCP 47 tag, one of those of {@link Languages}. */
  public String language() {
    return language;
  }

  public boolean isChinese() {
    return language.equals(Languages.CHINESE);
  }

  /** Whether it asks nothing: a greeting, a test, a sign. */
  public boolean isNonsense() {
    return nonsense;
  }

  /** Its parts where it turns from one matter to the next: those that say enough by themselves. Empty where it is of one. */
  public List<Reading> matters() {
    List<String> parts = Matters.of(typed);
    return parts.size() < 2 ? List.of() : parts.stream().map(Reading::of).toList();
  }
}
