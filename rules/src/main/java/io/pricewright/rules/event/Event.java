package io.pricewright.rules.event;

import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An immutable usage fact, unique by its id within a tenant's environment.
 *
 * @param key SHA-256/128 of the id
 * @param id the id
 * @param body SHA-256/128 of what the client sent, canonical
 * @param name event name
 * @param externalCustomerId whose usage it is
 * @param occurredAt the tenant's time, microseconds
 * @param ingestedAt our time, microseconds
 * @param source where it came from, or null
 * @param properties free properties
 */
public record Event(
    EventKey key,
    EventId id,
    EventKey body,
    String name,
    ExternalId externalCustomerId,
    Instant occurredAt,
    Instant ingestedAt,
    @Nullable String source,
    Json.Obj properties) {

  /** Makes an event of a draft: fills the id and the time, cut to microseconds. */
  public static Event of(EventDraft draft, EventId id, Instant now) {
    Instant at = draft.timestamp() == null ? now : draft.timestamp();
    return new Event(
        EventKey.of(id.value()),
        id,
        EventBody.hash(draft),
        draft.name(),
        new ExternalId(draft.externalCustomerId()),
        at,
        now,
        draft.source(),
        draft.properties());
  }
}
