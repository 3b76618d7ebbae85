package huiwen.learn;

import huiwen.classifier.Classifier;
import huiwen.classifier.Example;
import huiwen.classifier.Examples;
import huiwen.classifier.LabelledCsv;
import huiwen.embedding.Meanings;
import huiwen.text.Folding;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** What a classifier says of the held-out questions: by this one can tell that it is still the same. */
final class Predictions {

  /** Sums of floating-point numbers differ a little from one processor to the next. */
  private static final double LIKE = 0.005;
  /** The embedding model computes with bytes, whose rounding goes this way or that with the processor. */
  private static final double LIKE_BY_MEANING = 0.1;
  /** Of so many questions one may be told otherwise, by its meaning. */
  private static final int ONE_IN = 100;

  /** A department, and how sure it is. */
  private record Said(String department, double probability) {

    static Said by(Classifier classifier, String folded, float[] meaning) {
      List<Classifier.Guess> guesses = classifier.guess(folded, meaning);
      return guesses.isEmpty() ? new Said("", 0) : new Said(guesses.get(0).label(), guesses.get(0).probability());
    }

    boolean isLike(Said other, double within) {
      return department.equals(other.department) && Math.abs(probability - other.probability) <= within;
    }
  }

  private record Row(String question, Said byLetters, Said byMeaning) {
  }

  private final List<Row> rows;

  private Predictions(List<Row> rows) {
    this.rows = rows;
  }

  static Predictions of(Classifier classifier, Meanings meanings) throws IOException {
    var rows = new ArrayList<Row>();
    for (Example example : Examples.heldOut()) {
      String folded = Folding.fold(example.text());
      rows.add(new Row(example.text(), Said.by(classifier, folded, null),
          Said.by(classifier, folded, meanings.of(example.text()))));
    }
    return new Predictions(rows);
  }

  static Predictions read(Path file) throws IOException {
    var rows = new ArrayList<Row>();
    for (Map<String, String> row : LabelledCsv.read(file)) {
      rows.add(new Row(row.get("question"), new Said(row.get("letters"), Double.parseDouble(row.get("sure"))),
          new Said(row.get("meaning"), Double.parseDouble(row.get("as_sure")))));
    }
    return new Predictions(rows);
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        var csv = new CSVPrinter(writer, CSVFormat.RFC4180.builder().setRecordSeparator('\n')
            .setHeader("question", "letters", "sure", "meaning", "as_sure").get())) {
      for (Row row : rows) {
        csv.printRecord(row.question, row.byLetters.department, rounded(row.byLetters),
            row.byMeaning.department, rounded(row.byMeaning));
      }
    }
  }

  private static String rounded(Said said) {
    return String.format(Locale.ROOT, "%.3f", said.probability);
  }

  /** The questions of which others say something else. */
  List<String> otherThan(Predictions others) {
    if (rows.size() != others.rows.size()) {
      return List.of(rows.size() + " questions, not " + others.rows.size());
    }
    var other = new ArrayList<String>();
    var byMeaning = new ArrayList<String>();
    for (int i = 0; i < rows.size(); i++) {
      Row one = rows.get(i);
      Row theirs = others.rows.get(i);
      if (!one.question.equals(theirs.question) || !one.byLetters.isLike(theirs.byLetters, LIKE)) {
        other.add(one + " is not " + theirs);
      } else if (!one.byMeaning.isLike(theirs.byMeaning, LIKE_BY_MEANING)) {
        byMeaning.add(one + " is not " + theirs);
      }
    }
    if (byMeaning.size() > rows.size() / ONE_IN) {
      other.addAll(byMeaning);
    }
    return other;
  }
}
