package huiwen.db;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Why PostgreSQL refused a statement. Source: PostgreSQL documentation, appendix A, error codes. */
public final class SqlState {

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final String DATA_EXCEPTION_CLASS = "22";
  private static final String LIMIT_EXCEEDED_CLASS = "54";
  /** How what the client and its pool say begins where no connection came free in time, or one was closed with commands on it. */
  private static final List<String> OF_THE_POOL = List.of("Timeout", "Pool closed", "Connection closed",
      "Connection is not active now", "Pending requests failed to be sent");

  /**
   * Classes of what passes: connection (08), transaction rollback (40), resources (53), object not in the state wanted (55, a lock
   * among it), operator intervention (57), system error (58).
   */
  private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "55", "57", "58");
  /** The server may not write now but may later: it is a standby, or its transaction is read-only. */
  private static final String READ_ONLY = "25006";

  private SqlState() {
  }

  /** Whether there is already a row with the same key. */
  public static boolean isUniqueViolation(Throwable failure) {
    return failure instanceof PgException e && UNIQUE_VIOLATION.equals(e.getSqlState());
  }

  /** Whether the hub's account may not do this. */
  public static boolean isForbidden(Throwable failure) {
    return failure instanceof PgException e && INSUFFICIENT_PRIVILEGE.equals(e.getSqlState());
  }

  /** Whether a value cannot be stored. */
  public static boolean isDataException(Throwable failure) {
    return failure instanceof PgException e && e.getSqlState() != null && e.getSqlState().startsWith(DATA_EXCEPTION_CLASS);
  }

  /** Whether what is wrong is in what was to be stored: storing it again would fail again. */
  public static boolean isUnstorable(Throwable failure) {
    return isDataException(failure) || failure instanceof PgException e && e.getSqlState() != null
        && e.getSqlState().startsWith(LIMIT_EXCEEDED_CLASS);
  }

  /**
   * Whether what failed here may go well a moment later: the database is not reached, is being started, is out of something or
   * busy. Anything that PostgreSQL refuses for what the statement says does not pass.
   */
  @SuppressWarnings("removal") // the pool fails with this class, and with nothing else that it could be told by
  public static boolean isPassing(Throwable failure) {
    if (failure instanceof PgException e) {
      String state = e.getSqlState();
      return state == null || state.length() < 2 || READ_ONLY.equals(state) || PASSING_CLASSES.contains(state.substring(0, 2));
    }
    return failure instanceof IOException || failure instanceof ClosedConnectionException
        || failure instanceof ConnectionPoolTooBusyException || failure instanceof TimeoutException
        || (failure instanceof VertxException || failure instanceof NoStackTraceThrowable)
            && OF_THE_POOL.stream().anyMatch(String.valueOf(failure.getMessage())::startsWith);
  }
}
