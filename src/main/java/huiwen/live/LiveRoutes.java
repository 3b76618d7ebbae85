package huiwen.live;

import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.bus.Changed;
import huiwen.desk.LeaseVerticle;
import huiwen.fair.Fair;
import huiwen.fair.Fairs;
import huiwen.fair.Words;
import huiwen.http.Api;
import huiwen.http.Costs;
import huiwen.http.Origins;
import huiwen.limits.Bounds;
import huiwen.limits.Gate;
import huiwen.limits.Kind;
import huiwen.limits.Visitor;
import huiwen.problem.Problem;
import huiwen.http.Routes;
import huiwen.http.Texts;
import huiwen.question.Journal;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The WebSocket at {@code /live} on one event loop: who may come in, and what the frames ask for. */
public final class LiveRoutes implements Routes {

  private static final Logger log = LoggerFactory.getLogger(LiveRoutes.class);
  /** Between two of the moments at which those whose turn it is have their beat. */
  private static final Duration BETWEEN_TURNS = Duration.ofMillis(100);
  private static final Duration BETWEEN_ONLINE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Bus bus;
  private final Fairs fairs;
  private final Callers callers;
  private final Origins origins;
  private final Replay replay;
  private Costs costs;
  private final Journal journal;
  private final Words words;
  private Streams streams;
  /** Each has its turn for its beat. */
  private final Turns<LiveClient> clients = new Turns<>((int) Bounds.BETWEEN_BEATS.dividedBy(BETWEEN_TURNS));

  /** @param snapshots by which all event loops' joins wait for each other, so that others' reads find a connection */
  public LiveRoutes(Vertx vertx, Bus bus, Fairs fairs, Words words, Journal journal, Callers callers, Origins origins,
      Gate snapshots) {
    this.words = words;
    this.vertx = vertx;
    this.bus = bus;
    this.fairs = fairs;
    this.callers = callers;
    this.origins = origins;
    this.replay = new Replay(journal, snapshots);
    this.journal = journal;
  }

  @Override
  public void mount(Api api) {
    costs = api.costs();
    streams = new Streams(vertx, bus, journal, words);
    api.router().get("/live").handler(this::upgrade);
    vertx.setPeriodic(BETWEEN_TURNS.toMillis(), timer -> clients.next().forEach(this::beat));
    vertx.setPeriodic(Bounds.BETWEEN_BEATS.toMillis(), timer -> streams.look());
    vertx.setPeriodic(BETWEEN_ONLINE.toMillis(), timer -> {
      streams.tellOnline(false);
      streams.endWords();
    });
    bus.hear(Address.SESSIONS_ENDED, this::endSessions);
    bus.hearChanged(Changed.SESSIONS, () -> {
      callers.dropCopies();
      clients.all().forEach(this::lookAtSessionAgain);
    });
    bus.hear(Address.WORDS_CHANGED, fairId -> streams.lookAtWords(fairId));
    bus.hearChanged(Changed.WORDS, () -> streams.lookAtWords());
    bus.hear(Address.WANTED, wanted -> streams.tellHolder(wanted.getInteger("fair"), wanted.getString("holder"),
        Frame.of(new JsonObject().put("op", "wanted").put("question", wanted.getString("question"))
            .put("by", wanted.getString("by")).put("name", wanted.getString("name")))));
    bus.hear(Address.CUT_OFF, cut -> clients.all().forEach(Streams::sendAway));
    bus.hear(Address.FAIR_CHANGED, code -> fairs.byCode(code).onSuccess(streams::endIfOutdated));
  }

  private void upgrade(RoutingContext ctx) {
    if (origins.isForeign(ctx.request())) {
      throw Problem.of(Problem.Type.FORBIDDEN, "forbidden.origin");
    }
    if (!"websocket".equalsIgnoreCase(ctx.request().getHeader("Upgrade"))) {
      throw Problem.notFound();
    }
    if (!isHandshake(ctx.request())) {
      throw Problem.of(Problem.Type.MALFORMED, "live.handshake");
    }
    Caller asker = callers.askerOrNobody(ctx);
    Visitor visitor = callers.visitor(ctx);
    String sessionToken = callers.sessionToken(ctx.request());
    Texts texts = Texts.accepting(ctx.request().getHeader("Accept-Language"));
    Channel channel = FrameGuard.channelOf(ctx.request());
    ctx.request().toWebSocket()
        .onSuccess(socket ->
            welcome(socket, asker, visitor, new LiveClient(vertx, socket, new FrameGuard(channel), visitor.address(), costs,
                sessionToken, texts)))
        .onFailure(failure -> log.debug("no WebSocket: {}", failure.toString()));
  }

