package io.pricewright.gateway.subscription;

import io.pricewright.gateway.notice.Notices;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.notification.Notification;
import io.pricewright.rules.notification.NotificationType;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.subscription.Cancellation;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.LineItems;
import io.pricewright.store.subscription.Subscriptions;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Ends a subscription now or with its period, behind its customer's gate. Usage until then is
 * charged. Runs on the event loop.
 *
 * <p>Fails with {@code NotFound} and {@code InvalidOperation} (it is cancelled already).
 */
final class CancelSubscription {
  private final Notices notices;

  /** Which, and when it ends. */
  record Command(SubscriptionId subscription, Cancellation how) {}

  /**
   * What was done.
   *
   * @param subscription as it is now
   * @param end when it ends
   */
  record Cancelled(SubscriptionRow subscription, Instant end) {}

  CancelSubscription(Notices notices) {
    this.notices = notices;
  }

  /** Cancels, and returns the subscription with its end. */
  Future<Cancelled> run(Tx tx, Command command, Instant now) {
    SubscriptionId id = command.subscription();
    return Epochs.share(tx)
        .compose(epoch -> ReadSubscriptions.find(tx, id))
        .compose(named -> Gates.take(tx, named.customerNo()))
        .compose(gate -> ReadSubscriptions.find(tx, id))
        .compose(old -> end(tx, old, command.how(), now));
  }

  private Future<Cancelled> end(Tx tx, SubscriptionRow old, Cancellation how, Instant now) {
    if (old.subscriptionStatus() == SubscriptionStatus.CANCELLED) {
      throw new ProblemException(
          new Problem.InvalidOperation("The subscription is cancelled already."));
    }
    Instant end = how.end(Subscriptions.clock(old), old.startDate(), old.endDate(), now);
    SubscriptionRow row =
        old.withSubscriptionStatus(how.status(old.subscriptionStatus()))
            .withEndDate(end)
            .withCancelledAt(now)
            .withUpdatedAt(now);
    Notification told =
        new Notification.SubscriptionChanged(NotificationType.SUBSCRIPTION_CANCELLED, row.id());
    return SubscriptionRow.TABLE
        .put(tx, row)
        .compose(put -> LineItems.end(tx, row.id(), end))
        .compose(ended -> Gates.bumpVersion(tx, row.customerNo()))
        .compose(bumped -> notices.tell(tx, told, now))
        .map(new Cancelled(row, end));
  }
}
