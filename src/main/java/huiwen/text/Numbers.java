package huiwen.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The one reading of numbers by which a person could be called or known: mobile telephones, landlines, identity numbers, bank
 * cards, accounts of messengers. It reads a text made plain ({@link Plain}), so that it does not matter with which signs the
 * digits are written, nor what stands between them. Hotlines, amounts, dates, lists, ear tags, licences and the telephones of
 * offices are left.
 *
 * <p>Sources: identity numbers, GB 11643-1999 (18 digits, the last may be X) and those of before it (15); mobile telephones,
 * the numbering plan of China (11 digits, 13 to 19 first); bank cards, ISO/IEC 7812 (16 to 19).
 */
public final class Numbers {

  /** What a number is. */
  public enum Kind { MOBILE, LANDLINE, IDENTITY, CARD, ACCOUNT, OTHER }

  /** A number in the text as it was typed: where it begins, and where it ends (the end not included). */
  public record Found(int from, int to, Kind kind, int shown) {
  }

  private static final String HIDDEN = "*****";
  /** What is left to see of a long number helps its owner to know it. */
  private static final int LEFT_TO_SEE = 2;
  private static final int MOST_RUNS = 40;
  private static final int MOST_DIGITS = 40;
  private static final int SHORTEST = 7;
  /** Whatever is as long as this is somebody's, unless it is said whose. */
  private static final int LONG = 12;
  private static final Pattern MOBILE = Pattern.compile("(?:00)?(?:86)?1[3-9]\\d{9}");
  private static final Pattern MOBILE_START = Pattern.compile("(?:86)?1[3-9]\\d{1,7}");
  private static final Pattern LANDLINE = Pattern.compile("0(?:10|2\\d)\\d{7,8}|0[3-9]\\d{2}\\d{7,8}");
  private static final Pattern PLAUSIBLE = Pattern.compile("[1-8][1-9]\\d{4}(?:18|19|20)\\d{10}");
  private static final Pattern PLAUSIBLE_OLD = Pattern.compile("[1-6][1-5]\\d{4}\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}");
  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");
  private static final Pattern DATE = Pattern.compile("(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])");
  /** What companies pay for, so that everybody may call; and whence they write to everybody. */
  private static final Pattern FREE = Pattern.compile("[48]00\\d{7}|106\\d{4,17}");
  private static final Pattern HOTLINE = Pattern.compile("11[0-9]|12[0-2]|12[0-9]{3}|9[56]\\d{3,4}|100[0-9]{2}");
  private static final String IDENTITY_ENDS = "x×✕✖❌叉";

  private record Match(int to, Kind kind, int last) {
  }

  private final Plain text;
  private final NumberContext context;
  private final List<Digits.Run> runs;
  private final boolean[] isTime;
  /** What stands before each run but the first, up to the run before it. */
  private final String[] between;
  private final Gaps.Kind[] gaps;
  private final List<Found> found = new ArrayList<>();

  private Numbers(String typed) {
    text = Plain.of(typed);
    context = new NumberContext(text);
    runs = Digits.in(text);
    between = new String[runs.size()];
    gaps = new Gaps.Kind[runs.size()];
    for (int i = 1; i < gaps.length; i++) {
      between[i] = text.part(runs.get(i - 1).to(), runs.get(i).from());
      gaps[i] = Gaps.of(between[i]);
    }
    isTime = times();
  }

  /** All numbers of persons in a text, from its begin, none within another. */
  public static List<Found> in(String typed) {
    return new Numbers(typed).find();
  }

  public static boolean areIn(String typed) {
    return typed != null && !in(typed).isEmpty();
  }

  /** The text with each such number but its first two digits hidden; null stays null. */
  public static String mask(String typed) {
    if (typed == null) {
      return null;
    }
    List<Found> all = in(typed);
    if (all.isEmpty()) {
      return typed;
    }
    var masked = new StringBuilder();
    int at = 0;
    for (Found number : all) {
      masked.append(typed, at, number.shown()).append(HIDDEN);
      at = number.to();
    }
    return masked.append(typed, at, typed.length()).toString();
  }

  private List<Found> find() {
    for (int i = 0; i < runs.size(); ) {
      Match match = match(i);
      if (match != null && match.kind() != null) {
        add(runs.get(i).from(), match.to(), match.kind());
      }
      i = match == null ? i + 1 : match.last() + 1;
    }
    for (Accounts.Span account : Accounts.in(text.toString())) {
      add(account.from(), account.to(), Kind.ACCOUNT);
    }
    return apart();
  }

