package io.pricewright.gateway.event;

import io.pricewright.gateway.http.Request;
import io.pricewright.rules.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 over HTTP where headers say more than the body: binary mode, in which attributes
 * are headers and the body is the data, and batches, which their media type names.
 */
final class CloudDraft {
  private static final String PREFIX = "ce-";
  private static final String BATCH = "application/cloudevents-batch+json";

  private CloudDraft() {}

  /** Returns whether a request is one event in binary mode. */
  static boolean isBinary(Request request) {
    return request.header(PREFIX + "specversion") != null;
  }

  /** Returns whether a request says that its body is a batch. */
  static boolean isBatch(Request request) {
    String type = mediaType(request.header("Content-Type"));
    return BATCH.equals(type);
  }

  private static @Nullable String mediaType(@Nullable String contentType) {
    return contentType == null
        ? null
        : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** Returns the event of headers and body as it would stand in a body alone. */
  static Json.Obj event(Request request) {
    Map<String, Json> event = new LinkedHashMap<>();
    request.headersFrom(PREFIX).forEach((name, value) -> event.put(name, Json.of(decoded(value))));
    if (request.body().length() > 0) {
      event.put("data", request.json());
    }
    return new Json.Obj(event);
  }

  /** Header values are percent-encoded; one that is not well encoded stands for itself. */
  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}
