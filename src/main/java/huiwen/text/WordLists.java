package huiwen.text;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Words kept as data beside the code that goes by them: a line {@code [name]} begins a section, words stand between blanks,
 * a remark follows {@code #} at the begin of a line or after a blank.
 */
public final class WordLists {

  private final String file;
  private final Map<String, List<String>> sections = new LinkedHashMap<>();

  private WordLists(String file) {
    this.file = file;
  }

  /**
   * Reads a file from the class path.
   *
   * @throws UncheckedIOException where it is not there or cannot be read: the hub cannot do without
   */
  public static WordLists read(String file) {
    try (InputStream in = WordLists.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new FileNotFoundException(file);
      }
      var lists = new WordLists(file);
      lists.read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
      return lists;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(BufferedReader reader) throws IOException {
    List<String> section = new ArrayList<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      String words = line.startsWith("#") ? "" : line.replaceFirst("\\s#.*", "").strip();
      if (words.startsWith("[") && words.endsWith("]") && words.length() > 2) {
        section = sections.computeIfAbsent(words.substring(1, words.length() - 1), name -> new ArrayList<>());
      } else if (!words.isEmpty()) {
        section.addAll(List.of(words.split("\\s+")));
      }
    }
  }

  /** The names of all sections, in their order. */
  public List<String> names() {
    return List.copyOf(sections.keySet());
  }

  /**
   * The words of a section, in their order.
   *
   * @throws IllegalArgumentException where there is no such section
   */
  public List<String> of(String section) {
    List<String> words = sections.get(section);
    if (words == null) {
      throw new IllegalArgumentException(file + " has no [" + section + "]");
    }
    return List.copyOf(words);
  }

  /** The pairs of a section of {@code key=value}. */
  public Map<String, String> pairs(String section) {
    var pairs = new LinkedHashMap<String, String>();
    for (String word : of(section)) {
      int at = word.indexOf('=');
      pairs.put(word.substring(0, at), word.substring(at + 1));
    }
    return pairs;
  }
}
