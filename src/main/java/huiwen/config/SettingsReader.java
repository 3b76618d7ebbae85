package huiwen.config;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads {@code config/hub.yaml}: what the one beside the hub says, if there is one, else what the one within it does. */
public final class SettingsReader {

  private SettingsReader() {
  }

  /**
   * Blocks: nothing else of a start can begin before it.
   *
   * @throws SettingsException where a setting is not what it may be
   * @throws IOException where the file cannot be read, or is no YAML; says which
   */
  public static Settings read(Map<String, String> environment) throws IOException {
    String file = "config/hub.yaml";
    // a file that was written for the hub of before does not know what has come since
    return Settings.from(parsed(file, within(file)).mergeIn(yaml(file)), environment);
  }

  /** Reads a YAML file from the working folder or, where it is not there, from the class path. */
  public static Future<JsonObject> readYaml(Vertx vertx, String path) {
    return vertx.executeBlocking(() -> yaml(path), false);
  }

  private static JsonObject yaml(String path) throws IOException {
    return parsed(path, open(path));
  }

  private static JsonObject parsed(String path, InputStream open) throws IOException {
    try (InputStream in = open) {
      Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      return read == null ? new JsonObject() : (JsonObject) json(read);
    } catch (YAMLException | ClassCastException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  private static InputStream open(String path) throws IOException {
    Path file = Path.of(path);
    return Files.isRegularFile(file) ? Files.newInputStream(file) : within(path);
  }

  private static InputStream within(String path) throws IOException {
    InputStream in = SettingsReader.class.getClassLoader().getResourceAsStream(path);
    if (in == null) {
      throw new FileNotFoundException(path);
    }
    return in;
  }

  /** YAML has more kinds of keys and values than JSON. */
  private static Object json(Object yaml) {
    if (yaml instanceof Map<?, ?> map) {
      var object = new JsonObject();
      map.forEach((key, value) -> object.put(String.valueOf(key), json(value)));
      return object;
    }
    if (yaml instanceof List<?> list) {
      var array = new JsonArray();
      list.forEach(value -> array.add(json(value)));
      return array;
    }
    return yaml instanceof Date date ? date.toInstant() : yaml;
  }
}
