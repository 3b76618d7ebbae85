package huiwen.access;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.db.Copies;
import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Who is signed in, and the invites by which volunteers come in. A session outlives a restart of the hub. */
public final class Sessions {

  /** A fair is a day or two; a phone or laptop stays signed in for all of it. */
  static final Duration LASTS = Duration.ofDays(7);
  /** How long a copy may be trusted where a message on the bus was lost. */
  private static final Duration COPY_LASTS = Duration.ofSeconds(10);

  private final Pool pool;
  private final Bus bus;
  private final Copies<Caller> copies = new Copies<>(COPY_LASTS);

  public Sessions(Pool pool, Bus bus) {
    this.pool = pool;
    this.bus = bus;
    bus.<List<String>>subscribe(Address.SESSIONS_ENDED, ids -> copies.dropIf(caller -> ids.contains(caller.id())));
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

  private static Caller caller(Row row) {
    return new Caller(Role.of(row.getString("role")), row.getString("id"), row.getString("name"),
        row.getString("fair"), Set.of(row.getArrayOfStrings("departments")));
  }

  /** Signs the organizer in; the future brings the session's token. */
  Future<String> openForOrganizer(String name) {
    String token = Tokens.random();
    return insert(token, Role.ORGANIZER, name, null, List.of(), List.of()).map(token);
  }

  /**
   * Signs somebody in by an invite. Whoever is signed in at the same fair in the same role keeps the session
   * and gets the invite's desk in addition. Fails with 401 where the invite is not, or no more, valid.
   *
   * @param present the session token that the caller has already, or null
   */
  Future<String> openByInvite(String invite, String name, String present) {
    return pool.preparedQuery("SELECT fair, department, role FROM invite WHERE token = $1")
        .execute(Tuple.of(invite))
        .compose(rows -> {
          if (rows.size() == 0) {
            return Future.failedFuture(
                Problem.of(Problem.Type.UNAUTHENTICATED, "unauthenticated.invite"));
          }
          return join(rows.iterator().next(), invite, name, present);
        });
  }

  private Future<String> join(Row invited, String invite, String name, String present) {
    String fair = invited.getString("fair");
    String department = invited.getString("department");
    Role role = Role.of(invited.getString("role"));
    return extend(present, name, role, fair, department, invite).compose(extended -> {
      if (extended) {
        return Future.succeededFuture(present);
      }
      String token = Tokens.random();
      return insert(token, role, name, fair, List.of(department), List.of(invite)).map(token);
    });
  }

  private Future<Boolean> extend(String token, String name, Role role, String fair, String department,
      String invite) {
    if (token == null) {
      return Future.succeededFuture(false);
    }
    return pool.preparedQuery("""
            UPDATE session SET
              name = $2,
              departments = (SELECT array_agg(DISTINCT d) FROM unnest(array_append(departments, $5)) d),
              invites = (SELECT array_agg(DISTINCT i) FROM unnest(array_append(invites, $6)) i)
            WHERE token_hash = $1 AND role = $3 AND fair = $4 AND expires_at > now()""")
        .execute(Tuple.of(Tokens.hash(token), name, role.code(), fair, department, invite))
        .map(rows -> {
          copies.drop(Tokens.hash(token));
          return rows.rowCount() > 0;
        });
  }

  private Future<RowSet<Row>> insert(String token, Role role, String name, String fair,
      List<String> departments, List<String> invites) {
    return pool.preparedQuery("""
            INSERT INTO session (token_hash, id, role, name, fair, departments, invites, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 second')""")
        .execute(Tuple.of(Tokens.hash(token), Tokens.random(), role.code(), name, fair,
            departments.toArray(String[]::new), invites.toArray(String[]::new), (double) LASTS.toSeconds()));
  }

  /** Signs out; what is not signed in stays so. */
  Future<Void> close(String token) {
    return pool.preparedQuery("DELETE FROM session WHERE token_hash = $1 RETURNING id")
        .execute(Tuple.of(Tokens.hash(token)))
        .map(this::tellEnded);
  }

  /** The desk's invite for this role: the same one each time. */
  public Future<String> invite(int fairId, String fair, String department, Role role) {
    return pool.preparedQuery("""
            INSERT INTO invite (token, fair_id, fair, department, role) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (fair_id, department, role) DO UPDATE SET role = excluded.role
            RETURNING token""")
        .execute(Tuple.of(Tokens.random(), fairId, fair, department, role.code()))
        .map(rows -> rows.iterator().next().getString("token"));
  }

  /** A new invite in place of the old one, which is revoked together with the sessions that came in by it. */
  public Future<String> renewInvite(int fairId, String fair, String department, Role role) {
    return pool.withTransaction(connection -> connection.preparedQuery("""
            DELETE FROM session WHERE invites && ARRAY(
              SELECT token FROM invite WHERE fair_id = $1 AND department = $2 AND role = $3)
            RETURNING id""")
        .execute(Tuple.of(fairId, department, role.code()))
        .compose(ended -> connection
            .preparedQuery("DELETE FROM invite WHERE fair_id = $1 AND department = $2 AND role = $3")
            .execute(Tuple.of(fairId, department, role.code()))
            .map(ended)))
        .map(this::tellEnded)
        .compose(done -> invite(fairId, fair, department, role));
  }

  private Void tellEnded(RowSet<Row> ended) {
    List<String> ids = StreamSupport.stream(ended.spliterator(), false).map(row -> row.getString("id")).toList();
    if (!ids.isEmpty()) {
      copies.dropIf(caller -> ids.contains(caller.id()));
      bus.publish(Address.SESSIONS_ENDED, ids);
    }
    return null;
  }
}