  /** What the library asks for besides, and refuses in a bare line. */
  private static boolean isHandshake(HttpServerRequest request) {
    String connection = request.getHeader("Connection");
    return connection != null && connection.toLowerCase(Locale.ROOT).contains("upgrade")
        && request.getHeader("Sec-WebSocket-Key") != null && "13".equals(request.getHeader("Sec-WebSocket-Version"));
  }

  private void welcome(ServerWebSocket socket, Caller asker, Visitor visitor, LiveClient client) {
    Runnable leave = clients.add(client);
    socket.textMessageHandler(text -> take(client, asker, visitor, text));
    socket.binaryMessageHandler(bytes -> client.close(CloseCode.BAD_FRAME));
    socket.exceptionHandler(client::failed);
    socket.closeHandler(closed -> {
      leave.run();
      client.closed();
    });
  }

  private void take(LiveClient client, Caller asker, Visitor visitor, String text) {
    Join join;
    try {
      var frame = new JsonObject(text);
      if (Beat.is(frame)) {
        beat(client, Beat.of(frame));
        return;
      }
      join = Join.of(frame);
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      client.close(CloseCode.BAD_FRAME);
      return;
    }
    if (costs.limiter().refuse(Kind.JOIN, visitor, null) != null) {
      client.close(CloseCode.TOO_MANY);
      return;
    }
    client.join(() -> join(client, asker, join));
  }

  private Future<Void> join(LiveClient client, Caller asker, Join wanted) {
    int join = client.beginJoin();
    return fairs.byCode(wanted.fair())
        .compose(fair -> interest(client, asker, fair, wanted)
            .compose(interest -> streams.with(fair, stream -> client.isStillJoining(join)
                ? replay.join(client, stream, fair.id(), interest, wanted.sinceIn(stream), join)
                    .onSuccess(joined -> greetBoard(client, stream, fair, interest))
                : Future.succeededFuture())))
        .onFailure(failure -> {
          if (client.isStillJoining(join)) {
            client.close(reason(failure));
          }
        });
  }

  private Future<Interest> interest(LiveClient client, Caller asker, Fair fair, Join wanted) {
    return wanted.needsSession()
        ? callers.staffOrNull(client.sessionToken()).map(staff -> wanted.interestOf(staff, fair))
        : Future.succeededFuture(wanted.interestOf(asker));
  }

  private static CloseCode reason(Throwable failure) {
    if (failure instanceof Problem problem) {
      switch (problem.type()) {
        case NOT_FOUND:
          return CloseCode.NO_SUCH_FAIR;
        case UNAUTHENTICATED:
          return CloseCode.NOT_SIGNED_IN;
        case FORBIDDEN:
          return CloseCode.NOT_ALLOWED;
        default:
      }
    }
    log.warn("a socket could not join: {}", failure.toString());
    return CloseCode.UNAVAILABLE;
  }

  private void greetBoard(LiveClient client, FairStream stream, Fair fair, Interest interest) {
    if (interest.as() == Interest.As.BOARD) {
      bus.<String>request(Address.TALLY, fair.code())
          .onSuccess(tally -> client.sendIfReady(stream.tallyFrame(tally)));
    }
  }

  /** A sign of life is answered by one, and says besides what somebody is still at work on. */
  private void beat(LiveClient client, Beat beat) {
    client.answerBeat();
    if (client.stream() != null && client.interest().needsSession() && !beat.holding().isEmpty()) {
      bus.tell(Address.HOLDING, new LeaseVerticle.Holding(client.interest().who().id(), beat.holding()));
    }
  }

  private void beat(LiveClient client) {
    client.beat();
    lookAtSessionAgain(client);
  }

  /** The message that a session has ended may have been lost, and that one expires is told by nobody. */
  private void lookAtSessionAgain(LiveClient client) {
    Interest interest = client.interest();
    if (client.stream() == null || interest.who().isAsker()) {
      return;
    }
    callers.staffOrNull(client.sessionToken()).onSuccess(staff -> {
      if (staff == null) {
        client.close(CloseCode.NOT_SIGNED_IN);
      }
    });
  }

  private void endSessions(List<String> ids) {
    for (LiveClient client : clients.all()) {
      Interest interest = client.interest();
      if (client.stream() != null && interest.needsSession() && ids.contains(interest.who().id())) {
        client.close(CloseCode.NOT_SIGNED_IN);
      }
    }
  }

  /** Sends everybody away, each at its own moment so that they do not come back as one. */
  @Override
  public void close() {
    clients.all().forEach(Streams::sendAway);
    streams.close();
  }
}
