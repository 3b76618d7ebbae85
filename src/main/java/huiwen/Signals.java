package huiwen;

import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * The signals that end a process. Java handles them, but only in {@code sun.misc}, of which the compiler always warns: so
 * that class is asked for by its name, in the one place that does.
 */
final class Signals {

  private Signals() {
  }

  /**
   * From now on the handler, and not the JVM, is told of this signal.
   *
   * @param name without its SIG: {@code TERM}
   * @param handler given the signal's number, on a thread of the JVM's own; must not block
   * @throws UnsupportedOperationException where this JVM cannot do it
   */
  static void handle(String name, IntConsumer handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> signalHandler = Class.forName("sun.misc.SignalHandler");
      Object told = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {signalHandler},
          (proxy, method, arguments) -> {
            if (!method.getName().equals("handle")) {
              return method.invoke(handler, arguments);
            }
            handler.accept((int) signal.getMethod("getNumber").invoke(arguments[0]));
            return null;
          });
      signal.getMethod("handle", signal, signalHandler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), told);
    } catch (ReflectiveOperationException e) {
      throw new UnsupportedOperationException("signal " + name, e.getCause() == null ? e : e.getCause());
    }
  }
}
