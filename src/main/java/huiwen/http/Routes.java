package huiwen.http;

/** The HTTP calls of one feature, read as a table. One instance serves one event loop. */
public interface Routes {

  void mount(Api api);

  /** Lets go of what the feature holds, before the server closes. */
  default void close() {
  }
}