  private void add(int from, int to, Kind kind) {
    int shown = Math.min(from + LEFT_TO_SEE, to) - 1;
    boolean isTogether = IntStream.range(from, shown).allMatch(i -> text.to(i) == text.from(i + 1));
    found.add(new Found(text.from(from), text.to(to - 1), kind, text.to(isTogether ? shown : from)));
  }

  /** In their order; of two that overlap the one that begins first, made as long as both. */
  private List<Found> apart() {
    found.sort(Comparator.comparingInt(Found::from).thenComparing(Comparator.comparingInt(Found::to).reversed()));
    var apart = new ArrayList<Found>();
    for (Found next : found) {
      Found last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
      if (last == null || next.from() >= last.to()) {
        apart.add(next);
      } else if (next.to() > last.to()) {
        apart.set(apart.size() - 1, new Found(last.from(), next.to(), last.kind(), last.shown()));
      }
    }
    return List.copyOf(apart);
  }

  /** The best number that begins with this run; with no kind where it is known to be nobody's. */
  private Match match(int first) {
    var digits = new StringBuilder();
    Match best = null;
    boolean isDoubtful = false;
    boolean areSingle = true;
    for (int last = first; last < runs.size() && last - first < MOST_RUNS; last++) {
      if (last > first && gaps[last] != Gaps.Kind.JOINS && !(areSingle && isSameGap(first, last))) {
        if (gaps[last] == Gaps.Kind.PARTS || !mayGoOn(first, last)) {
          break;
        }
        isDoubtful = true;
      }
      areSingle &= runs.get(last).length() == 1;
      digits.append(runs.get(last).digits());
      if (digits.length() > MOST_DIGITS) {
        break;
      }
      Match match = digits.length() < SHORTEST ? null : shape(digits.toString(), first, last, isDoubtful);
      if (match != null && (best == null || rank(match) < rank(best)
          || rank(match) == rank(best) && match.kind() != Kind.MOBILE)) {
        best = match;
      }
    }
    return best != null ? best : alone(first);
  }

  /** The same between all of them is a separator, whatever it is: 1加3加8, 1a3a8. */
  private boolean isSameGap(int first, int last) {
    String gap = between[last];
    return gap.length() <= 2 && gap.equals(between[first + 1]);
  }

  private static int rank(Match match) {
    return match.kind() == null ? 9 : match.kind() == Kind.IDENTITY ? -1 : match.kind().ordinal();
  }

  /** Words between digits are let pass only where a mobile number begins as one does, and was announced or goes on at once. */
  private boolean mayGoOn(int first, int last) {
    Digits.Run start = runs.get(first);
    return MOBILE_START.matcher(start.digits()).matches()
        && (context.isAnnounced(start.from()) || start.length() == 3 && between[last].length() <= 2);
  }

  private Match shape(String digits, int first, int last, boolean isDoubtful) {
    int from = runs.get(first).from();
    int to = runs.get(last).to();
    boolean isOne = first == last;
    int length = digits.length();
    if (length == 18 && PLAUSIBLE.matcher(digits).matches()) {
      return new Match(to, Kind.IDENTITY, last);
    }
    int end = identityEnd(to);
    if (end > 0 && length == 17 && (PLAUSIBLE.matcher(digits + "0").matches() || context.isAnnounced(from))) {
      return new Match(end, Kind.IDENTITY, last);
    }
    if (length >= 11 && length <= 15 && MOBILE.matcher(digits).matches()) {
      boolean isList = !isOne && (isAnyTime(first, last) || areYears(first, last) || context.isAmount(from, to)
          || context.isPriced(from) || context.isHarmless(from)) && !context.isCalled(from);
      return isList ? null : new Match(to, Kind.MOBILE, last);
    }
    if (isDoubtful) {
      return null;
    }
    if (length >= 10 && length <= 12 && LANDLINE.matcher(digits).matches() && isDialled(first, last)
        && !context.isHarmless(from)) {
      return new Match(to, context.isOffice(from, to) ? null : Kind.LANDLINE, last);
    }
    if (!isOne && length >= 16 && length <= 19 && !areYears(first, last) && !isAnyTime(first, last)
        && (digits.startsWith("62") || context.isCard(from))) {
      return new Match(to, Kind.CARD, last);
    }
    if (!isOne && length == 15 && PLAUSIBLE_OLD.matcher(digits).matches() && context.isAnnounced(from)) {
      return new Match(to, Kind.IDENTITY, last);
    }
    boolean isShortCalled = !isOne && length >= SHORTEST && length <= 11 && context.isCalled(from)
        && !isAnyTime(first, last) && !areHotlinesOrYears(first, last) && !context.isAmount(from, to);
    return isShortCalled ? new Match(to, context.isOffice(from, to) ? null : Kind.OTHER, last) : null;
  }

