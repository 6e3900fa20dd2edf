package io.pricewright.rules.event;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event, native or CloudEvents 1.0 JSON, and collects every field error. Pure: what it
 * accepts depends on the event and the time given.
 */
public final class EventReader {
  /** Longest event id, event name, customer id and source, in characters. */
  public static final int MAX_TEXT = 255;

  /** Largest properties of one event, as compact JSON. */
  public static final int MAX_PROPERTIES = 64 * 1024;

  /** Earliest time of an event. */
  public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /** How far an event may lie in the future. */
  public static final Duration AHEAD = Duration.ofHours(1);

  private static final Set<String> FIELDS =
      Set.of(
          "event_id",
          "event_name",
          "external_customer_id",
          "customer_id",
          "properties",
          "source",
          "timestamp");
  private static final Set<String> CLOUD_FIELDS =
      Set.of(
          "specversion",
          "id",
          "source",
          "type",
          "subject",
          "time",
          "data",
          "datacontenttype",
          "dataschema");

  private final Instant latest;
  private final List<FieldError> errors;

  /**
   * Reads events at a time.
   *
   * @param now the environment's time
   * @param errors collects what is wrong
   */
  public EventReader(Instant now, List<FieldError> errors) {
    this.latest = now.plus(AHEAD);
    this.errors = errors;
  }

  /** Reads one event; null when something is wrong with it. */
  public @Nullable EventDraft read(Json json, String pointer) {
    if (!(json instanceof Json.Obj object)) {
      error(pointer, "wrong_type", "An event is a JSON object.");
      return null;
    }
    int before = errors.size();
    EventDraft draft =
        object.fields().containsKey("specversion")
            ? cloudEvent(object, pointer)
            : nativeEvent(object, pointer);
    return errors.size() == before ? draft : null;
  }

  private EventDraft nativeEvent(Json.Obj object, String pointer) {
    for (String field : object.fields().keySet()) {
      if (!FIELDS.contains(field)) {
        error(
            pointer + "/" + escape(field),
            "unknown_field",
            "There is no field '%s'. Put your own data into properties.".formatted(shorten(field)));
      }
    }
    return new EventDraft(
        text(object, "event_id", pointer, false),
        required(object, "event_name", pointer),
        required(object, "external_customer_id", pointer),
        time(object, "timestamp", pointer),
        text(object, "source", pointer, false),
        properties(object.get("properties"), pointer + "/properties"));
  }

  private EventDraft cloudEvent(Json.Obj object, String pointer) {
    if (!"1.0".equals(object.string("specversion"))) {
      error(
          pointer + "/specversion", "unsupported", "Send CloudEvents 1.0: specversion is \"1.0\".");
    }
    String source = required(object, "source", pointer);
    String id = required(object, "id", pointer);
    Map<String, Json> properties =
        new LinkedHashMap<>(properties(object.get("data"), pointer + "/data").fields());
    object
        .fields()
        .forEach(
            (name, value) -> {
              if (!CLOUD_FIELDS.contains(name) && !(value instanceof Json.Null)) {
                properties.putIfAbsent(name, value);
              }
            });
    return new EventDraft(
        source + "|" + id,
        required(object, "type", pointer),
        required(object, "subject", pointer),
        time(object, "time", pointer),
        source,
        new Json.Obj(properties));
  }

  private String required(Json.Obj object, String name, String pointer) {
    String text = text(object, name, pointer, true);
    return text == null ? "" : text;
  }

  private @Nullable String text(Json.Obj object, String name, String pointer, boolean required) {
    Json value = object.get(name);
    String at = pointer + "/" + name;
    if (value == null) {
      if (required) {
        error(at, "required", "'%s' is missing.".formatted(name));
      }
      return null;
    }
    if (!(value instanceof Json.Str text)) {
      error(at, "wrong_type", "'%s' is a string.".formatted(name));
      return null;
    }
    if (text.value().isBlank()) {
      error(
          at,
          "empty",
          "'%s' is empty. %s".formatted(name, required ? "Give one." : "Leave it out."));
      return null;
    }
    if (text.value().length() > MAX_TEXT) {
      error(at, "too_long", "'%s' has at most %d characters.".formatted(name, MAX_TEXT));
      return null;
    }
    return text.value();
  }

  private @Nullable Instant time(Json.Obj object, String name, String pointer) {
    Json value = object.get(name);
    String at = pointer + "/" + name;
    if (value == null || (value instanceof Json.Str text && text.value().isEmpty())) {
      return null;
    }
    if (!(value instanceof Json.Str text)) {
      error(at, "wrong_type", "'%s' is a string such as 2026-01-31T12:00:00Z.".formatted(name));
      return null;
    }
    try {
      Instant instant = EventTime.parse(text.value());
      if (instant.isBefore(EARLIEST) || instant.isAfter(latest)) {
        error(
            at,
            "out_of_range",
            "'%s' lies outside %s to %s (an hour from now).".formatted(name, EARLIEST, latest));
        return null;
      }
      return instant;
    } catch (DateTimeException e) {
      error(
          at,
          "not_a_time",
          "'%s' is not an RFC 3339 time with offset, such as 2026-01-31T12:00:00Z."
              .formatted(name));
      return null;
    }
  }

  private Json.Obj properties(@Nullable Json value, String pointer) {
    if (value == null) {
      return Json.Obj.EMPTY;
    }
    if (!(value instanceof Json.Obj object)) {
      error(pointer, "wrong_type", "Properties are a JSON object.");
      return Json.Obj.EMPTY;
    }
    if (object.text().length() > MAX_PROPERTIES) {
      error(
          pointer, "too_long", "Properties have at most %d characters.".formatted(MAX_PROPERTIES));
    }
    return object;
  }

  private void error(String pointer, String code, String detail) {
    if (errors.size() < 100) {
      errors.add(new FieldError(pointer, code, detail));
    }
  }

  private static String escape(String field) {
    return shorten(field).replace("~", "~0").replace("/", "~1");
  }

  private static String shorten(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }
}
