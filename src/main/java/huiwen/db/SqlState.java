package huiwen.db;

import io.vertx.pgclient.PgException;

/** Why PostgreSQL refused a statement. Source: PostgreSQL documentation, appendix A, error codes. */
public final class SqlState {

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String DATA_EXCEPTION_CLASS = "22";

  private SqlState() {
  }

  /** Whether there is already a row with the same key. */
  public static boolean isUniqueViolation(Throwable failure) {
    return failure instanceof PgException e && UNIQUE_VIOLATION.equals(e.getSqlState());
  }

  /** Whether a value cannot be stored. */
  public static boolean isDataException(Throwable failure) {
    return failure instanceof PgException e && e.getSqlState().startsWith(DATA_EXCEPTION_CLASS);
  }
}
