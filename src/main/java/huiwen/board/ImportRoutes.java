package huiwen.board;

import huiwen.access.Callers;
import huiwen.board.Sheet.Row;
import huiwen.fair.Changes;
import huiwen.fair.Departments;
import huiwen.fair.Duties;
import huiwen.fair.Duty;
import huiwen.fair.ServiceItem;
import huiwen.fair.ServiceItems;
import huiwen.http.Api;
import huiwen.http.Reply;
import huiwen.http.Routes;
import huiwen.http.Texts;
import huiwen.learning.Learning;
import huiwen.problem.Problem;
import huiwen.similar.KnownAnswer;
import huiwen.similar.KnownAnswers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a county brings along as spreadsheets: its 权责清单, its answers, its labelled questions. All of a file or nothing. */
public final class ImportRoutes implements Routes {

  private static final long MOST_BYTES = 32 << 20;
  private static final int LONGEST_QUESTION = 1_000;
  private static final int LONGEST_ANSWER = 2_000;
  static final int LONGEST_CELL = 300;
  static final Set<String> LEVELS = Set.of("嘎查村", "苏木乡镇", "旗县");
  private static final int MOST_REFUSED_TOLD = 100;

  /** A row that cannot be taken, and why: a key of the text catalogue with its arguments. */
  record Refused(long line, String key, Object[] args) {
  }

  /** A row as it is stored, or why it is not. */
  record Read<T>(T value, Refused refused) {

    static <T> Read<T> of(T value) {
      return new Read<>(value, null);
    }

    static <T> Read<T> refused(Row row, String key, Object... args) {
      return new Read<>(null, new Refused(row.line(), key, args));
    }
  }

  private final Vertx vertx;
  private final Departments departments;
  private final Duties duties;
  private final ServiceItems items;
  private final KnownAnswers answers;
  private final Learning learning;
  private final Callers callers;

  public ImportRoutes(Vertx vertx, Departments departments, Duties duties, ServiceItems items, KnownAnswers answers,
      Learning learning, Callers callers) {
    this.vertx = vertx;
    this.departments = departments;
    this.duties = duties;
    this.items = items;
    this.answers = answers;
    this.learning = learning;
    this.callers = callers;
  }

  @Override
  public void mount(Api api) {
    api.onFile("importDuties", MOST_BYTES, callers::organizer, ctx -> take(ctx, Set.of("matter", "department", "level", "basis"),
        new Agreeing<>(this::duty, Duty::matter, duty -> duty), duties::put));
    api.onFile("importAnswers", MOST_BYTES, callers::organizer, ctx -> take(ctx, Set.of("department", "question", "answer"),
        new Agreeing<>(this::answer, answer -> List.of(answer.department(), answer.question()), KnownAnswer::answer), answers::put));
    api.onFile("importServiceItems", MOST_BYTES, callers::organizer, ctx -> take(ctx, ServiceItemRows.COLUMNS,
        new Agreeing<>(new ServiceItemRows(departments), ServiceItem::code, item -> item), items::put));
    api.onFile("importExamples", MOST_BYTES, callers::organizer, ctx -> take(ctx, Set.of("department", "question"),
        new Agreeing<>(this::example, Map.Entry::getKey, Map.Entry::getValue), this::teach));
  }

