package io.pricewright.gateway.http;

import io.pricewright.rules.json.Json;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * What goes back to the caller.
 *
 * @param status HTTP status
 * @param contentType media type of the body
 * @param body the bytes
 * @param headers further headers
 */
public record Answer(int status, String contentType, Buffer body, Map<String, String> headers) {
  static final String JSON = "application/json";

  public Answer {
    headers = Map.copyOf(headers);
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
}
