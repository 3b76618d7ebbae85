package huiwen.triage;

import huiwen.fair.Duty;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The 权责清单, as far as words can be held against it. Immutable. */
final class DutyList {

  /** A line of which so much stands in a question is what the question is about. */
  private static final double ENOUGH = 0.6;
  /** What is done with a matter says nothing of whose it is. */
  private static final List<String> DEEDS = List.of("审批", "办理", "查处", "受理", "审核", "发放", "管理", "登记", "核发", "核定", "确认",
      "申请", "处理", "转送", "巡查", "备案", "报批", "评议", "上报", "统计", "工作", "协调", "转介", "清运", "作业", "服务", "排查", "劝返", "识别");

  private record Line(Duty duty, Set<String> pairs) {
  }

  static final DutyList EMPTY = new DutyList(List.of());

  private final List<Line> lines;

  DutyList(Collection<Duty> duties) {
    lines = duties.stream().map(duty -> new Line(duty, pairs(withoutDeeds(Folding.fold(duty.matter())))))
        .filter(line -> !line.pairs.isEmpty()).toList();
  }

  private static String withoutDeeds(String matter) {
    String bare = matter;
    for (String deed : DEEDS) {
      bare = bare.replace(deed, " ");
    }
    return bare.strip();
  }

  private static Set<String> pairs(String folded) {
    return Arrays.stream(folded.split(" ")).flatMap(part -> IntStream.range(0, part.length() - 1)
        .mapToObj(from -> part.substring(from, from + 2))).collect(Collectors.toSet());
  }

  /** The line that the words are about, where there is one. */
  Optional<Duty> about(String folded) {
    Set<String> asked = pairs(folded);
    return lines.stream()
        .filter(line -> share(line, asked) >= ENOUGH)
        .max(Comparator.comparingDouble((Line line) -> share(line, asked))
            .thenComparing(line -> line.pairs.size()).thenComparing(line -> line.duty.matter()))
        .map(Line::duty);
  }

  private static double share(Line line, Set<String> asked) {
    return (double) line.pairs.stream().filter(asked::contains).count() / line.pairs.size();
  }
}
