package huiwen.http;

import huiwen.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Stands behind all routes: says of an address that is there by which methods it is, of any other that it is not there. */
final class AllowedMethods implements Handler<RoutingContext> {

  private static final String READING = "GET, HEAD";
  /** Pages and files; of a file that is not there it is not known here that it is not. */
  private static final Pattern READABLE = Pattern.compile(
      "/|/live|/healthz|/readyz|/metrics|/desk|/board|/f/[^/]+(/answers)?|/(t|a)/[^/]+(/qr\\.svg)?|/t|/screen/[^/]+"
          + "|/openapi(\\.yaml)?|/s/[^/]+|/icon\\.svg|/sw\\.js");

  private record Call(Pattern path, HttpMethod method) {
  }

  private final List<Call> calls = new ArrayList<>();

  AllowedMethods(Contract contract) {
    for (String id : contract.operationIds()) {
      Contract.Operation operation = contract.operation(id);
      calls.add(new Call(Pattern.compile(operation.path().replaceAll(":\\w+", "[^/]+")), operation.method()));
    }
  }

  @Override
  public void handle(RoutingContext ctx) {
    String path = ctx.normalizedPath();
    var methods = new TreeSet<String>();
    for (Call call : calls) {
      if (call.path.matcher(path).matches()) {
        methods.add(call.method.name());
      }
    }
    boolean isThere = !methods.contains(ctx.request().method().name());
    if (isThere && !methods.isEmpty()) {
      throw Problem.methodNotAllowed(String.join(", ", methods));
    }
    if (READABLE.matcher(path).matches() && !READING.contains(ctx.request().method().name())) {
      throw Problem.methodNotAllowed(READING);
    }
    throw Problem.notFound();
  }
}
