package huiwen.question;

import huiwen.text.Folding;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody at a desk has typed to find a question: any of the ways in which a villager says her ticket, the code of a ticket, or
 * words.
 *
 * @param number of a ticket; null where there is none among it
 * @param before what stands before that number, without blanks and signs; the ticket's name ends it, and so 我是农牧137 finds 农牧-137
 * @param code of a ticket, or null
 * @param words folded; empty where there is none
 */
record Searched(Long number, String before, String code, String words) {

  /** More digits are no ticket's. */
  private static final Pattern TICKET = Pattern.compile("(?:^|\\D)(\\d{1,6})(?=\\D*$)");
  private static final Pattern CODE = Pattern.compile("[2-9a-hjkmnp-z]{" + TicketCode.LENGTH + "}");
  private static final Pattern SIGNS_OF_TICKETS = Pattern.compile("[第号票]");

  static Searched of(String typed) {
    String words = Folding.fold(typed);
    String joined = Folding.joined(words);
    Matcher ticket = TICKET.matcher(joined);
    boolean isTicket = ticket.find();
    return new Searched(isTicket ? Long.valueOf(ticket.group(1)) : null,
        isTicket ? SIGNS_OF_TICKETS.matcher(joined.substring(0, ticket.start(1))).replaceAll("") : "",
        CODE.matcher(joined).matches() ? joined : null, words);
  }

  /** Whether a ticket is the one that was said: of the number alone, any desk's. */
  boolean means(String ticket) {
    if (number == null || SearchTerms.numberOf(ticket) != number) {
      return false;
    }
    String name = Folding.joined(Folding.fold(ticket.substring(0, Math.max(0, ticket.lastIndexOf('-')))));
    return before.isEmpty() || before.endsWith(name) || name.startsWith(before);
  }

  boolean isEmpty() {
    return number == null && code == null && words.isEmpty();
  }

  /** What of it stands in the index for words. */
  Integer[] terms(int fairId) {
    var terms = SearchTerms.wanted(words);
    terms.add(SearchTerms.fair(fairId));
    return terms.toArray(Integer[]::new);
  }

  Integer[] ticketTerms(int fairId) {
    return number == null ? null : List.of(SearchTerms.fair(fairId), SearchTerms.ticket(number)).toArray(Integer[]::new);
  }
}
