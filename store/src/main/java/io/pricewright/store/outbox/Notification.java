package io.pricewright.store.outbox;

import io.pricewright.rules.tenancy.Scope;
import java.time.Instant;
import java.util.UUID;

/**
 * A claimed notification.
 *
 * @param type dot-separated name, such as {@code invoice.finalized}
 * @param payload JSON value
 * @param createdAt when it happened
 * @param attempt number of the attempt this claim allows, from 1; fences a claim that ran out
 */
public record Notification(
    Scope scope, UUID id, String type, String payload, Instant createdAt, int attempt) {}
