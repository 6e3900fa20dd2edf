package io.pricewright.gateway.http;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Paged;
import io.pricewright.gateway.http.body.Pagination;
import io.pricewright.gateway.http.body.Removed;
import io.pricewright.rules.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the caller.
 *
 * @param status HTTP status
 * @param contentType media type of the body
 * @param body the bytes
 * @param headers further headers
 * @param stream writes a body that goes on, and ends the response itself; null: the body is all
 */
public record Answer(
    int status,
    String contentType,
    Buffer body,
    Map<String, String> headers,
    @Nullable Consumer<HttpServerResponse> stream) {
  static final String JSON = "application/json";

  public Answer {
    headers = Map.copyOf(headers);
  }

  /** Answers bytes that are all there. */
  public Answer(int status, String contentType, Buffer body, Map<String, String> headers) {
    this(status, contentType, body, headers, null);
  }

  /** Returns the same answer with one header more. */
  public Answer with(String header, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(header, value);
    return new Answer(status, contentType, body, all, stream);
  }

  /** Answers 200 with a body that is written as it comes. */
  public static Answer streamed(String contentType, Consumer<HttpServerResponse> stream) {
    return new Answer(
        200, contentType, Buffer.buffer(), Map.of("Cache-Control", "no-store"), stream);
  }

  /** Answers JSON with a status. */
  public static Answer json(int status, Json body) {
    return text(status, JSON, body.text());
  }

  /** Answers text of a media type with a status. */
  public static Answer text(int status, String contentType, String body) {
    return new Answer(status, contentType, Buffer.buffer(body), Map.of());
  }

  /** Answers 200 with JSON. */
  public static Answer ok(Json body) {
    return json(200, body);
  }

  /** Answers 201 with JSON. */
  public static Answer created(Json body) {
    return json(201, body);
  }

  /** Answers 200 with a record. */
  public static <T> Answer ok(Body<T> body, T value) {
    return ok(body.json(value));
  }

  /** Answers 201 with a record. */
  public static <T> Answer created(Body<T> body, T value) {
    return created(body.json(value));
  }

  /** Answers 204: it is gone. */
  public static Answer gone() {
    return new Answer(204, JSON, Buffer.buffer(), Map.of());
  }

  /** Answers 200 with what was removed, and a sentence that it was. */
  public static <T> Answer removed(Body<T> body, T was, String message) {
    return ok(body.removed(), new Removed<>(was, message));
  }

  /** Answers 200 with a part of a list of so many. */
  public static <T> Answer page(Body<T> body, List<T> items, Page page, long total) {
    Pagination part = new Pagination(page.limit(), page.offset(), total);
    return ok(body.paged(), new Paged<>(items, part));
  }
}
