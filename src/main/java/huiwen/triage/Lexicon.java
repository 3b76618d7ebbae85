package huiwen.triage;

import huiwen.classifier.Example;
import huiwen.fair.Department;
import huiwen.fair.Departments;
import huiwen.text.Folding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The words that each department is known by: its name, and what villagers say when they mean it. */
public final class Lexicon {

  /** How often a word counts among the examples: it was chosen for what it tells. */
  private static final int WORD_COUNTS = 3;

  /** A word as it is looked for, and as it is shown. */
  private record Word(String folded, String shown) {
  }

  private final Map<String, List<Word>> words = new LinkedHashMap<>();

  public Lexicon(Departments departments) {
    for (Department department : departments.all()) {
      words.put(department.code(), Stream.concat(Stream.of(department.name()), department.keywords().stream())
          .distinct().map(word -> new Word(Folding.fold(word), word)).toList());
    }
  }

  /** Those of a department's words that the text holds, the longest first; of one within another the longer. */
  List<String> wordsOf(String department, String folded) {
    var found = new ArrayList<String>();
    for (Word word : words.getOrDefault(department, List.of())) {
      if (folded.contains(word.folded)) {
        found.add(word.shown);
      }
    }
    // 医保卡 says more than 医保 does, and 医保 within it says nothing more
    found.removeIf(word -> found.stream().anyMatch(other -> !other.equals(word) && other.contains(word)));
    found.sort(Comparator.comparingInt(String::length).reversed());
    return found;
  }

  /** The words as examples of what a department is asked: all there is to go by for one of which there are no others. */
  public List<Example> examples() {
    return words.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(word -> new Example(entry.getKey(), word.shown, null, WORD_COUNTS)))
        .toList();
  }
}
