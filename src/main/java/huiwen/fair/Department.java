package huiwen.fair;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A department that may come to a fair.
 *
 * @param code short and fixed, for instance {@code keji}
 * @param name in Chinese
 * @param nameMn in traditional Mongolian, or null where it is not known
 * @param aspect which of the five red flags it works for
 * @param scope what it answers for, in plain words
 * @param sensitive whether its questions are private unless the asker says otherwise
 * @param nearest codes of the departments that may answer where it did not come to a fair, the nearest first
 * @param keywords what villagers say when they mean it
 */
public record Department(String code, String name, String nameMn, String aspect, String scope,
    boolean sensitive, List<String> nearest, List<String> keywords) {

  public Department {
    nearest = List.copyOf(nearest);
    keywords = List.copyOf(keywords);
  }

  /** Of those that came, the nearest that may answer. @param present codes of the departments that came */
  public Optional<String> nearestOf(Collection<String> present) {
    return nearest.stream().filter(present::contains).findFirst();
  }
}
