package huiwen.live;

import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.fair.Departments;
import huiwen.fair.Fair;
import huiwen.fair.Fairs;
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
import huiwen.question.Followers;
import huiwen.question.Journal;
import huiwen.question.PerFair;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The WebSocket at {@code /live} on one event loop: who may come in, and what the frames ask for. */
public final class LiveRoutes implements Routes {

  private static final Logger log = LoggerFactory.getLogger(LiveRoutes.class);
  /** Between two of the moments at which those whose turn it is have their beat. */
  private static final Duration BETWEEN_TURNS = Duration.ofMillis(100);
  private static final Duration BETWEEN_ONLINE = Duration.ofSeconds(1);
  /** A stream outlives its last reader by so long: who comes back from a dead spot finds it as it was. */
  private static final Duration STREAMS_LINGER = Duration.ofMinutes(3);

  private final Vertx vertx;
  private final Bus bus;
  private final Fairs fairs;
  private final Journal journal;
  private final Callers callers;
  private final Origins origins;
  private final Replay replay;
  private Costs costs;
  private final String source = UUID.randomUUID().toString();
  private final Followers followers;
  private final PerFair<FairStream> streams =
      new PerFair<>(FairStream::isRead, FairStream::close, STREAMS_LINGER, System::nanoTime);
  /** Each has its turn for its beat. */
  private final Turns<LiveClient> clients = new Turns<>((int) Bounds.BETWEEN_BEATS.dividedBy(BETWEEN_TURNS));

  /** @param snapshots by which all event loops' joins wait for each other, so that others' reads find a connection */
  public LiveRoutes(Vertx vertx, Bus bus, Fairs fairs, Journal journal, Callers callers, Origins origins,
      Gate snapshots) {
    this.vertx = vertx;
    this.bus = bus;
    this.fairs = fairs;
    this.journal = journal;
    this.callers = callers;
    this.origins = origins;
    this.replay = new Replay(journal, snapshots);
    this.followers = new Followers(bus, journal);
  }

  @Override
  public void mount(Api api) {
    costs = api.costs();
    api.router().get("/live").handler(this::upgrade);
    vertx.setPeriodic(BETWEEN_TURNS.toMillis(), timer -> clients.next().forEach(this::beat));
    vertx.setPeriodic(Bounds.BETWEEN_BEATS.toMillis(), timer -> catchUp());
    vertx.setPeriodic(BETWEEN_ONLINE.toMillis(), timer -> tellOnline(false));
    bus.subscribe(Address.SESSIONS_ENDED, this::endSessions);
    bus.<String>subscribe(Address.FAIR_CHANGED, code -> fairs.byCode(code).onSuccess(this::endIfOutdated));
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
            welcome(socket, asker, visitor, new LiveClient(vertx, socket, new FrameGuard(channel), sessionToken, texts)))
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
      if ("beat".equals(frame.getString("op"))) {
        client.answerBeat();
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

  /** A join frame, read and checked; {@code departments} null = all that are the caller's, {@code epoch} null = the present one. */
  private record Join(String fair, Interest.As as, Set<String> departments, Long since, String epoch) {

    /** @throws IllegalArgumentException or ClassCastException where the frame is not one */
    static Join of(JsonObject frame) {
      if (!"join".equals(frame.getString("op")) || !(frame.getValue("fair") instanceof String)) {
        throw new IllegalArgumentException("no join");
      }
      Interest.As as = switch (String.valueOf(frame.getString("as"))) {
        case "asker" -> Interest.As.ASKER;
        case "desk" -> Interest.As.DESK;
        case "board" -> Interest.As.BOARD;
        case "screen" -> Interest.As.SCREEN;
        default -> throw new IllegalArgumentException("no such part");
      };
      JsonArray departments = frame.getJsonArray("departments");
      Set<String> codes = null;
      if (departments != null) {
        codes = new HashSet<>();
        for (int i = 0; i < departments.size(); i++) {
          codes.add(Objects.requireNonNullElse(departments.getString(i), ""));
        }
      }
      return new Join(frame.getString("fair"), as, codes, frame.getLong("since"), frame.getString("epoch"));
    }

    /** What the client has of this stream's journal: nothing where it speaks of another one. */
    Long sinceIn(FairStream stream) {
      return epoch == null || stream.isOf(epoch) ? since : null;
    }
  }

  private Future<Void> join(LiveClient client, Caller asker, Join wanted) {
    int join = client.beginJoin();
    return fairs.byCode(wanted.fair)
        .onSuccess(this::endIfOutdated)
        .compose(fair -> interest(client, asker, fair, wanted)
            .compose(interest -> streams.with(fair.id(), () -> open(fair), stream -> client.isStillJoining(join)
                ? replay.join(client, stream, fair.id(), interest, wanted.sinceIn(stream), join)
                    .onSuccess(joined -> greetBoard(client, stream, fair, interest))
                : Future.<Void>succeededFuture())))
        .onFailure(failure -> {
          if (client.isStillJoining(join)) {
            client.close(reason(failure));
          }
        });
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

  private Future<Interest> interest(LiveClient client, Caller asker, Fair fair, Join wanted) {
    if (wanted.as == Interest.As.ASKER || wanted.as == Interest.As.SCREEN) {
      return Future.succeededFuture(new Interest(wanted.as, asker, Set.of()));
    }
    return callers.staffOrNull(client.sessionToken()).map(staff -> {
      if (staff == null) {
        throw Problem.unauthenticated();
      }
      Set<String> departments = wanted.as == Interest.As.BOARD ? Set.of() : departments(staff, fair, wanted);
      boolean allowed = wanted.as == Interest.As.BOARD
          ? staff.isOrganizer()
          : !departments.isEmpty()
              && departments.stream().allMatch(code -> staff.servesDesk(fair.code(), code));
      if (!allowed) {
        throw Problem.forbidden();
      }
      return new Interest(wanted.as, staff, departments);
    });
  }

  private static Set<String> departments(Caller staff, Fair fair, Join wanted) {
    if (wanted.departments != null && !wanted.departments.isEmpty()) {
      return wanted.departments;
    }
    if (!staff.isOrganizer()) {
      return staff.departments();
    }
    var all = new HashSet<>(fair.present());
    all.add(Departments.TRIAGE);
    return all;
  }

  private Future<FairStream> open(Fair fair) {
    return FairStream.open(source, fair, bus, journal, followers);
  }

  /** Where the fair has another journal by now, whoever follows the old one is sent away, and comes back to the new one. */
  private void endIfOutdated(Fair fair) {
    FairStream stream = streams.get(fair.id());
    if (stream != null && !stream.isOf(fair.epoch())) {
      stream.clients().forEach(LiveRoutes::sendAway);
      streams.close(fair.id());
    }
  }

  private void greetBoard(LiveClient client, FairStream stream, Fair fair, Interest interest) {
    if (interest.as() == Interest.As.BOARD) {
      bus.<String>request(Address.TALLY, fair.code())
          .onSuccess(tally -> client.sendIfReady(stream.tallyFrame(tally)));
    }
  }

  /** Finds what the bus has lost, says again who is connected, and ends what nobody follows any more. */
  private void catchUp() {
    streams.closeUnread();
    followers.catchUp();
    tellOnline(true);
  }

  private void tellOnline(boolean again) {
    streams.all().forEach(stream -> stream.tellOnline(again));
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
    clients.all().forEach(LiveRoutes::sendAway);
    streams.close();
  }

  private static void sendAway(LiveClient client) {
    client.sendAway(500 + ThreadLocalRandom.current().nextInt(2_500));
  }
}
