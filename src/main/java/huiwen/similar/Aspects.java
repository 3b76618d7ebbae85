package huiwen.similar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is asked of a matter – where, when, how much – and of which of several things that are not the same: two questions
 * with the same words but another of these want another answer.
 */
final class Aspects {

  private static final Map<String, Pattern> ASKED = new LinkedHashMap<>();
  /** Of each group a text names one or the other. */
  private static final List<List<String>> GROUPS = List.of(
      List.of("丢", "没了", "弄没", "找不着", "找不到", "找不见", "撂了", "遗失"), List.of("换", "到期", "过期"), List.of("退", "返还", "要回", "往回要"),
      List.of("注销", "销户", "取消", "不干了", "关了"), List.of("改", "更正", "写错", "错了"), List.of("转", "迁", "过户"),
      List.of("买", "购"), List.of("卖", "出售", "收购"), List.of("租"), List.of("报销", "报多少", "给报", "能报"), List.of("交多少", "缴费", "交钱", "交费"),
      List.of("还不上", "逾期", "还款", "还清"), List.of("治", "防", "打药"), List.of("投诉", "举报", "告"), List.of("没到", "没发", "没收到", "没给", "没下来", "停发"),
      List.of("停", "断"), List.of("查", "进度"), List.of("培训", "学习", "班"), List.of("名额", "条件", "够不够", "资格", "算不算"),
      List.of("羊"), List.of("牛"), List.of("猪"), List.of("鸡"), List.of("马"), List.of("玉米", "苞米", "玉茭"), List.of("葵花", "花花", "瓜子"), List.of("土豆", "山药"),
      List.of("小麦"), List.of("番茄", "西红柿"), List.of("儿子", "男"), List.of("闺女", "女"), List.of("老人", "爸", "妈", "爷", "奶", "额吉"),
      List.of("娃", "孩子", "学生"), List.of("小学"), List.of("初中", "中考"), List.of("高中"), List.of("大学", "大专"), List.of("幼儿园"),
      List.of("外地", "异地", "外省", "外头"), List.of("身份证"), List.of("户口"), List.of("驾驶证", "驾照"), List.of("结婚"), List.of("离婚"),
      List.of("残疾证"), List.of("轮椅"), List.of("低保"), List.of("五保", "特困"), List.of("养老"), List.of("医保", "农合"), List.of("工资", "工钱"),
      List.of("保险"), List.of("贷"), List.of("宽带"), List.of("信号"), List.of("电费"), List.of("水费"), List.of("一级"), List.of("二级"), List.of("三级"));

  static {
    ASKED.put("doing", Pattern.compile("哪里|哪儿|在哪|去哪|到哪|往哪|上哪|哪搭|哪办|哪能|哪个地方|什么地方|甚地方|找谁|谁管|归谁|哪个部门|哪个单位|"
        + "哪家管|问谁|跟谁|谁负责|谁给|打哪个|哪个电话|什么电话|给哪|咋办|怎么办|咋弄|怎么弄|如何|咋整|咋个|(?:咋|怎么|怎样)(?:申|领|交|报|补|开|办|投|举|解|"
        + "处|治|查|弄|恢复|改|迁|转|退|注|取)|流程|步骤|手续"));
    ASKED.put("much", Pattern.compile("多少(?!岁|天|时间|年)|几块|几毛|几百|几千|几万|几成|几个点|多钱|多贵|价格|价钱|甚价|啥价|什么价|收费|要钱不|要不要钱|要钱吗|"
        + "花钱不|花钱吗|咋收|咋算|标准|几厘|给几个|甚数"));
    ASKED.put("when", Pattern.compile("甚时候|什么时候|啥时|多会|几号|几月|几点|几时|多久|几个钟头|(?<![这那往晚前过后好])几天|多长时间|多少天|甚会儿|"
        + "哪天|哪年|哪个月|何时|截止|期限|有效期|到期"));
    ASKED.put("age", Pattern.compile("多大|几岁|多少岁|多大岁数|岁数|年龄|条件|够不够|资格|符合|算不算|哪些人|什么人|甚人|啥人"));
    ASKED.put("papers", Pattern.compile("材料|证明|带什么|带甚|带啥|带上甚|拿什么|拿甚|拿啥|拿些|要什么证|哪些证|什么证|要甚|要啥|(?:什么|哪些|甚|啥)手续"));
    ASKED.put("whether", Pattern.compile("能不能|可不可以|可以吗|行不行|[吗么不没]$|有没有|是不是|让不让|给不给|算不算|要不要|用不用|能不|给不"));
    ASKED.put("why", Pattern.compile("为啥|为什么|凭啥|凭什么|凭甚|为甚|因为甚|咋没|咋还|咋就|怎么没|怎么还|咋这么|怎么这么|怎么回事|咋回事"));
    ASKED.put("complaint", Pattern.compile("投诉|举报|告他|告状|去告|上告|反映|揭发"));
  }

  /** How many things can be asked. */
  static final int COUNT = ASKED.size();

  private Aspects() {
  }

  /** Which of the aspects a folded text asks for, one bit each. */
  static int asked(String folded) {
    int bits = 0;
    int bit = 1;
    for (Pattern pattern : ASKED.values()) {
      bits |= pattern.matcher(folded).find() ? bit : 0;
      bit <<= 1;
    }
    return bits;
  }

  /** Which of the things a folded text names, one bit each. */
  static long named(String folded) {
    long bits = 0;
    for (int i = 0; i < GROUPS.size(); i++) {
      bits |= GROUPS.get(i).stream().anyMatch(folded::contains) ? 1L << i : 0;
    }
    return bits;
  }
}
