package huiwen.triage;

import huiwen.fair.Departments;
import huiwen.question.Question;
import huiwen.text.Reading;

/** What a volunteer may ask back, where the words do not say enough. */
public final class AskBacks {

  private static final String NOTHING_ASKED =
      "您好！您想问哪方面的事？比如看病报销、低保、种地养畜、修路、办证，说一两句就行，我们马上帮您找人答。";
  private static final String TOO_SHORT = "您好！能再说得细一点吗？比如是什么事、卡在哪一步、想办成什么样，我们好帮您找对人。";
  private static final int SHORT = 6;

  private AskBacks() {
  }

  /** The words to ask back, or null where what was asked is clear enough. */
  public static String of(Question question) {
    Reading words = Reading.of(question.asked().text());
    if (words.isNonsense()) {
      return NOTHING_ASKED;
    }
    boolean unclear = question.department().equals(Departments.TRIAGE) && words.folded().length() <= SHORT;
    return unclear ? TOO_SHORT : null;
  }
}
