package huiwen.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The same work on what a team would otherwise take, made ready from npm now and nowhere else. */
final class Peers {

  private static final int AT_ONCE = Bench.PHONES * Bench.IN_FLIGHT;
  private static final int SOCKETS = 5_000;
  private static final int IDLE_SOCKETS = 10_000;
  private static final int PUSHES = 20;

  private final Vertx vertx;
  private final Report report;
  private final String database;

  Peers(Vertx vertx, Report report, String database) {
    this.vertx = vertx;
    this.report = report;
    this.database = database;
  }

  void measure() throws Exception {
    Path folder = Files.createDirectories(Path.of("target/peers")).toAbsolutePath();
    for (String file : List.of("package.json", "server.js")) {
      Files.copy(Path.of("bench/peers", file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    try {
      new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--no-package-lock").directory(folder.toFile())
          .inheritIO().start().waitFor();
    } catch (IOException e) {
      System.err.println("no peers, as there is no npm: " + e.getMessage());
      return;
    }
    asking(folder);
    fanOut(folder);
    memory(folder);
  }

  private void asking(Path folder) throws Exception {
    try (ServerProcess hub = ServerProcess.hub(database); ServerProcess peer = ServerProcess.peer(folder, database);
        Phones toHub = new Phones(vertx, hub.port(), AT_ONCE); var toPeer = new SocketIoPhones(vertx, peer.port())) {
      List<WebSocket> sockets = toPeer.connect(Bench.PHONES);
      toPeer.askAsFastAsPossible(sockets, Bench.IN_FLIGHT, Bench.WARM_UP_THROUGHPUT_SECONDS / 3);
      toHub.askAsFastAsPossible(Bench.ASK, AT_ONCE, Bench.WARM_UP_THROUGHPUT_SECONDS);
      double seconds = Bench.seconds(6);
      report.atLeast("1", "questions/s, beside Socket.IO + node-postgres", Alternation.ratio(Bench.ROUNDS,
          () -> toHub.askAsFastAsPossible(Bench.ASK, AT_ONCE, seconds),
          () -> toPeer.askAsFastAsPossible(sockets, Bench.IN_FLIGHT, seconds)), 3);
    }
  }

  private void fanOut(Path folder) throws Exception {
    try (ServerProcess hub = ServerProcess.hub(database); ServerProcess peer = ServerProcess.peer(folder, database);
        Phones toHub = new Phones(vertx, hub.port(), 8); var toPeer = new SocketIoPhones(vertx, peer.port());
        var fanOut = new Connected.FanOut(toHub, SOCKETS)) {
      WebSocket organizer = toPeer.connect(SOCKETS).get(0);
      Alternation.Figure frames = () -> Connected.rate(PUSHES, SOCKETS, toPeer.events(),
          () -> Bench.await(toPeer.ask(organizer, 0)).getValue("id").toString(),
          id -> Bench.await(toPeer.emit(organizer, "answer",
              new JsonObject().put("id", id).put("text", "请到展台来，我们当面说。"))));
      Connected.warmUp(frames, Bench.WARM_UP_THROUGHPUT_SECONDS / 6);
      Connected.warmUp(() -> fanOut.rate(PUSHES), Bench.WARM_UP_THROUGHPUT_SECONDS / 2);
      report.atLeast("4", "frames/s to " + SOCKETS + " sockets, beside Socket.IO",
          Alternation.ratio(Bench.ROUNDS, () -> fanOut.rate(PUSHES), frames), 3);
    }
  }

  private void memory(Path folder) throws Exception {
    report.atMost("5", "bytes a connection, resident, beside Socket.IO", Alternation.ratio(Bench.ROUNDS, () -> {
      try (ServerProcess hub = ServerProcess.hub(database); Phones phones = new Phones(vertx, hub.port(), 8)) {
        return Connected.bytesEach(hub, () -> Connected.connectAskers(phones, IDLE_SOCKETS))[0];
      }
    }, () -> {
      try (ServerProcess peer = ServerProcess.peer(folder, database);
          var phones = new SocketIoPhones(vertx, peer.port())) {
        double before = peer.residentBytes();
        phones.connect(IDLE_SOCKETS);
        return (peer.residentBytes() - before) / IDLE_SOCKETS;
      }
    }), 0.33);
  }
}
