package huiwen.triage;

import huiwen.fair.Duty;

/** What the volunteer is told of why a question came to her: stored with the question, in the county's language. */
public final class Words {

  static final String NOTHING_ASKED = "没看出要问什么，可以先追问一句";
  static final String NEEDS_TRANSLATOR = "蒙古文，先请会蒙古语的同志看一下";

  private Words() {
  }

  static String word(String word, String department) {
    return "“" + word + "”→" + department;
  }

  static String duty(Duty duty, String department) {
    return "权责清单：" + duty.matter() + "→" + department + "（" + duty.level() + "）";
  }

  static String misfit(String department) {
    return "看着更像是" + department + "的事";
  }

  static String nearest(String absent, String near) {
    return absent + "今天没有来，先请" + near + "看一下";
  }

  static String notHere(String absent) {
    return "像是" + absent + "的事，" + absent + "今天没有来";
  }

  static String also(String part, String department) {
    return "还问到“" + part + "”→" + department;
  }
}
