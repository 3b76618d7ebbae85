package huiwen.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.db.ReadOnce;
import huiwen.fair.Fair;
import huiwen.fair.FairState;
import huiwen.fair.FairViews;
import huiwen.fair.Fairs;
import huiwen.fair.ServiceItems;
import huiwen.http.Api;
import huiwen.http.Idempotency;
import huiwen.http.PageTexts;
import huiwen.http.ProblemHandler;
import huiwen.http.Reply;
import huiwen.http.Templates;
import huiwen.http.Texts;
import huiwen.limits.Kind;
import huiwen.problem.Problem;
import huiwen.question.Journal;
import huiwen.question.Seen;
import huiwen.question.Unsolved;
import huiwen.question.View;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A villager's page as the hub renders it: it can be read after one request, and everything on it is done by forms, without any
 * program. What her page's program needs to take it over stands in it as well.
 */
final class AskPage {

  private static final int NEWEST = 20;
  /** Kinds of entries that bring its asker something new. */
  private static final Set<String> TOLD = Set.of("answered", "asked-back", "corrected", "called", "followed-up", "closed");
  private static final int LONGEST = 1_000;
  /** A page that spins longer than this is worse than one that says what it does not know. */
  private static final Duration READ_WITHIN = Duration.ofSeconds(2);
  private static final int MOST_FAIRS = 1_000;
  private static final String TYPE_COOKIE = "hub_type";
  private static final Duration TYPE_LASTS = Duration.ofDays(180);
  private static final Pattern TYPE = Pattern.compile("[1-4]");

  /** @param seq up to which entry it is what is published */
  private record Published(long seq, List<Seen> questions) {
  }

  /**
   * @param seq up to which entry at least it is what she has asked
   * @param all of it, and what others have asked and she wants to know as well: that first of which she was told something last
   */
  private record Mine(long seq, List<JsonObject> all) {

    static final Mine NOTHING = new Mine(0, List.of());

    /** @param asked her own @param followed those of others; lib/mine.js puts them into the same order */
    static Mine of(long seq, List<JsonObject> asked, List<JsonObject> followed) {
      return new Mine(seq, Stream.concat(asked.stream(), followed.stream())
          .sorted(Comparator.comparing(Mine::toldAt).reversed()).toList());
    }

    /** Those that are her own, or those of others. */
    JsonArray those(boolean own) {
      return new JsonArray(all.stream().filter(question -> question.getBoolean("mine", false) == own).toList());
    }

    private static Instant toldAt(JsonObject question) {
      JsonObject answer = question.getJsonObject("answer");
      Stream<String> told = question.getJsonArray("timeline", new JsonArray()).stream().map(JsonObject.class::cast)
          .filter(happening -> TOLD.contains(happening.getString("kind"))).map(happening -> happening.getString("at"));
      return Stream.concat(told, Stream.of(answer == null ? question.getString("createdAt") : answer.getString("at")))
          .map(Instant::parse).max(Comparator.naturalOrder()).orElseThrow();
    }
  }

  /**
   * What was sent by a form and not taken.
   *
   * @param about number of the question that it was about; null where it was to become one
   */
  private record Refused(String about, JsonObject fields, String key, Problem problem) {
  }

  private final Fairs fairs;
  private final FairViews views;
  private final Journal journal;
  private final ServiceItems items;
  private final Callers callers;
  private final Sight sight;
  private final Unsolved unsolved;
  /** Phones that come at once are shown the same; one that comes later, what is published by then. */
  private final ReadOnce<String, Published> published = new ReadOnce<>();
  /** What was last known of a fair, for when nothing can be read. */
  private final Cache<String, JsonObject> lastViews = Caffeine.newBuilder().maximumSize(MOST_FAIRS).build();
  private Templates templates;

  AskPage(Fairs fairs, FairViews views, Journal journal, ServiceItems items, Callers callers, Sight sight, Unsolved unsolved) {
    this.sight = sight;
    this.unsolved = unsolved;
    this.items = items;
    this.fairs = fairs;
    this.views = views;
    this.journal = journal;
    this.callers = callers;
  }

  void mount(Api api) {
    templates = api.templates();
    api.page("/f/:fair", Kind.PAGE, ctx -> {
      if (ctx.queryParams().contains("shell")) {
        return shell(ctx);
      }
      if (callers.carriesCookie(ctx)) {
        api.costs().admit(ctx, Kind.READ); // what is hers is read for her alone
      }
      return show(ctx, 200, null);
    });
  }

