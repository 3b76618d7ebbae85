// The hub's work as the guides of Socket.IO 4 and node-postgres have it done: a durable insert before the acknowledgement,
// rooms for who is concerned, connection state recovery; and node-postgres at its fastest: many statements under way on each
// of a few connections. (Its Pool lends a connection to one statement at a time, so that nothing is under way beside it.)
// Arguments: database address, connections. Prints "peer ready PORT".
import { createServer } from "node:http";
import pg from "pg";
import { Server } from "socket.io";

const clients = await Promise.all(Array.from({ length: Number(process.argv[3]) }, async () => {
  const client = new pg.Client({ connectionString: process.argv[2], pipeline: true });
  await client.connect();
  return client;
}));
let turn = 0;
const query = (statement) => clients[turn++ % clients.length].query(statement);

await clients[0].query("DROP SCHEMA IF EXISTS peer CASCADE");
await clients[0].query("CREATE SCHEMA peer");
await clients[0].query(`CREATE TABLE peer.question (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  asker text NOT NULL, key text NOT NULL, department text NOT NULL, text text NOT NULL, village text, answer text,
  UNIQUE (asker, key))`);

const http = createServer();
const io = new Server(http, {
  transports: ["websocket"],
  connectionStateRecovery: { maxDisconnectionDuration: 120_000 },
});
// as its page on memory advises
io.engine.on("connection", (raw) => { raw.request = null; });

io.on("connection", (socket) => {
  socket.join("fair");
  socket.on("ask", async (question, acknowledge) => {
    try {
      const { rows } = await query({
        name: "ask",
        text: `INSERT INTO peer.question (asker, key, department, text, village) VALUES ($1, $2, $3, $4, $5)
          ON CONFLICT (asker, key) DO UPDATE SET key = excluded.key RETURNING id`,
        values: [question.asker, question.key, question.department, question.text, question.village],
      });
      io.to("desk:" + question.department).emit("asked", { id: rows[0].id, ...question });
      acknowledge({ id: rows[0].id });
    } catch (error) {
      acknowledge({ error: error.message });
    }
  });
  socket.on("answer", async (answer, acknowledge) => {
    try {
      const { rows } = await query({
        name: "answer",
        text: "UPDATE peer.question SET answer = $2 WHERE id = $1 RETURNING *",
        values: [answer.id, answer.text],
      });
      io.to("fair").emit("answered", rows[0]);
      acknowledge({ id: answer.id });
    } catch (error) {
      acknowledge({ error: error.message });
    }
  });
});

http.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => console.log(`peer ready ${http.address().port}`));
process.on("SIGTERM", () => process.exit(0));
