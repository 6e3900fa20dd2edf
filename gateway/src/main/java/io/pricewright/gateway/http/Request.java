package io.pricewright.gateway.http;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.tenancy.Scope;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An authenticated request whose body was read within the limit. */
public final class Request {
  private final String id;
  private final String method;
  private final String path;
  private final @Nullable Caller caller;
  private final Map<String, String> pathParameters;
  private final MultiMap query;
  private final MultiMap headers;
  private final Buffer body;

  Request(
      String id,
      String method,
      String path,
      @Nullable Caller caller,
      Map<String, String> pathParameters,
      MultiMap query,
      MultiMap headers,
      Buffer body) {
    this.id = id;
    this.method = method;
    this.path = path;
    this.caller = caller;
    this.pathParameters = pathParameters;
    this.query = query;
    this.headers = headers;
    this.body = body;
  }

  /** Returns the request id, which is echoed. */
  public String id() {
    return id;
  }

  /** Returns method and path, as the caller sent them. */
  public String target() {
    return method + " " + path;
  }

  /** Returns who calls; never on a public route. */
  public Caller caller() {
    if (caller == null) {
      throw new IllegalStateException("a public route has no caller");
    }
    return caller;
  }

  /** Returns the caller's environment. */
  public Scope scope() {
    return caller().scope();
  }

  /** Returns a path parameter. */
  public String path(String name) {
    String value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no parameter " + name);
    }
    if (value.indexOf('\0') >= 0) {
      throw notFound();
    }
    return value;
  }

  /** Returns a query parameter, or null. */
  public @Nullable String query(String name) {
    String value = query.get(name);
    if (value != null) {
      unbroken(name, value);
    }
    return value;
  }

  private List<String> queries(String name) {
    return query.getAll(name).stream().peek(value -> unbroken(name, value)).toList();
  }

  /** Returns a query parameter that has to be there. */
  public String requiredQuery(String name) {
    String value = query(name);
    if (value == null || value.isEmpty()) {
      throw refused("query", name, "required", "Give the query parameter '%s'.".formatted(name));
    }
    return value;
  }

  /** Returns a header, or null. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /** Returns the headers whose names begin so, by the rest of their names in small letters. */
  public Map<String, String> headersFrom(String prefix) {
    Map<String, String> found = new TreeMap<>();
    for (Map.Entry<String, String> header : headers) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.startsWith(prefix)) {
        found.putIfAbsent(name.substring(prefix.length()), header.getValue());
      }
    }
    return found;
  }

  /** Returns the bytes of the body, at most the door's limit. */
  public Buffer body() {
    return body;
  }

  /** Returns all that is asked for: the body, after the query if there is any. */
  Buffer asked() {
    Buffer asked = Buffer.buffer();
    for (Map.Entry<String, String> one : query) {
      if (!one.getKey().equals(Parameters.DRY_RUN)) {
        asked.appendString(one.getKey()).appendByte((byte) 0);
        asked.appendString(one.getValue()).appendByte((byte) 0);
      }
    }
    return asked.length() == 0 ? body : asked.appendBuffer(body);
  }

  /** Reads the body as JSON, exactly. */
  public Json json() {
    return body.length() > Skim.LARGE
        ? JsonReader.read(new BodyStream(body))
        : JsonReader.read(body.getBytes());
  }

  /** Reads the body as a record; an absent body is an empty object. */
  public <T> Given<T> read(Body<T> shape) {
    return shape.read(body.length() == 0 ? Json.Obj.EMPTY : json());
  }

  /** Returns whether any query parameter was sent. */
  boolean hasQuery() {
    return !query.isEmpty();
  }

  /** Returns the names of the query parameters that were sent. */
  Set<String> queryNames() {
    return query.names();
  }

  /** Reads the query parameters as a record; fails with {@link Problem.InvalidRequest}. */
  public <T> T read(Query<T> parameters) {
    return hasQuery() ? parameters.read(this::queries) : parameters.readNone();
  }

  /** Reads the body as a search; fails with {@link Problem.InvalidRequest}. */
  public Search read(Searching search) {
    return search.read(read(search.body()));
  }

  /** Returns the asked part of a list. */
  public Page page() {
    return read(Route.PAGE).page();
  }

  private static void unbroken(String name, String value) {
    if (value.indexOf('\0') >= 0) {
      throw refused("query", name, "invalid_text", "Remove U+0000.");
    }
  }

  private static ProblemException notFound() {
    return new ProblemException(new Problem.NotFound("There is nothing of that id."));
  }

  private static ProblemException refused(String where, String name, String code, String detail) {
    return new ProblemException(
        new Problem.InvalidRequest(
            "The %s parameter '%s' cannot be used.".formatted(where, name),
            List.of(new FieldError("/" + where + "/" + name, code, detail))));
  }
}
