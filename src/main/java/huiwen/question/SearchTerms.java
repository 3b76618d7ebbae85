package huiwen.question;

import huiwen.text.Folding;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a question is found by, as numbers for an index: each letter and each pair of letters that stand together in its words, its
 * village and the name of who asked, its fair, and the numbers of its tickets. Pairs, as a word in Chinese mostly has two letters.
 * The migration that made the index has made them of older questions in the same way.
 */
final class SearchTerms {

  /** Two that are no letters to Unicode: no pair begins with them. */
  private static final int FAIR = 0xFFFE;
  private static final int TICKET = 0xFFFF;
  private static final int LETTER = 0xFFFF;

  private SearchTerms() {
  }

  /** All by which this question is found. */
  static Collection<Integer> of(Question question) {
    var terms = new LinkedHashSet<Integer>();
    terms.add(fair(question.asked().fairId()));
    question.tickets().forEach(ticket -> terms.add(ticket(numberOf(ticket))));
    Stream.of(question.asked().text(), question.asked().village(), question.person().name())
        .filter(words -> words != null)
        .forEach(words -> addAll(words, terms));
    return terms;
  }

  private static void addAll(String words, Set<Integer> terms) {
    for (String word : Folding.fold(words).split(" ")) {
      for (int i = 0; i < word.length(); i++) {
        terms.add((int) word.charAt(i));
        if (i > 0) {
          terms.add(pair(word.charAt(i - 1), word.charAt(i)));
        }
      }
    }
  }

  /** What all of these folded words have that are looked for: of a word its pairs, and of a single letter that. */
  static Set<Integer> wanted(String folded) {
    var terms = new LinkedHashSet<Integer>();
    for (String word : folded.split(" ")) {
      for (int i = 1; i < word.length(); i++) {
        terms.add(pair(word.charAt(i - 1), word.charAt(i)));
      }
      if (word.length() == 1) {
        terms.add((int) word.charAt(0));
      }
    }
    return terms;
  }

  static int fair(int fairId) {
    return pair(FAIR, fairId & LETTER);
  }

  /** @param number of any size: what stands for it stands for others, too */
  static int ticket(long number) {
    return pair(TICKET, (int) (number & LETTER));
  }

  /** Of a ticket such as 科技-012 the 12. */
  static long numberOf(String ticket) {
    int start = ticket.length();
    while (start > 0 && ticket.charAt(start - 1) >= '0' && ticket.charAt(start - 1) <= '9') {
      start--;
    }
    return start == ticket.length() ? 0 : Long.parseLong(ticket.substring(start));
  }

  private static int pair(int first, int second) {
    return first << 16 | second;
  }
}
