package io.pricewright.gateway.subscription;

import io.pricewright.gateway.notification.Notices;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.notification.NotificationType;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.subscription.Cancellation;
import io.pricewright.rules.subscription.Proration;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.store.database.Tx;
import io.pricewright.store.due.CustomerDues;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.LineItems;
import io.pricewright.store.subscription.Subscriptions;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends a subscription now, with its period or at an instant, behind its customer's gate. Usage
 * until then is charged, and what was rated beyond is taken back by tasks of the same commit. It is
 * told when it ends. Runs on the event loop.
 *
 * <p>Fails with {@code NotFound}, {@code NotBilledYet} (the customer is held; too many invoices are
 * still to be made), {@code InvalidOperation} (it is cancelled already) and {@code InvalidRequest}
 * (an instant before the open period).
 */
final class CancelSubscription {
  private final TellSubscription tell;

  /**
   * Which, and when it ends.
   *
   * @param at the instant of a scheduled date, else null
   * @param proration what the period costs in which it ends; null: as the subscription has it
   */
  record Command(
      SubscriptionId subscription,
      Cancellation how,
      @Nullable Instant at,
      @Nullable Proration proration) {}

  /**
   * What was done.
   *
   * @param subscription as it is now
   * @param end when it ends
   */
  record Cancelled(SubscriptionRow subscription, Instant end) {}

  CancelSubscription(Notices notices) {
    this.tell = new TellSubscription(notices);
  }

  /** Cancels, and returns the subscription with its end. */
  Future<Cancelled> run(Tx tx, Command command, Instant now) {
    SubscriptionId id = command.subscription();
    return Epochs.share(tx)
        .compose(epoch -> ReadSubscriptions.find(tx, id))
        .compose(named -> Gates.take(tx, named.customerNo()))
        .compose(
            gate ->
                BillingGoesOn.notHeld(tx, gate.customerNo())
                    .compose(goesOn -> ReadSubscriptions.find(tx, id))
                    .compose(
                        old ->
                            LineItems.priced(tx, List.of(id))
                                .compose(lines -> caughtUp(tx, old, lines, now).map(lines))
                                .compose(lines -> end(tx, old, lines, command, now)))
                    // Credits may end with it, and what it owes is asked then.
                    .compose(
                        done -> CustomerDues.earlier(tx, gate.customerNo(), done.end()).map(done)));
  }

  private static Future<Void> caughtUp(
      Tx tx, SubscriptionRow row, List<LineItems.Priced> lines, Instant now) {
    return BillingGoesOn.caughtUp(tx, row, lines.stream().map(LineItems.Priced::row).toList(), now);
  }

  private Future<Cancelled> end(
      Tx tx, SubscriptionRow old, List<LineItems.Priced> lines, Command command, Instant now) {
    if (old.subscriptionStatus() == SubscriptionStatus.CANCELLED) {
      throw new ProblemException(
          new Problem.InvalidOperation("The subscription is cancelled already."));
    }
    Cancellation how = command.how();
    Instant at = command.at() == null ? now : command.at();
    Instant end = how.end(Subscriptions.span(old), old.endDate(), at);
    if (command.at() != null) {
      notAsked(old, lines, end, now);
    }
    boolean over = !end.isAfter(now) || how == Cancellation.IMMEDIATE;
    SubscriptionRow row =
        old.withSubscriptionStatus(over ? SubscriptionStatus.CANCELLED : old.subscriptionStatus())
            .withEndDate(end)
            .withEndProration(command.proration())
            .withCancelledAt(now)
            .withUpdatedAt(now);
    return SubscriptionRow.TABLE
        .put(tx, row)
        .compose(put -> LineItems.end(tx, row.id(), end))
        .compose(ended -> cut(tx, lines, end, now))
        .compose(cut -> UnusedTime.touch(tx, old, row, end))
        .compose(cut -> Gates.bumpVersion(tx, row.customerNo()))
        .compose(
            bumped ->
                over
                    ? tell.tell(tx, NotificationType.SUBSCRIPTION_CANCELLED, row, now)
                    : EndSubscription.at(tx, row, now))
        .map(new Cancelled(row, end));
  }

  /** What was asked stays: an end lies in the open period of each line item, or later. */
  private static void notAsked(
      SubscriptionRow row, List<LineItems.Priced> lines, Instant end, Instant now) {
    Instant open =
        lines.stream()
            .filter(line -> line.goesOn(end))
            .map(line -> LineItems.askedUntil(line.row(), row.closedThrough(), now))
            .max(Comparator.naturalOrder())
            .orElse(row.startDate());
    if (end.isBefore(open) && end.isAfter(row.startDate())) {
      throw new ProblemException(
          Problem.InvalidRequest.at(
              "/cancel_at",
              "out_of_range",
              "Send a time from " + open + " on: what lies before is over."));
    }
  }

  /** Events may lie ahead of now, and an end before it. */
  private static Future<?> cut(Tx tx, List<LineItems.Priced> lines, Instant end, Instant now) {
    return Future.join(
        lines.stream()
            .filter(line -> line.goesOn(end))
            .map(LineItems.Priced::row)
            .map(row -> new Work.CutLineItem(row.customerNo(), row.lineItemNo(), end))
            .map(work -> Tasks.add(tx, work, now))
            .toList());
  }
}
