package huiwen.config;

/** A setting that the hub cannot start with; the message names it and says what it must be. */
public final class SettingsException extends RuntimeException {

  /** The address of the database is none; does not say what it is, as it holds a password. */
  public static SettingsException databaseUrl() {
    return new SettingsException("databaseUrl", "must look like postgresql://user:password@host:port/db, with @, /, ?, # and % "
        + "of the password as %40, %2F, %3F, %23 and %25");
  }

  public SettingsException(String name, String what) {
    super("setting " + name + " (" + Settings.VARIABLES.get(name) + ") " + what);
  }
}
