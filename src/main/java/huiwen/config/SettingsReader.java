package huiwen.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Reads {@code config/hub.yaml}: the one beside the hub when there is one, else the one within it. */
public final class SettingsReader {

  private SettingsReader() {
  }

  /** Fails with a {@link SettingsException}, or with the file's fault where it cannot be read. */
  public static Future<Settings> read(Vertx vertx, Map<String, String> environment) {
    return readYaml(vertx, "config/hub.yaml").map(file -> Settings.from(file, environment));
  }

  /** Reads a YAML file from the working folder or, where it is not there, from the class path. */
  public static Future<JsonObject> readYaml(Vertx vertx, String path) {
    var file = new ConfigStoreOptions()
        .setType("file")
        .setFormat("yaml")
        .setConfig(new JsonObject().put("path", path));
    var retriever = ConfigRetriever.create(vertx,
        new ConfigRetrieverOptions().setScanPeriod(-1).addStore(file));
    return retriever.getConfig().eventually(retriever::close);
  }
}
