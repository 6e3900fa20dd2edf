package io.pricewright.store.rollout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a rollout's audit trail.
 *
 * @param action what was done
 * @param from state before, or null
 * @param to state after
 * @param actor id of the API key, or {@code server}
 * @param reason why
 * @param details JSON object
 * @param at when
 */
public record RolloutStep(
    String action,
    @Nullable String from,
    String to,
    String actor,
    @Nullable String reason,
    String details,
    Instant at) {}