  /** A form by which a villager does what a call of the contract does. */
  void form(Api api, String operationId, String path, Function<RoutingContext, Future<Reply>> service) {
    api.onForm(operationId, "/f/:fair/questions" + path, ctx -> callers.carriesCookie(ctx) ? service.apply(ctx)
            : Future.failedFuture(Problem.forbidden()), // a phone that keeps no cookie could not be answered
        (ctx, question) -> "/f/" + ctx.pathParam("fair") + "#q-" + question.getString("id"),
        (ctx, problem) -> show(ctx, problem.type().status(),
            new Refused(ctx.pathParam("id"), Api.body(ctx), Idempotency.key(ctx), problem)));
  }

  /** The page as it is for everybody: what a phone keeps, to open it without a network. The same as long as the fair is the same. */
  private Future<Reply> shell(RoutingContext ctx) {
    return fairs.byCode(ctx.pathParam("fair")).map(fair -> {
      JsonObject view = views.lasting(fair, ctx.request());
      var values = new HashMap<String, Object>(
          Map.of("mine", List.of(), "told", List.of(), "published", List.of(), "isWriting", true, "isShell", true));
      values.put("state", Templates.embedded(new JsonObject().put("fair", view)));
      return Reply.page(200, page(view.copy().put("cookie", true), 1, null, PageTexts.of(ctx), values));
    });
  }

  /** Where the database does not answer, the page as far as it is known, with what was sent still in it: its program goes on. */
  private Future<Reply> show(RoutingContext ctx, int status, Refused refused) {
    Caller asker = callers.asker(ctx);
    return read(ctx, asker, status, refused).timeout(READ_WITHIN.toMillis(), TimeUnit.MILLISECONDS).recover(failure ->
        Problem.isNotFound(failure) ? Future.failedFuture(failure)
            : Future.succeededFuture(withoutDatabase(ctx, refused != null ? refused
                : new Refused(null, new JsonObject(), null, Problem.unavailable(null)))));
  }

  private Future<Reply> read(RoutingContext ctx, Caller asker, int status, Refused refused) {
    boolean keepsCookies = callers.carriesCookie(ctx);
    return fairs.byCode(ctx.pathParam("fair")).compose(fair -> {
      Future<JsonObject> view = views.of(fair, ctx.request()).onSuccess(known -> lastViews.put(fair.code(), known));
      Future<Published> others = published.get(fair.code(), () -> journal.newestSeq(fair.id()).compose(seq ->
          journal.published(fair.id(), NEWEST).map(seen -> new Published(seq, seen))));
      Future<Mine> mine = keepsCookies ? mine(fair, asker) : Future.succeededFuture(Mine.NOTHING);
      return Future.all(view, others, mine)
          .onSuccess(read -> sight.shows(ctx, fair.id(), asker, mine.result().all()))
          .compose(read -> items.onAnswers(mine.result().all()))
          .map(cards -> Reply.page(status, page(
              view.result().copy().put("cookie", keepsCookies).put("me", asker.mark()), ctx, mine.result(), others.result(),
              cards, refused)));
    });
  }

  private Future<Mine> mine(Fair fair, Caller asker) {
    Future<List<JsonObject>> followed = journal.followed(fair.id(), asker.id()).map(seen -> seen.stream().map(View::ofFollowed).toList());
    return journal.newestSeq(fair.id()).compose(seq -> journal.askedBy(fair.id(), asker.id())
        .compose(asked -> journal.withHistories(asked, View.OWNER)).compose(unsolved::marked)
        .compose(asked -> followed.map(others -> Mine.of(seq, asked, others))));
  }

  private String page(JsonObject view, RoutingContext ctx, Mine mine, Published others, JsonObject cards,
      Refused refused) {
    PageTexts texts = PageTexts.of(ctx);
    List<JsonObject> hers = mine.all();
    Set<String> ids = Set.copyOf(hers.stream().map(question -> question.getString("id")).toList());
    List<JsonObject> theirs = others.questions().stream().filter(seen -> !ids.contains(seen.question().id()))
        .map(View.PUBLIC::of).toList();
    var values = new HashMap<String, Object>();
    values.put("mine", hers);
    values.put("items", cards);
    values.put("published", theirs);
    values.put("told", Told.of(view, mine.all()));
    values.put("whyNot", whyNot(view, texts));
    values.put("isWriting", hers.isEmpty() || ctx.queryParams().contains("ask") || refused != null && refused.about() == null);
    values.put("state", Templates.embedded(new JsonObject().put("fair", view).put("seq", others.seq())
        .put("mineSeq", mine.seq()).put("mine", mine.those(true)).put("followed", mine.those(false))
        .put("published", new JsonArray(theirs))));
    return page(view, type(ctx), refused, texts, values);
  }