  private <T> Future<Reply> take(RoutingContext ctx, Set<String> columns, Function<Row, Read<T>> reader,
      Function<List<T>, Future<Changes>> store) {
    String type = ctx.request().getHeader("Content-Type");
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("text/csv")) {
      return Future.failedFuture(Problem.of(Problem.Type.UNSUPPORTED_MEDIA, "import.media"));
    }
    boolean partial = ctx.queryParams().contains("partial", "true", false);
    Texts texts = Texts.accepting(ctx.request().getHeader("Accept-Language"));
    byte[] bytes = ctx.body().buffer() == null ? new byte[0] : ctx.body().buffer().getBytes();
    return vertx.executeBlocking(() -> Sheet.read(bytes, columns).stream().map(row -> row.isStorable()
            ? reader.apply(row) : Read.<T>refused(row, "field.characters")).toList(), false)
        .compose(rows -> {
          List<Refused> refused = rows.stream().map(Read::refused).filter(one -> one != null).toList();
          if (!refused.isEmpty() && !partial) {
            return Future.failedFuture(Problem.invalid("rows", "import.refused", refused.size())
                .with("rows", rows.size()).with("added", 0).with("changed", 0).with("refused", told(refused, texts)));
          }
          return store.apply(rows.stream().filter(row -> row.refused == null).map(Read::value).toList())
              .map(changes -> Reply.ok(new JsonObject().put("rows", rows.size()).put("added", changes.added())
                  .put("changed", changes.changed()).put("refused", told(refused, texts))));
        });
  }

  private static JsonArray told(List<Refused> refused, Texts texts) {
    var lines = new JsonArray();
    refused.stream().limit(MOST_REFUSED_TOLD).forEach(one -> lines.add(new JsonObject()
        .put("line", one.line).put("detail", texts.of(one.key, one.args))));
    return lines;
  }

  private Read<Duty> duty(Row row) {
    Read<Duty> wrong = wrong(row, "matter", LONGEST_CELL);
    if (wrong == null) {
      wrong = wrongDepartment(row);
    }
    if (wrong == null && !LEVELS.contains(row.cell("level"))) {
      wrong = Read.refused(row, "import.level", row.cell("level"));
    }
    if (wrong == null && row.cell("basis").length() > LONGEST_CELL) {
      wrong = Read.refused(row, "import.too-long", Sheet.shown("basis"), LONGEST_CELL);
    }
    return wrong != null ? wrong
        : Read.of(new Duty(row.cell("matter"), department(row), row.cell("level"), row.cell("basis")));
  }

  private Read<KnownAnswer> answer(Row row) {
    Read<KnownAnswer> wrong = wrongDepartment(row);
    if (wrong == null) {
      wrong = wrong(row, "question", LONGEST_QUESTION);
    }
    if (wrong == null) {
      wrong = wrong(row, "answer", LONGEST_ANSWER);
    }
    return wrong != null ? wrong
        : Read.of(KnownAnswer.now(department(row), row.cell("question"), row.cell("answer")));
  }

  private Read<Map.Entry<String, String>> example(Row row) {
    Read<Map.Entry<String, String>> wrong = wrongDepartment(row);
    if (wrong == null) {
      wrong = wrong(row, "question", LONGEST_QUESTION);
    }
    return wrong != null ? wrong : Read.of(Map.entry(row.cell("question"), department(row)));
  }

  /** Refuses a row that says of the same thing something else than a row before it: which is meant is for people to say. */
  private static final class Agreeing<T> implements Function<Row, Read<T>> {

    private record Said(long line, Object what) {
    }

    private final Function<Row, Read<T>> reader;
    private final Function<T, Object> thing;
    private final Function<T, Object> what;
    private final Map<Object, Said> earlier = new HashMap<>();

    Agreeing(Function<Row, Read<T>> reader, Function<T, Object> thing, Function<T, Object> what) {
      this.reader = reader;
      this.thing = thing;
      this.what = what;
    }

    @Override
    public Read<T> apply(Row row) {
      Read<T> read = reader.apply(row);
      if (read.refused != null) {
        return read;
      }
      var said = new Said(row.line(), what.apply(read.value));
      Said before = earlier.putIfAbsent(thing.apply(read.value), said);
      return before == null || before.what.equals(said.what) ? read : Read.refused(row, "import.contradicts", before.line);
    }
  }

  private Future<Changes> teach(List<Map.Entry<String, String>> examples) {
    var byQuestion = new LinkedHashMap<String, String>();
    new ArrayList<>(examples).forEach(example -> byQuestion.put(example.getKey(), example.getValue()));
    return learning.teach(byQuestion);
  }

  /** The code of the department that the row names, by its code or its name; null = there is none. */
  private String department(Row row) {
    return departments.codeOf(row.cell("department"));
  }

  private <T> Read<T> wrongDepartment(Row row) {
    return department(row) == null ? Read.refused(row, "import.department", row.cell("department")) : null;
  }

  /** What is wrong with a cell that must say something; null = nothing. */
  static <T> Read<T> wrong(Row row, String column, int longest) {
    String cell = row.cell(column);
    if (cell.isBlank() || cell.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return Read.refused(row, "import.blank", Sheet.shown(column));
    }
    if (cell.codePointCount(0, cell.length()) > longest) {
      return Read.refused(row, "import.too-long", Sheet.shown(column), longest);
    }
    return null;
  }
}
