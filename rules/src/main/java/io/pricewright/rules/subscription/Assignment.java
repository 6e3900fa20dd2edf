package io.pricewright.rules.subscription;

import io.pricewright.rules.id.PriceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span in which a rollout's price version prices a line item instead of the lineage's own.
 *
 * @param priceId the version
 * @param from first instant of the span
 * @param to first instant after it, or null without end; not after {@code from}: taken back
 */
public record Assignment(PriceId priceId, Instant from, @Nullable Instant to) {
  /** Returns whether the version holds at an instant. */
  public boolean holds(Instant at) {
    return !at.isBefore(from) && (to == null || at.isBefore(to));
  }
}
