package huiwen.access;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.bus.Changed;
import huiwen.db.Copies;
import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is signed in, and the invites by which volunteers come in. A session outlives a restart of the hub. */
public final class Sessions {

  /** A fair is a day or two; a phone or laptop stays signed in for all of it. */
  static final Duration LASTS = Duration.ofDays(7);
  /** A tablet on which anybody may be asked for is nobody's: it is signed out when it was not used for so long. */
  static final Duration KIOSK_LASTS = Duration.ofMinutes(30);
  /** Between two of the moments at which those that have expired are deleted. */
  private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);
  /** How long a copy may be trusted where a message on the bus was lost. */
  private static final Duration COPY_LASTS = Duration.ofSeconds(10);

  /** What the desk is called that is no department's. */
  private static final String DESK_FOR_THE_REST = "总";

  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  private final Pool pool;
  private final Bus bus;
  private final Copies<Caller> copies = new Copies<>(COPY_LASTS);

  public Sessions(Pool pool, Bus bus) {
    this.pool = pool;
    this.bus = bus;
    bus.hear(Address.SESSIONS_ENDED, ids -> copies.dropIf(caller -> ids.contains(caller.id())));
    bus.hearChanged(Changed.SESSIONS, copies::dropAll);
  }

  void dropCopies() {
    copies.dropAll();
  }

  /** Deletes what has expired, now and every hour. @return number of the timer, to be cancelled */
  public long keepClean(Vertx vertx) {
    clean();
    return vertx.setPeriodic(BETWEEN_CLEANINGS.toMillis(), timer -> clean());
  }

  private void clean() {
    deleteExpired().onFailure(failure -> log.warn("expired sessions are not deleted: {}", failure.toString()));
  }

  /** Whoever holds this session token, or null. */
  Future<Caller> find(String token) {
    String hash = Tokens.hash(token);
    return copies.get(hash, () -> pool.preparedQuery("""
            SELECT id, role, name, fair, departments FROM session
            WHERE token_hash = $1 AND expires_at > now()""")
        .execute(Tuple.of(hash))
        .map(rows -> rows.size() == 0 ? null : caller(rows.iterator().next())));
  }

  /** The volunteers of a desk who are signed in, by their names. */
  public Future<List<Caller>> volunteers(String fair, String department) {
    return pool.preparedQuery("""
            SELECT id, role, name, fair, departments FROM session
            WHERE fair = $1 AND role = $2 AND $3 = ANY (departments) AND expires_at > now() ORDER BY name, id""")
        .execute(Tuple.of(fair, Role.VOLUNTEER.code(), department))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Sessions::caller).toList());
  }

  /** The experts of a fair who are signed in, by their names. */
  public Future<List<Caller>> experts(String fair) {
    return pool.preparedQuery("""
            SELECT id, role, name, fair, departments FROM session
            WHERE fair = $1 AND role = $2 AND expires_at > now() ORDER BY name, id""")
        .execute(Tuple.of(fair, Role.EXPERT.code()))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Sessions::caller).toList());
  }

  /** Whose session has this public number, or null. */
  public Future<Caller> byId(String id) {
    return pool.preparedQuery("SELECT id, role, name, fair, departments FROM session WHERE id = $1 AND expires_at > now()")
        .execute(Tuple.of(id)).map(rows -> rows.size() == 0 ? null : caller(rows.iterator().next()));
  }

  private static Caller caller(Row row) {
    return new Caller(Role.of(row.getString("role")), row.getString("id"), row.getString("name"),
        row.getString("fair"), Set.of(row.getArrayOfStrings("departments")));
  }

  /**
   * Signs the organizer in; the future brings the session's token.
   *
   * @param present the session token that the caller has already, or null: that session ends
   */
  Future<String> openForOrganizer(String name, String present) {
    String token = Tokens.random();
    return insert(pool, token, Role.ORGANIZER, name, null, List.of(), List.of())
        .compose(opened -> present == null ? Future.succeededFuture() : close(present))
        .map(token);
  }

  /**
   * Signs somebody in by an invite. Whoever is signed in at the same fair in the same role keeps the session
   * and gets the invite's desk in addition; any other session that she has ends. The invite cannot be renewed meanwhile: it
   * is locked until she is in. Fails with 401 where the invite is not, or no more, valid, with 409 where an organizer would
   * lose her role.
   *
   * @param present the session token that the caller has already, or null
   * @param replace whether an organizer has said that she wants to go on as what the invite says
   */
  Future<String> openByInvite(String invite, String name, String present, boolean replace) {
    String hash = present == null ? "" : Tokens.hash(present);
    String token = Tokens.random();
    return pool.withTransaction(connection -> connection
        .preparedQuery("SELECT fair, department, role FROM invite WHERE token = $1 FOR SHARE")
        .execute(Tuple.of(invite))
        .compose(rows -> rows.size() == 0
            ? noLonger(connection, invite)
            : leave(connection, hash, rows.iterator().next(), replace)
                .compose(left -> join(connection, hash, token, rows.iterator().next(), invite, name)
                    .map(joined -> new Joined(joined, left)))))
        .map(done -> {
          copies.drop(hash);
          tellEnded(done.left);
          return done.extended ? present : token;
        });
  }

  /** Fails: the invite is none, or was renewed. */
  private static Future<Joined> noLonger(SqlConnection connection, String invite) {
    return connection.preparedQuery("""
            SELECT f.name AS fair, d.name AS department FROM renewed_invite r JOIN fair f ON f.code = r.fair
            LEFT JOIN department d ON d.code = r.department WHERE r.token_hash = $1""")
        .execute(Tuple.of(Tokens.hash(invite)))
        .map(rows -> {
          if (rows.size() == 0) {
            throw Problem.of(Problem.Type.UNAUTHENTICATED, "unauthenticated.invite");
          }
          Row renewed = rows.iterator().next();
          String department = renewed.getString("department");
          throw Problem.of(Problem.Type.UNAUTHENTICATED, "unauthenticated.renewed").with("fair", renewed.getString("fair"))
              .with("desk", department == null ? DESK_FOR_THE_REST : department);
        });
  }

  /** @param extended whether the session that she had is the one that she has @param left sessions that ended by it */
  private record Joined(boolean extended, RowSet<Row> left) {
  }

  /** Ends the caller's session where it is of another fair or role; an organizer's only if she wants that. */
  private static Future<RowSet<Row>> leave(SqlConnection connection, String hash, Row invited, boolean replace) {
    return connection.preparedQuery("""
            DELETE FROM session WHERE token_hash = $1 AND (role <> $2 OR fair <> $3 OR expires_at <= now())
            RETURNING id, role, expires_at > now() AS valid""")
        .execute(Tuple.of(hash, invited.getString("role"), invited.getString("fair")))
        .map(left -> {
          for (Row row : left) {
            if (row.getBoolean("valid") && Role.ORGANIZER.code().equals(row.getString("role")) && !replace) {
              throw Problem.conflict("conflict.organizer"); // nothing of it is carried out
            }
          }
          return left;
        });
  }

  /** Brings whether she had a session that the invite's desk was added to. */
  private static Future<Boolean> join(SqlConnection connection, String hash, String token, Row invited, String invite,
      String name) {
    String fair = invited.getString("fair");
    String department = invited.getString("department");
    String role = invited.getString("role");
    return connection.preparedQuery("""
            UPDATE session SET
              name = $2,
              departments = (SELECT array_agg(DISTINCT d) FROM unnest(array_append(departments, $5)) d),
              invites = (SELECT array_agg(DISTINCT i) FROM unnest(array_append(invites, $6)) i)
            WHERE token_hash = $1 AND role = $3 AND fair = $4 AND expires_at > now()""")
        .execute(Tuple.of(hash, name, role, fair, department, invite))
        .compose(extended -> extended.rowCount() > 0
            ? Future.succeededFuture(true)
            : insert(connection, token, Role.of(role), name, fair, List.of(department), List.of(invite)).map(false));
  }

  private static Future<RowSet<Row>> insert(SqlClient client, String token, Role role, String name, String fair,
      List<String> departments, List<String> invites) {
    return client.preparedQuery("""
            INSERT INTO session (token_hash, id, role, name, fair, departments, invites, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 second')""")
        .execute(Tuple.of(Tokens.hash(token), Tokens.random(), role.code(), name, fair,
            departments.toArray(String[]::new), invites.toArray(String[]::new), (double) (role == Role.KIOSK ? KIOSK_LASTS : LASTS).toSeconds()));
  }

  /** Somebody has been asked for by this session: one of a kiosk lasts anew. */
  public Future<Void> stay(Caller caller) {
    return caller.role() != Role.KIOSK ? Future.succeededFuture() : pool.preparedQuery("""
            UPDATE session SET expires_at = now() + $2 * interval '1 second' WHERE id = $1""")
        .execute(Tuple.of(caller.id(), (double) KIOSK_LASTS.toSeconds())).mapEmpty();
  }

  /** Signs out; what is not signed in stays so. */
  Future<Void> close(String token) {
    return pool.preparedQuery("DELETE FROM session WHERE token_hash = $1 RETURNING id")
        .execute(Tuple.of(Tokens.hash(token)))
        .map(this::tellEnded);
  }

  /** Ends all sessions of organizers: their password is another one. */
  Future<Void> closeOrganizers(SqlClient client) {
    return client.preparedQuery("DELETE FROM session WHERE role = $1 RETURNING id")
        .execute(Tuple.of(Role.ORGANIZER.code()))
        .map(this::tellEnded);
  }

  /** Deletes those that nobody can use any more; brings how many. */
  Future<Integer> deleteExpired() {
    return pool.query("DELETE FROM session WHERE expires_at <= now() RETURNING id").execute()
        .map(expired -> {
          tellEnded(expired); // whoever is still connected by one is not signed in any more
          return expired.size();
        });
  }

  /** The desk's invite for this role: the same one each time. */
  public Future<String> invite(int fairId, String fair, String department, Role role) {
    return invite(pool, fairId, fair, department, role);
  }

  /** Locks the invite's row, where this is part of a transaction, until its end. */
  private static Future<String> invite(SqlClient client, int fairId, String fair, String department, Role role) {
    return client.preparedQuery("""
            INSERT INTO invite (token, fair_id, fair, department, role) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (fair_id, department, role) DO UPDATE SET role = excluded.role
            RETURNING token""")
        .execute(Tuple.of(Tokens.random(), fairId, fair, department, role.code()))
        .map(rows -> rows.iterator().next().getString("token"));
  }

  /**
   * A new invite in place of the old one, which is revoked together with the sessions that came in by it: also those of
   * whoever is coming in by it right now, as she is waited for, and whoever comes later waits and then finds it gone.
   */
  public Future<String> renewInvite(int fairId, String fair, String department, Role role) {
    String renewed = Tokens.random();
    return pool.withTransaction(connection -> invite(connection, fairId, fair, department, role)
        .compose(old -> connection.preparedQuery("UPDATE invite SET token = $2, created_at = now() WHERE token = $1")
            .execute(Tuple.of(old, renewed))
            .compose(revoked -> connection
                .preparedQuery("INSERT INTO renewed_invite (token_hash, fair, department) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
                .execute(Tuple.of(Tokens.hash(old), fair, department)))
            .compose(kept -> connection
                .preparedQuery("DELETE FROM session WHERE invites @> ARRAY[$1::text] RETURNING id")
                .execute(Tuple.of(old)))))
        .map(this::tellEnded)
        .map(renewed);
  }

  private Void tellEnded(RowSet<Row> ended) {
    List<String> ids = StreamSupport.stream(ended.spliterator(), false).map(row -> row.getString("id")).toList();
    if (!ids.isEmpty()) {
      copies.dropIf(caller -> ids.contains(caller.id()));
      bus.tell(Address.SESSIONS_ENDED, ids);
    }
    return null;
  }
}
