package huiwen.board;

import static java.util.Map.entry;
import static java.util.stream.Collectors.joining;

import huiwen.problem.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * A CSV file as people make it: UTF-8 or, as Excel in China saves it, GB 18030; with or without a byte-order mark.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class Sheet {

  /** A row by the names of its columns. @param line in the file, counted from 1 */
  record Row(long line, Map<String, String> cells) {

    /** Without blanks around it; "" where there is none. */
    String cell(String column) {
      return cells.getOrDefault(column, "").strip();
    }

    /** PostgreSQL stores no NUL. */
    boolean isStorable() {
      return cells.values().stream().noneMatch(cell -> cell.indexOf('\0') >= 0);
    }
  }

  /** More are a mistake, or another program's work. */
  static final int MOST_ROWS = 50_000;
  /** Sheets that people make have a dozen: with 600,000 of them each row took longer than anybody waits. */
  static final int MOST_COLUMNS = 100;
  /** Characters of a row, whatever its columns; the longest that any import takes in fits many times. */
  static final int LONGEST_ROW = 32_768;
  private static final Map<String, String> IN_CHINESE = Map.ofEntries(entry("部门", "department"), entry("问题", "question"),
      entry("答复", "answer"), entry("事项", "matter"), entry("层级", "level"), entry("依据", "basis"), entry("编码", "code"),
      entry("名称", "title"), entry("办法", "kind"), entry("地点", "where"), entry("材料", "materials"), entry("天数", "days"),
      entry("费用", "fee"), entry("时间", "hours"), entry("步骤", "steps"));
  private static final Charset CHINESE_EXCEL = Charset.forName("GB18030");

  private Sheet() {
  }

  /**
   * Reads these columns of it.
   *
   * @throws Problem where it is no CSV file, lacks one of these columns, is empty, or has too many rows, too many columns or
   *     too long a row
   */
  static List<Row> read(byte[] bytes, Set<String> columns) {
    String text = decoded(bytes);
    checkBounds(text);
    var rows = new ArrayList<Row>();
    try (CSVParser parser = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setIgnoreEmptyLines(true)
        .setTrim(true).setAllowMissingColumnNames(true)
        .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_EMPTY).get().parse(new StringReader(text))) {
      Map<String, Integer> header = named(parser.getHeaderMap());
      List<String> missing = columns.stream().filter(column -> !header.containsKey(column)).sorted().toList();
      if (!missing.isEmpty()) {
        throw Problem.invalid("header", "import.columns", missing.stream().map(Sheet::shown).collect(joining(", ")));
      }
      for (CSVRecord record : parser) {
        if (record.stream().allMatch(String::isBlank)) {
          continue; // as spreadsheets write them below the last row
        }
        if (rows.size() == MOST_ROWS) {
          throw Problem.invalid("rows", "import.too-many", MOST_ROWS);
        }
        Map<String, String> cells = new HashMap<>();
        for (String column : columns) {
          int at = header.get(column);
          cells.put(column, at < record.size() ? record.get(at) : "");
        }
        rows.add(new Row(parser.getCurrentLineNumber(), cells));
      }
    } catch (IOException | IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      throw Problem.invalid("file", "import.not-csv");
    }
    if (rows.isEmpty()) {
      throw Problem.invalid("rows", "import.empty");
    }
    return rows;
  }

  /** Before anything is made of it, in one pass: a quote opens a cell only at the cell's beginning, and two within are one. */
  private static void checkBounds(String text) {
    int columns = 1;
    int rowStart = 0;
    int cellStart = 0;
    long line = 1;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
      }
      if (quoted) {
        if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"' && i == cellStart) {
        quoted = true;
      } else if (c == ',') {
        cellStart = i + 1;
        if (++columns > MOST_COLUMNS) {
          throw Problem.invalid("columns", "import.too-wide", MOST_COLUMNS);
        }
      } else if (c == '\n' || c == '\r') {
        columns = 1;
        cellStart = i + 1;
        rowStart = i + 1;
      }
      if (i - rowStart >= LONGEST_ROW) {
        throw Problem.invalid("rows", "import.long-row", line, LONGEST_ROW);
      }
    }
  }

  /** The header with Chinese names of columns taken for what they mean. */
  private static Map<String, Integer> named(Map<String, Integer> header) {
    var named = new HashMap<String, Integer>();
    header.forEach((column, at) -> named.putIfAbsent(IN_CHINESE.getOrDefault(column.strip(), column), at));
    return named;
  }

  /** A column as people know it, with its name on the wire. */
  static String shown(String column) {
    return IN_CHINESE.entrySet().stream().filter(name -> name.getValue().equals(column)).findFirst()
        .map(name -> name.getKey() + " (" + column + ")").orElse(column);
  }

  private static String decoded(byte[] bytes) {
    String text;
    try {
      text = strictly(StandardCharsets.UTF_8, bytes);
    } catch (CharacterCodingException noUtf8) {
      try {
        text = strictly(CHINESE_EXCEL, bytes);
      } catch (CharacterCodingException neither) {
        throw Problem.invalid("file", "import.encoding");
      }
    }
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static String strictly(Charset charset, byte[] bytes) throws CharacterCodingException {
    return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString();
  }
}
