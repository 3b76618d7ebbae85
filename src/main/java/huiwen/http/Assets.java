package huiwen.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.MimeMapping;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Static files from the class path, kept in memory, plain and compressed. Each is read and compressed once, on a
 * worker thread: compressing it for each phone would keep an event loop busy for longer than a question does.
 * What is named by its content never changes, and is asked for once; of all else a browser asks again each time, by
 * {@code ETag}, and is mostly answered 304.
 */
final class Assets {

  /** The names that a file may have: none is hidden, and none leads out of its folder. */
  private static final Pattern NAME = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
  private static final String ASKED_AGAIN = "no-cache";
  private static final String NEVER_ASKED_AGAIN = "public, max-age=31536000, immutable";

  /** A file as it is sent. */
  record Asset(String type, String etag, Buffer plain, Buffer gzip, Buffer brotli) {

    static Asset of(String type, byte[] plain) {
      return new Asset(type, '"' + digest(plain) + '"', Buffer.buffer(plain), smaller(Compression.gzip(plain), plain),
          smaller(Compression.brotli(plain), plain));
    }

    private static Buffer smaller(byte[] compressed, byte[] plain) {
      return compressed != null && compressed.length < plain.length ? Buffer.buffer(compressed) : null;
    }
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
        send(ctx, asset, ASKED_AGAIN);
      }
    });
  }

  /** Sends a page that is the same for everybody. */
  static void send(RoutingContext ctx, Asset page) {
    send(ctx, page, ASKED_AGAIN);
  }

  /** Sends what is named by its content. */
  static void sendNamed(RoutingContext ctx, Asset asset) {
    send(ctx, asset, NEVER_ASKED_AGAIN);
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
      return Asset.of(type(path), file.readAllBytes());
    }
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
    return HexFormat.of().formatHex(sha256(bytes), 0, 12);
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void send(RoutingContext ctx, Asset asset, String caching) {
    var response = ctx.response();
    response.headers().set("ETag", asset.etag).set("Cache-Control", caching).set("Vary", "Accept-Encoding");
    String known = ctx.request().getHeader("If-None-Match");
    if (known != null && known.contains(asset.etag)) {
      response.setStatusCode(304).end();
      return;
    }
    response.headers().set("Content-Type", asset.type);
    Buffer body = asset.plain;
    if (asset.brotli != null && Compression.accepts(ctx.request(), "br")) {
      body = asset.brotli;
      response.headers().set("Content-Encoding", "br");
    } else if (asset.gzip != null && Compression.accepts(ctx.request(), "gzip")) {
      body = asset.gzip;
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
