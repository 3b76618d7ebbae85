package huiwen.fair;

/**
 * A line of the 权责清单: who owns a matter.
 *
 * @param matter for instance 拖欠农民工工资查处
 * @param department code
 * @param level 嘎查村, 苏木乡镇 or 旗县
 * @param basis the law or rule from which it follows
 */
public record Duty(String matter, String department, String level, String basis) {
}
