package huiwen.classifier;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of a CSV file with one header line, by the names of its columns. */
public final class LabelledCsv {

  private LabelledCsv() {
  }

  public static boolean has(Path file, String column) throws IOException {
    List<Map<String, String>> rows = read(file);
    return !rows.isEmpty() && rows.get(0).containsKey(column);
  }

  public static List<Map<String, String>> read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return read(reader);
    }
  }

  /** A file among the resources, in UTF-8. */
  public static List<Map<String, String>> resource(String name) throws IOException {
    try (InputStream file = LabelledCsv.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new FileNotFoundException(name);
      }
      return read(new InputStreamReader(file, StandardCharsets.UTF_8));
    }
  }

  public static List<Map<String, String>> read(Reader reader) throws IOException {
    var rows = new ArrayList<Map<String, String>>();
    try (CSVParser records = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
      for (CSVRecord record : records) {
        rows.add(new LinkedHashMap<>(record.toMap()));
      }
    }
    return rows;
  }
}
