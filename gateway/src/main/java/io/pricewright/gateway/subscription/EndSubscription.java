package io.pricewright.gateway.subscription;

import io.pricewright.gateway.notification.Notices;
import io.pricewright.gateway.rating.rerating.WorkSteps;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.notification.NotificationType;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Ends a subscription when its end has come: it is cancelled at that instant, and told then. So is
 * its trial, from whose end on it is active. Whoever gives a subscription an end leaves a task that
 * waits for it; one whose end has moved does nothing.
 */
public final class EndSubscription implements WorkSteps.Endings {
  private final TellSubscription tell;

  /** Ends and tells so. */
  public EndSubscription(Notices notices) {
    this.tell = new TellSubscription(notices);
  }

  /** Leaves a task that ends a subscription at its end, if it has one. */
  static Future<Void> at(Tx tx, SubscriptionRow row, Instant now) {
    Instant end = row.endDate();
    return end == null || row.subscriptionStatus() == SubscriptionStatus.CANCELLED
        ? Future.succeededFuture()
        : Tasks.add(tx, new Work.EndSubscription(row.id()), end, now).mapEmpty();
  }

  /** Leaves a task that ends a subscription's trial, if it is on one. */
  static Future<Void> trialOf(Tx tx, SubscriptionRow row, Instant now) {
    Instant end = row.trialEnd();
    return end == null || row.subscriptionStatus() != SubscriptionStatus.TRIALING
        ? Future.succeededFuture()
        : Tasks.add(tx, new Work.EndSubscription(row.id()), end, now).mapEmpty();
  }

  @Override
  public Future<Void> end(Tx tx, SubscriptionId id, Instant now) {
    return ReadSubscriptions.find(tx, id)
        .compose(named -> Gates.take(tx, named.customerNo()))
        .compose(gate -> ReadSubscriptions.find(tx, id))
        .compose(
            row ->
                over(row, now)
                    ? end(tx, row, now)
                    : tried(row, now) ? activate(tx, row, now) : Future.succeededFuture());
  }

  private static boolean tried(SubscriptionRow row, Instant now) {
    Instant end = row.trialEnd();
    return end != null
        && !end.isAfter(now)
        && row.subscriptionStatus() == SubscriptionStatus.TRIALING;
  }

  private Future<Void> activate(Tx tx, SubscriptionRow old, Instant now) {
    SubscriptionRow row = old.withSubscriptionStatus(SubscriptionStatus.ACTIVE).withUpdatedAt(now);
    return SubscriptionRow.TABLE
        .put(tx, row)
        .compose(put -> tell.tell(tx, NotificationType.SUBSCRIPTION_ACTIVATED, row, now));
  }

  private static boolean over(SubscriptionRow row, Instant now) {
    Instant end = row.endDate();
    return end != null
        && !end.isAfter(now)
        && row.subscriptionStatus() != SubscriptionStatus.CANCELLED;
  }

  private Future<Void> end(Tx tx, SubscriptionRow old, Instant now) {
    SubscriptionRow row =
        old.withSubscriptionStatus(SubscriptionStatus.CANCELLED)
            .withCancelledAt(old.cancelledAt() == null ? old.endDate() : old.cancelledAt())
            .withUpdatedAt(now);
    return SubscriptionRow.TABLE
        .put(tx, row)
        .compose(put -> Gates.bumpVersion(tx, row.customerNo()))
        .compose(bumped -> tell.tell(tx, NotificationType.SUBSCRIPTION_CANCELLED, row, now));
  }
}
