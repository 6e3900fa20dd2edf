package io.pricewright.gateway.kafka;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventDraft;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.tenancy.Scope;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event in the topic: JSON with whose it is, when it arrived, and what the client sent. A
 * timestamp the client left out is left out here too, since that is part of the event's body.
 *
 * @param scope whose event
 * @param event the event
 */
record EventRecord(Scope scope, Event event) {

  /** Says why a record is not an event. */
  static final class UndecodableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndecodableException(String reason) {
      super(reason, null, false, false);
    }
  }

  /** Returns the key, which puts a customer's events into one partition. */
  byte[] key() {
    return (scope.tenant() + "/" + scope.environment() + "/" + event.externalCustomerId())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the record's bytes. */
  byte[] value() {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("tenant", Json.of(scope.tenant()));
    fields.put("environment", Json.of(scope.environment()));
    fields.put("ingested_at", Json.of(event.ingestedAt().toString()));
    fields.put("event_id", Json.of(event.id().value()));
    fields.put("event_name", Json.of(event.name()));
    fields.put("external_customer_id", Json.of(event.externalCustomerId().value()));
    if (timestampWasSent()) {
      fields.put("timestamp", Json.of(event.occurredAt().toString()));
    }
    if (event.source() != null) {
      fields.put("source", Json.of(event.source()));
    }
    fields.put("properties", event.properties());
    return new Json.Obj(fields).text().getBytes(StandardCharsets.UTF_8);
  }

  private boolean timestampWasSent() {
    EventDraft without =
        new EventDraft(
            event.id().value(),
            event.name(),
            event.externalCustomerId().value(),
            null,
            event.source(),
            event.properties());
    return !event.occurredAt().equals(event.ingestedAt())
        || !Event.of(without, event.id(), event.ingestedAt()).body().equals(event.body());
  }

  /** Reads a record; fails with {@link UndecodableException}. */
  static EventRecord read(byte[] value) {
    try {
      if (!(JsonReader.read(value) instanceof Json.Obj fields)) {
        throw new UndecodableException("the record is not a JSON object");
      }
      return read(fields);
    } catch (ProblemException e) {
      throw new UndecodableException(e.problem().detail());
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      throw new UndecodableException("a field cannot be used: " + e.getMessage());
    }
  }

  private static EventRecord read(Json.Obj fields) {
    Scope scope = new Scope(number(fields, "tenant"), number(fields, "environment"));
    Instant ingestedAt = time(text(fields, "ingested_at"));
    String timestamp = fields.string("timestamp");
    if (!(fields.get("properties") instanceof Json.Obj properties)) {
      throw new UndecodableException("'properties' is not an object");
    }
    String id = text(fields, "event_id");
    EventDraft draft =
        new EventDraft(
            id,
            text(fields, "event_name"),
            text(fields, "external_customer_id"),
            timestamp == null ? null : time(timestamp),
            fields.string("source"),
            properties);
    return new EventRecord(scope, Event.of(draft, new EventId(id), ingestedAt));
  }

  private static String text(Json.Obj fields, String name) {
    String text = fields.string(name);
    if (text == null || text.isBlank()) {
      throw new UndecodableException("'%s' is not a text".formatted(name));
    }
    return text;
  }

  private static int number(Json.Obj fields, String name) {
    if (fields.get(name) instanceof Json.Num(BigDecimal value)) {
      return value.intValueExact();
    }
    throw new UndecodableException("'%s' is not a number".formatted(name));
  }

  private static Instant time(String text) {
    return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
  }
}
