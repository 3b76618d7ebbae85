package huiwen.classifier;

import huiwen.embedding.Meanings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/** The labelled questions that the hub comes with: one CSV file {@code department,question} a hand that wrote them. */
public final class Examples {

  /**
   * So many examples of a department have their meanings where the hub learns: with all of them one question in five hundred
   * more is told right, and learning takes three times as long.
   */
  public static final int MEANT_EACH = 200;
  /** The same of what a hub is taught: with 200 it learns half a minute longer from 10,000, and tells one in five hundred better. */
  public static final int MEANT_EACH_TAUGHT = 80;
  private static final String BY_HAND = "/triage/examples/%d.csv";
  /** By yet another hand: from it is learned how good the rest is, and nothing else. */
  private static final String HELD_OUT = "/triage/held_out.csv";

  private Examples() {
  }

  /** Those of all hands. */
  public static List<Example> builtIn() throws IOException {
    return builtIn(List.of());
  }

  /** Those of all hands, then these. */
  public static List<Example> builtIn(List<Example> words) throws IOException {
    var examples = new ArrayList<Example>();
    for (int hand = 1; Examples.class.getResource(BY_HAND.formatted(hand)) != null; hand++) {
      examples.addAll(read(BY_HAND.formatted(hand)));
    }
    examples.addAll(words);
    return examples;
  }

  /** Those of which only is learned how far the rest can be believed. */
  public static List<Example> heldOut() throws IOException {
    return read(HELD_OUT);
  }

  private static List<Example> read(String resource) throws IOException {
    return LabelledCsv.resource(resource).stream()
        .map(row -> new Example(row.get("department"), row.get("question"))).toList();
  }

  static List<Example> withStored(List<Example> examples, StoredMeanings meanings) {
    return examples.stream().map(example -> example.withMeaning(meanings.of(example.text()))).toList();
  }

  /** The same examples, all with the meanings of their texts. Takes some milliseconds each; ends where its thread is told to. */
  public static List<Example> withMeanings(List<Example> examples, Meanings meanings) {
    return withMeanings(examples, meanings, Integer.MAX_VALUE);
  }

  /** The same examples, so many of each department with the meanings of their texts, evenly from the first to the last. */
  public static List<Example> withMeanings(List<Example> examples, Meanings meanings, int each) {
    Set<Example> chosen = chosen(examples, each);
    return examples.stream().map(example -> {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("told to end");
      }
      return example.meaning() == null && chosen.contains(example) ? example.withMeaning(meanings.of(example.text())) : example;
    }).toList();
  }

  static Set<Example> chosen(List<Example> examples, int each) {
    Map<String, List<Example>> byDepartment = new TreeMap<>();
    examples.forEach(example -> byDepartment.computeIfAbsent(example.department(), first -> new ArrayList<>()).add(example));
    Set<Example> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (List<Example> all : byDepartment.values()) {
      int count = Math.min(each, all.size());
      for (int i = 0; i < count; i++) {
        chosen.add(all.get((int) ((long) i * all.size() / count)));
      }
    }
    return chosen;
  }
}
