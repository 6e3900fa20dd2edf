package io.pricewright.store.rollout;

import io.pricewright.rules.rollout.RolloutPlan;
import io.pricewright.rules.rollout.RolloutState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as stored.
 *
 * @param id prefixed id
 * @param name for people
 * @param lineageId which price
 * @param priceId the version that is rolled out
 * @param state where it stands
 * @param plan whom it reaches, and from when
 * @param simulationId the simulation that was looked at, or null
 * @param pending how it is still to be taken back, {@code now} or {@code reprice}; null: nothing is
 *     to do
 * @param createdAt when it was made
 * @param updatedAt when it last changed
 */
public record StoredRollout(
    String id,
    String name,
    String lineageId,
    String priceId,
    RolloutState state,
    RolloutPlan plan,
    @Nullable String simulationId,
    @Nullable String pending,
    Instant createdAt,
    Instant updatedAt) {
  /** Returns it with another plan, simulation and work to do. */
  public StoredRollout with(
      RolloutPlan other, @Nullable String simulation, @Nullable String toDo, Instant now) {
    return new StoredRollout(
        id, name, lineageId, priceId, state, other, simulation, toDo, createdAt, now);
  }

  /** Returns it as it is in another state. */
  public StoredRollout in(RolloutState next, Instant now) {
    return new StoredRollout(
        id, name, lineageId, priceId, next, plan, simulationId, pending, createdAt, now);
  }
}
