package io.pricewright.store.simulation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A simulation as stored.
 *
 * @param id prefixed id
 * @param status running, done, failed or cancelled
 * @param request JSON as asked
 * @param progress JSON object
 * @param cancel whether somebody wants it to end
 * @param report JSON; null until it is done, and when it was not asked for
 * @param error why it failed, or null
 * @param createdAt when it was asked
 * @param updatedAt when its node last touched it
 */
public record StoredSimulation(
    String id,
    String status,
    String request,
    String progress,
    boolean cancel,
    @Nullable String report,
    @Nullable String error,
    Instant createdAt,
    Instant updatedAt) {
  /** Returns whether its node still works on it, as far as the row says. */
  public boolean running() {
    return status.equals("running");
  }
}
