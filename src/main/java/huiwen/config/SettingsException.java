package huiwen.config;

/** A setting that the hub cannot start with; the message names it and says what it must be. */
public final class SettingsException extends RuntimeException {

  SettingsException(String name, String what) {
    super("setting " + name + " (" + Settings.VARIABLES.get(name) + ") " + what);
  }
}
