package io.pricewright.rules.event;

import io.pricewright.rules.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as sent, its shape checked and nothing filled in.
 *
 * @param id the client's id, or null when it sent none
 * @param name event name
 * @param externalCustomerId whose usage it is; the customer need not exist yet
 * @param timestamp when it happened, microseconds, or null when the client left it out
 * @param source where it came from, or null
 * @param properties free properties, digit for digit as sent
 */
public record EventDraft(
    @Nullable String id,
    String name,
    String externalCustomerId,
    @Nullable Instant timestamp,
    @Nullable String source,
    Json.Obj properties) {}
