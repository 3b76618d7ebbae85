package huiwen.http;

import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.utility.DeepUnwrap;
import huiwen.text.Languages;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Fills in the pages that the hub itself renders: whatever is filled in is text, never markup. A template knows the values that it
 * is given, {@code lang}, {@code nextLanguage}, {@code langOf(text)}, and the texts of the pages: {@code t(key)} or {@code t(key, {arguments})}, {@code clock(iso)},
 * {@code day(iso)}, {@code moment(iso)}, {@code newKey()}. For all threads.
 */
public final class Templates {

  private static final int NEVER = Integer.MAX_VALUE;

  private final Configuration configuration;

  public Templates(Bundles bundles) {
    configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setTemplateLoader(new Pages(bundles));
    configuration.setTemplateUpdateDelayMilliseconds(NEVER);
    configuration.setLocalizedLookup(false);
    configuration.setDefaultEncoding("UTF-8");
    configuration.setNumberFormat("computer");
    configuration.setObjectWrapper(new JsonWrapper());
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    configuration.setFallbackOnNullLoopVariable(false);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
  }

  /**
   * A page.
   *
   * @param name of the page, for instance {@code ask.html}
   * @param values by name; of JSON its objects and arrays as well
   */
  public String render(String name, PageTexts texts, Map<String, ?> values) {
    var model = new HashMap<String, Object>(values);
    model.put("lang", texts.language());
    model.put("nextLanguage", Map.of("tag", texts.next().language(), "name", texts.next().name()));
    model.put("langOf", (TemplateMethodModelEx) arguments -> Languages.of(arguments.get(0).toString()));
    model.put("t", (TemplateMethodModelEx) arguments -> text(texts, arguments));
    model.put("clock", ofTime(texts::clock));
    model.put("day", ofTime(texts::day));
    model.put("moment", ofTime(texts::moment));
    model.put("newKey", (TemplateMethodModelEx) arguments -> newKey());
    var page = new StringWriter();
    try {
      configuration.getTemplate(texts.language() + '/' + name).process(model, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException(name + " could not be filled in", e);
    }
    return page.toString();
  }

  private static String text(PageTexts texts, List<?> arguments) throws TemplateModelException {
    String key = arguments.get(0).toString();
    if (arguments.size() == 1) {
      return texts.of(key);
    }
    var values = new HashMap<String, Object>();
    ((Map<?, ?>) DeepUnwrap.unwrap((TemplateModel) arguments.get(1))).forEach((name, value) -> values.put((String) name, value));
    return texts.of(key, values);
  }

  private static TemplateMethodModelEx ofTime(Function<String, String> format) {
    return arguments -> format.apply(arguments.get(0).toString());
  }

  /** Under which a form is sent: each rendering has another. */
  public static String newKey() {
    return UUID.randomUUID().toString();
  }

  /** JSON for a script of the page: nothing in it ends the element in which it stands. */
  public static String embedded(JsonObject json) {
    return json.encode().replace("<", "\\u003c");
  }

  /** The pages with their heads made ready, and the parts that they are put together from. */
  private record Pages(Bundles bundles) implements TemplateLoader {

    @Override
    public Object findTemplateSource(String path) {
      int slash = path.indexOf('/');
      String name = path.substring(slash + 1);
      String page = bundles.page(path.substring(0, Math.max(0, slash)), name);
      return page != null ? page : name.startsWith("parts/") ? Modules.text("/webroot/" + name) : null;
    }

    @Override
    public long getLastModified(Object source) {
      return 0;
    }

    @Override
    public Reader getReader(Object source, String encoding) {
      return new StringReader((String) source);
    }

    @Override
    public void closeTemplateSource(Object source) {
      // there is nothing open
    }
  }

  /** Vert.x' JSON as maps and lists. */
  private static final class JsonWrapper extends DefaultObjectWrapper {

    JsonWrapper() {
      super(Configuration.VERSION_2_3_34);
    }

    @Override
    public TemplateModel wrap(Object value) throws TemplateModelException {
      return super.wrap(value instanceof JsonObject object ? object.getMap()
          : value instanceof JsonArray array ? array.getList() : value);
    }
  }
}