  private Reply withoutDatabase(RoutingContext ctx, Refused refused) {
    PageTexts texts = PageTexts.of(ctx);
    JsonObject view = lastViews.getIfPresent(ctx.pathParam("fair"));
    if (view == null) {
      view = new JsonObject().put("code", ctx.pathParam("fair")).put("name", texts.of("app.name")).put("departments", new JsonArray());
    }
    var values = new HashMap<String, Object>();
    values.put("mine", List.of());
    values.put("told", List.of());
    values.put("published", List.of());
    values.put("isWriting", true);
    return Reply.page(Problem.Type.UNAVAILABLE.status(),
        page(view.copy().put("cookie", callers.carriesCookie(ctx)), type(ctx), refused, texts, values));
  }

  private String page(JsonObject view, int type, Refused refused, PageTexts texts, Map<String, Object> values) {
    boolean isOfForm = refused != null && refused.about() == null;
    JsonObject named = FairViews.named(view, texts.language());
    values.put("fair", named);
    values.put("desks", FairViews.byCode(named));
    values.put("type", type);
    values.put("hasNoCookie", isOfForm && refused.problem().type() == Problem.Type.FORBIDDEN && !view.getBoolean("cookie"));
    values.put("written", form(isOfForm ? refused : null, texts));
    values.put("refused", refused == null || isOfForm ? null : Map.of("about", refused.about(),
        "text", refused.fields().getString("text", ""), "problem", words(refused.problem(), texts)));
    return templates.render("ask.html", texts, values);
  }

  /** How large she wants the letters, from 1 on: as she says now, or has said. */
  static int type(RoutingContext ctx) {
    String asked = ctx.queryParams().get("type");
    Cookie kept = ctx.request().getCookie(TYPE_COOKIE);
    if (asked != null && TYPE.matcher(asked).matches()) {
      ctx.response().addCookie(Cookie.cookie(TYPE_COOKIE, asked).setPath("/").setSameSite(CookieSameSite.LAX)
          .setMaxAge(TYPE_LASTS.toSeconds()));
      return Integer.parseInt(asked);
    }
    return kept != null && TYPE.matcher(kept.getValue()).matches() ? Integer.parseInt(kept.getValue()) : 1;
  }

  /** Why nothing can be asked at this fair now, or null where it can. */
  static String whyNot(JsonObject view, PageTexts texts) {
    String state = view.getString("state");
    return FairState.OPEN.code().equals(state) ? null : FairState.NOT_BEGUN.code().equals(state)
        ? texts.of("ask.notBegun", Map.of("day", texts.day(view.getString("startsAt")))) : texts.of("ask.closed");
  }

  /** What stands in the form: empty, or what was sent and not taken. Where it may have been taken, the same key tells. */
  private static Map<String, Object> form(Refused refused, PageTexts texts) {
    var form = new HashMap<String, Object>();
    form.put("isPrivate", false);
    form.put("isOpen", false);
    form.put("key", Templates.newKey());
    if (refused == null) {
      return form;
    }
    form.putAll(refused.fields().getMap());
    boolean isPrivate = Boolean.FALSE.equals(refused.fields().getBoolean("public"));
    form.put("isPrivate", isPrivate);
    form.put("isOpen", isPrivate || refused.fields().fieldNames().stream().anyMatch(Set.of("name", "village", "phone")::contains));
    form.put("problem", wordsOfForm(refused, texts));
    boolean mayBeTaken = refused.problem().type() == Problem.Type.UNAVAILABLE || refused.problem().type() == Problem.Type.INTERNAL;
    if (mayBeTaken && refused.key() != null) {
      form.put("key", refused.key());
    }
    return form;
  }

  private static String wordsOfForm(Refused refused, PageTexts texts) {
    String text = refused.fields().getString("text", "");
    int length = text.codePointCount(0, text.length());
    return refused.problem().type() == Problem.Type.UNAVAILABLE ? words(refused.problem(), texts)
        : text.isBlank() ? texts.of("ask.empty")
        : length > LONGEST ? texts.of("ask.tooLong", Map.of("n", length - LONGEST)) : words(refused.problem(), texts);
  }

  private static String words(Problem problem, PageTexts texts) {
    return ProblemHandler.words(problem, Texts.accepting(texts.language()));
  }
}
