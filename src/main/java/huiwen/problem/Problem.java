package huiwen.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal that the caller is told about, as RFC 9457 {@code application/problem+json}. It carries keys of
 * the text catalogue, not words: the words are chosen in the reader's language when it is written out.
 */
public final class Problem extends RuntimeException {

  /** The names in use, each with its HTTP status. */
  public enum Type {
    MALFORMED("invalid", 400),
    INVALID("invalid", 422),
    UNAUTHENTICATED("unauthenticated", 401),
    FORBIDDEN("forbidden", 403),
    NOT_FOUND("not-found", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", 405),
    /** The request did not come in time. */
    TOO_LATE("invalid", 408),
    CONFLICT("conflict", 409),
    TOO_LARGE("too-large", 413),
    TOO_LONG("too-long", 414),
    UNSUPPORTED_MEDIA("unsupported-media", 415),
    /** Of what is there no such part ({@code Range}). */
    NO_SUCH_RANGE("invalid", 416),
    /** More is asked of the hub than it does for anybody ({@code Expect}). */
    NOT_EXPECTED("invalid", 417),
    TOO_MANY("too-many", 429),
    HEAD_TOO_LARGE("too-large", 431),
    INTERNAL("internal", 500),
    UNAVAILABLE("unavailable", 503);

    private final String slug;
    private final int status;

    Type(String slug, int status) {
      this.slug = slug;
      this.status = status;
    }

    /** The name in the document's {@code type}. */
    public String slug() {
      return slug;
    }

    public int status() {
      return status;
    }
  }

  private static final int FIRST_OF_FAULTS = 500;

  /** What is wrong with one field; {@code field} is its JSON name, {@code key} one of the text catalogue. */
  public record FieldError(String field, String key, List<Object> args) {

    public static FieldError of(String field, String key, Object... args) {
      return new FieldError(field, key, List.of(args));
    }
  }

  private final Type type;
  private final String key;
  private final List<FieldError> errors;
  private final Map<String, Object> extensions = new LinkedHashMap<>();
  private int retryAfterSeconds;
  private String allowed;

  private Problem(Type type, String key, List<FieldError> errors, Throwable cause) {
    super(type.slug + ": " + key, cause, false, cause != null);
    this.type = type;
    this.key = key;
    this.errors = List.copyOf(errors);
  }

  /** A problem whose detail is the text of this key, for instance {@code conflict.closed}. */
  public static Problem of(Type type, String key) {
    return new Problem(type, key, List.of(), null);
  }

  public static Problem notFound() {
    return of(Type.NOT_FOUND, "not-found.detail");
  }

  /** Whether it was refused for what was asked or who asked, and has not failed: sent again, it is refused again. */
  public static boolean isRefusal(Throwable failure) {
    return failure instanceof Problem problem && problem.type.status < FIRST_OF_FAULTS;
  }

  /** Whether what has failed is that there is none, as far as its caller may know. */
  public static boolean isNotFound(Throwable failure) {
    return failure instanceof Problem problem && problem.type == Type.NOT_FOUND;
  }

  public static Problem unauthenticated() {
    return of(Type.UNAUTHENTICATED, "unauthenticated.detail");
  }

  public static Problem forbidden() {
    return of(Type.FORBIDDEN, "forbidden.detail");
  }

  public static Problem conflict(String key) {
    return of(Type.CONFLICT, key);
  }

  /** The request's fields that are wrong, at least one. */
  public static Problem invalid(List<FieldError> errors) {
    return new Problem(Type.INVALID, "invalid.detail", errors, null);
  }

  public static Problem invalid(String field, String key, Object... args) {
    return invalid(List.of(FieldError.of(field, key, args)));
  }

  /** The address is there, and takes these methods only: {@code GET, POST}. */
  public static Problem methodNotAllowed(String allowed) {
    Problem problem = of(Type.METHOD_NOT_ALLOWED, "method.detail");
    problem.allowed = allowed;
    return problem;
  }

  /** A value that the database cannot store, whatever was checked before; the cause goes to the log only. */
  public static Problem unstorable(Throwable cause) {
    return new Problem(Type.INVALID, "invalid.unstorable", List.of(), cause);
  }

  /** The hub cannot do it now and the caller should come back; the cause goes to the log only. */
  public static Problem unavailable(Throwable cause) {
    return new Problem(Type.UNAVAILABLE, "unavailable.detail", List.of(), cause).retryAfter(2);
  }

  /** A fault of the hub's own; the cause goes to the log only. */
  public static Problem internal(Throwable cause) {
    return new Problem(Type.INTERNAL, "internal.detail", List.of(), cause);
  }

  /** Adds a member of its own to the problem's document, for instance {@code claimedBy}. */
  public Problem with(String member, Object value) {
    extensions.put(member, value);
    return this;
  }

  /** Sends {@code Retry-After}. */
  public Problem retryAfter(int seconds) {
    retryAfterSeconds = seconds;
    return this;
  }

  public Type type() {
    return type;
  }

  public String key() {
    return key;
  }

  public List<FieldError> errors() {
    return errors;
  }

  public Map<String, Object> extensions() {
    return extensions;
  }

  /** The methods that the address takes, where another one was used; else null. */
  public String allowed() {
    return allowed;
  }

  /** Seconds until the caller should come back; 0 = not said. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
