package huiwen.text;

import java.util.List;
import java.util.Set;

/** Tells words that ask nothing: greetings, tests, single letters again and again. */
public final class Nonsense {

  private static final Set<String> EMPTY_WORDS = Set.of("你好", "您好", "你们好", "大家好", "在吗", "在不在", "在不", "有人吗", "有人在吗", "有人没",
      "喂", "测试", "测试一下", "测一下", "试试", "试一下", "试一试", "test", "testing", "hello", "hi", "hey", "嗨", "哈喽", "哈罗", "谢谢",
      "谢谢你", "谢谢您", "多谢", "好", "好的", "好吧", "行", "嗯", "嗯嗯", "哦", "哦哦", "啊", "呵呵", "哈哈", "嘿嘿", "不知道", "没事", "没事了",
      "没有", "没了", "随便", "随便看看", "看看", "看一下", "问一下", "问问", "我想问一下", "我问一下", "想问一下", "请问", "请问一下", "问个事",
      "打扰了", "辛苦了", "同志你好", "专家好", "专家你好", "领导好", "老师好", "早上好", "上午好", "下午好", "晚上好", "新年好", "是", "不是",
      "对", "ok", "yes", "no", "aaa", "asdf", "qwer", "哈", "嘻嘻", "呃", "额", "提交", "发送", "确定", "取消", "问题", "我要提问", "提问");
  /** Greetings before what is asked. */
  private static final List<String> GREETINGS = List.of("在吗", "在不在", "有人吗", "你好", "您好", "请问", "同志", "专家", "领导", "老师", "大家好", "麻烦", "打扰", "谢谢", "一下", "问");
  private static final int FEWEST_LETTERS = 2;
  private static final int MANY = 5;

  private Nonsense() {
  }

  /** @param folded as {@link Folding#fold} leaves it */
  public static boolean is(String folded) {
    String joined = Folding.joined(folded);
    long letters = joined.codePoints().filter(Character::isLetter).count();
    if (letters < FEWEST_LETTERS || EMPTY_WORDS.contains(joined)) {
      return true;
    }
    long different = joined.codePoints().distinct().count();
    if (different == 1 || different <= 2 && letters >= MANY) {
      return true;
    }
    String bare = joined;
    for (String greeting : GREETINGS) {
      bare = bare.replace(greeting, "");
    }
    return bare.isEmpty();
  }
}
