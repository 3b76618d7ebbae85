package huiwen.http;

import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.MimeMapping;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Static files from the class path, kept in memory twice: plain and compressed. Each is read and compressed once, on a
 * worker thread: compressing it for each phone would keep an event loop busy for longer than a question does.
 * No address carries a fingerprint, so a browser asks again each time, by {@code ETag}, and is mostly answered 304.
 */
final class Assets {

  /** The names that a file may have: none is hidden, and none leads out of its folder. */
  private static final Pattern NAME = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

  private record Asset(String type, String etag, Buffer plain, Buffer gzip) {
  }

  private final Vertx vertx;
  private final Map<String, Asset> held = new ConcurrentHashMap<>();

  Assets(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Sends a file, or passes on where there is none.
   *
   * @param folder on the class path
   * @param name with a slash before it
   */
  void send(RoutingContext ctx, String folder, String name) {
    if (!NAME.matcher(name).matches()) {
      ctx.next();
      return;
    }
    find(folder.isEmpty() ? name.substring(1) : folder + name).onFailure(ctx::fail).onSuccess(asset -> {
      if (asset == null) {
        ctx.next();
      } else {
        send(ctx, asset);
      }
    });
  }

  /** Refuses a method that would change a file of this name, or passes on where there is none. */
  void refuseToChange(RoutingContext ctx, String folder, String name) {
    boolean reads = ctx.request().method() == HttpMethod.GET || ctx.request().method() == HttpMethod.HEAD;
    boolean isFile = NAME.matcher(name).matches() && name.lastIndexOf('.') > name.lastIndexOf('/'); // a folder has no dot
    if (reads || !isFile || getClass().getClassLoader().getResource(folder + name) == null) {
      ctx.next();
    } else {
      throw Problem.methodNotAllowed("GET, HEAD");
    }
  }

  private Future<Asset> find(String path) {
    Asset asset = held.get(path);
    if (asset != null) {
      return Future.succeededFuture(asset);
    }
    return vertx.executeBlocking(() -> read(path)).onSuccess(read -> {
      if (read != null) {
        held.put(path, read);
      }
    });
  }

  private static Asset read(String path) throws IOException {
    try (InputStream file = Assets.class.getClassLoader().getResourceAsStream(path)) {
      if (file == null || path.lastIndexOf('.') < path.lastIndexOf('/')) {
        return null; // a folder has no dot in its name
      }
      byte[] plain = file.readAllBytes();
      byte[] gzip = gzip(plain);
      return new Asset(type(path), '"' + digest(plain) + '"', Buffer.buffer(plain),
          gzip.length < plain.length ? Buffer.buffer(gzip) : null);
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var bytes = new ByteArrayOutputStream(plain.length / 2);
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }

  private static String type(String path) {
    String type = path.endsWith(".yaml") ? "application/yaml" : MimeMapping.mimeTypeForFilename(path);
    if (type == null) {
      return "application/octet-stream";
    }
    return type.startsWith("text/") || type.endsWith("javascript") || type.endsWith("yaml")
        ? type + ";charset=UTF-8" : type;
  }

  /** A mark of these bytes: other bytes have another. */
  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void send(RoutingContext ctx, Asset asset) {
    var response = ctx.response();
    response.headers().set("ETag", asset.etag).set("Cache-Control", "no-cache").set("Vary", "Accept-Encoding");
    String known = ctx.request().getHeader("If-None-Match");
    if (known != null && known.contains(asset.etag)) {
      response.setStatusCode(304).end();
      return;
    }
    String accepted = ctx.request().getHeader("Accept-Encoding");
    boolean compressed = asset.gzip != null && accepted != null && accepted.contains("gzip");
    Buffer body = compressed ? asset.gzip : asset.plain;
    response.headers().set("Content-Type", asset.type);
    if (compressed) {
      response.headers().set("Content-Encoding", "gzip");
    }
    if (ctx.request().method() == HttpMethod.HEAD) {
      response.headers().set("Content-Length", Integer.toString(body.length()));
      response.end();
    } else {
      response.end(body);
    }
  }
}
