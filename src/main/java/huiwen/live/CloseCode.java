package huiwen.live;

import huiwen.problem.Problem;

/** Why the hub ends a connection: the contract's WebSocket close codes, each with the problem that is sent before. */
enum CloseCode {
  BAD_FRAME(4400, Problem.Type.MALFORMED, "frame.detail"),
  NOT_SIGNED_IN(4401, Problem.Type.UNAUTHENTICATED, "live.not-signed-in"),
  NOT_ALLOWED(4403, Problem.Type.FORBIDDEN, "live.not-allowed"),
  NO_SUCH_FAIR(4404, Problem.Type.NOT_FOUND, "live.no-such-fair"),
  TOO_SLOW(4408, Problem.Type.UNAVAILABLE, "live.too-slow"),
  TOO_MANY(4429, Problem.Type.TOO_MANY, "too-many.detail"),
  UNAVAILABLE(1013, Problem.Type.UNAVAILABLE, "unavailable.detail");

  final short code;
  private final Problem.Type type;
  private final String key;

  CloseCode(int code, Problem.Type type, String key) {
    this.code = (short) code;
    this.type = type;
    this.key = key;
  }

  Problem problem() {
    return Problem.of(type, key);
  }
}
