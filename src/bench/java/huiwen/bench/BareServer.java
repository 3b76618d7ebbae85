package huiwen.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The limit beside the hub: bare Vert.x, with nothing of the hub in it. {@code POST /insert} does one durable one-row
 * insert, {@code POST /bare} nothing; a WebSocket echoes; {@code POST /broadcast} writes its body to every socket.
 */
public final class BareServer extends VerticleBase {

  private static final String ADDRESS = "broadcast";

  private final Pool pool;
  private final AtomicInteger port;
  private final Set<ServerWebSocket> sockets = new LinkedHashSet<>();

  private BareServer(Pool pool, AtomicInteger port) {
    this.pool = pool;
    this.port = port;
  }

  /** Arguments: database address, pool size. Prints {@code bare ready PORT}. */
  public static void main(String[] arguments) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    Pool pool = PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(Integer.parseInt(arguments[1])).setShared(true).setName("bare"))
        .connectingTo(PgConnectOptions.fromUri(arguments[0]).setCachePreparedStatements(true))
        .using(vertx).build();
    var port = new AtomicInteger();
    pool.query("DROP SCHEMA IF EXISTS bare CASCADE; CREATE SCHEMA bare; CREATE TABLE bare.asked (id text PRIMARY KEY, body text NOT NULL)").execute()
        .compose(made -> vertx.deployVerticle(() -> new BareServer(pool, port), new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors())))
        .onSuccess(deployed -> System.out.println("bare ready " + port.get()))
        .onFailure(failure -> {
          failure.printStackTrace();
          System.exit(1);
        });
  }

  @Override
  public Future<?> start() {
    vertx.eventBus().<Buffer>localConsumer(ADDRESS, message -> {
      String frame = message.body().toString();
      sockets.forEach(socket -> socket.writeTextMessage(frame));
    });
    return vertx.createHttpServer(new HttpServerOptions().setPort(-1).setHost("127.0.0.1").setAcceptBacklog(4096)
            .setPerMessageWebSocketCompressionSupported(false).setPerFrameWebSocketCompressionSupported(false))
        .webSocketHandler(socket -> {
          sockets.add(socket);
          socket.textMessageHandler(socket::writeTextMessage);
          socket.closeHandler(closed -> sockets.remove(socket));
        })
        .requestHandler(this::handle)
        .listen().onSuccess(server -> port.set(server.actualPort()));
  }

  private void handle(HttpServerRequest request) {
    request.body().onSuccess(body -> {
      switch (request.path()) {
        case "/insert" -> pool.preparedQuery("INSERT INTO bare.asked (id, body) VALUES ($1, $2)")
            .execute(Tuple.of(request.getHeader("Idempotency-Key"), new JsonObject(body).getString("text")))
            .onSuccess(done -> answer(request, body, 201))
            .onFailure(failure -> answer(request, Buffer.buffer(failure.toString()), 500));
        case "/broadcast" -> {
          vertx.eventBus().publish(ADDRESS, body);
          answer(request, body, 200);
        }
        default -> answer(request, body, 201);
      }
    });
  }

  private static void answer(HttpServerRequest request, Buffer body, int status) {
    request.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(body);
  }
}