  /** Behind 17 digits an X, or a word for it. */
  private int identityEnd(int to) {
    for (int at = to; at < text.length() && at <= to + 3; at++) {
      if (IDENTITY_ENDS.indexOf(text.at(at)) >= 0) {
        return at + 1;
      }
      if (Character.isLetterOrDigit(text.at(at))) {
        return -1;
      }
    }
    return -1;
  }

  /** A landline's area code stands apart, or nothing does, or everything does. */
  private boolean isDialled(int first, int last) {
    int length = runs.get(first).length();
    return first == last || length == 3 || length == 4 || length >= 10
        || IntStream.rangeClosed(first, last).allMatch(i -> runs.get(i).length() == 1);
  }

  /** A run that is part of nothing longer. */
  private Match alone(int run) {
    Digits.Run digits = runs.get(run);
    int from = digits.from();
    int to = digits.to();
    if (digits.length() < SHORTEST) {
      return null;
    }
    boolean isKnown = FREE.matcher(digits.digits()).matches() || context.isHarmless(from)
        || isCounting(digits.digits()) && !context.isAnnounced(from)
        || context.isLettered(from) && !context.isAnnounced(from)
        || digits.length() < LONG && (DATE.matcher(digits.digits()).matches() || context.isAmount(from, to))
        || digits.length() <= SHORTEST + 1 && context.isOffice(from, to) && !context.isCard(from);
    if (isKnown) {
      return null;
    }
    int end = identityEnd(to);
    Kind kind = digits.length() < LONG ? Kind.OTHER : digits.length() == 15 || digits.length() == 18 || end > 0
        ? Kind.IDENTITY : Kind.CARD;
    return new Match(end > 0 ? end : to, kind, run);
  }

  /** 12345678910 */
  private static boolean isCounting(String digits) {
    var counted = new StringBuilder();
    for (int i = 1; counted.length() < digits.length(); i++) {
      counted.append(i);
    }
    return counted.toString().equals(digits);
  }

  private boolean areYears(int first, int last) {
    return IntStream.rangeClosed(first, last).allMatch(i -> YEAR.matcher(runs.get(i).digits()).matches());
  }

  private boolean areHotlinesOrYears(int first, int last) {
    return IntStream.rangeClosed(first, last).allMatch(i -> HOTLINE.matcher(runs.get(i).digits()).matches()
        || YEAR.matcher(runs.get(i).digits()).matches());
  }

  private boolean isAnyTime(int first, int last) {
    return IntStream.rangeClosed(first, last).anyMatch(i -> isTime[i]);
  }

  /** Which runs are parts of a time (8:30), a date (2024-10-15) or a decimal (138.5). */
  private boolean[] times() {
    var times = new boolean[runs.size()];
    for (int i = 1; i < runs.size(); i++) {
      String gap = between[i];
      if ((gap.equals(":") || gap.equals("：")) && isWithin(i - 1, 1, 2, 24) && isWithin(i, 2, 2, 59)) {
        times[i - 1] = true;
        times[i] = true;
      }
      boolean isDecimal = gap.equals(".") && isWithin(i - 1, 1, 4, 9999) && isWithin(i, 1, 2, 99)
          && (i < 2 || !between[i - 1].equals(".")) && (i + 1 >= runs.size() || !between[i + 1].equals("."));
      if (isDecimal) {
        times[i - 1] = true;
        times[i] = true;
      }
      boolean isSign = gap.equals("-") || gap.equals(".") || gap.equals("/");
      if (isSign && i + 1 < runs.size() && between[i + 1].equals(gap) && YEAR.matcher(runs.get(i - 1).digits()).matches()
          && isWithin(i, 1, 2, 12) && isWithin(i + 1, 1, 2, 31)) {
        times[i - 1] = true;
        times[i] = true;
        times[i + 1] = true;
      }
    }
    return times;
  }

  private boolean isWithin(int run, int shortest, int longest, int most) {
    String digits = runs.get(run).digits();
    return digits.length() >= shortest && digits.length() <= longest && Integer.parseInt(digits) <= most;
  }
}
