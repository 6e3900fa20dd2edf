package io.pricewright.gateway.rollout;

import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.rating.Segment;
import io.pricewright.rules.rollout.RolloutPlan;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.rollout.Assignments;
import io.pricewright.store.rollout.Rollouts;
import io.pricewright.store.row.PriceAssignmentRow;
import io.pricewright.store.row.RolloutRow;
import io.pricewright.store.subscription.LineItems;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives a line item a rollout's version, or takes it back, behind its customer's gate. Assigning it
 * twice does nothing; nothing is assigned any more once the rollout does not assign.
 */
final class AssignVersion {
  private final Snapshots snapshots;

  AssignVersion(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** Assigns. Fails with IllegalStateException when a line item had too many versions already. */
  Future<Void> run(Tx tx, RolloutRow rollout, LineItems.Owned to, Instant now) {
    return snapshots
        .take(tx, to.customerNo())
        .compose(
            ground ->
                Rollouts.find(tx, rollout.id())
                    .compose(
                        found -> {
                          boolean goesOn = found.filter(row -> row.state().assigns()).isPresent();
                          CustomerBook book = ground.books().get(to.customerNo());
                          return goesOn && book != null
                              ? assign(tx, rollout, to, book, now)
                              : Future.<Void>succeededFuture();
                        }));
  }

  private static Future<Void> assign(
      Tx tx, RolloutRow rollout, LineItems.Owned to, CustomerBook book, Instant now) {
    Optional<Instant> from = from(rollout.plan(), book, to.lineItemNo(), now);
    return Assignments.held(tx, to.lineItemNo())
        .compose(
            held -> {
              if (from.isEmpty() || held >= Segment.MAX_ASSIGNMENTS) {
                return Future.failedFuture(
                    new IllegalStateException(
                        "line item %d cannot be assigned once more"
                            .formatted(to.lineItemNo().value())));
              }
              return Assignments.assign(tx, rollout, to, from.get(), now);
            })
        .compose(
            isNew -> isNew ? Gates.bumpVersion(tx, to.customerNo()) : Future.succeededFuture());
  }

  private static Optional<Instant> from(
      RolloutPlan plan, CustomerBook book, LineItemNo lineItemNo, Instant now) {
    for (Subscription subscription : book.subscriptions()) {
      for (LineItem item : subscription.lineItems()) {
        if (item.no().equals(lineItemNo)) {
          return Optional.of(plan.from(item.span(), now));
        }
      }
    }
    return Optional.empty();
  }

  /** Takes it back: from now on, or from its begin. */
  Future<Void> end(
      Tx tx, RolloutRow rollout, PriceAssignmentRow assigned, boolean whole, Instant now) {
    return snapshots
        .take(tx, assigned.customerNo())
        .compose(
            ground -> Assignments.end(tx, rollout.id(), assigned.lineItemNo(), whole ? null : now))
        .compose(ended -> Gates.bumpVersion(tx, assigned.customerNo()));
  }
}
