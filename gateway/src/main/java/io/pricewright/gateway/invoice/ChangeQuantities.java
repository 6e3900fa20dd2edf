package io.pricewright.gateway.invoice;

import io.pricewright.gateway.background.DueFirst;
import io.pricewright.gateway.subscription.BillingGoesOn;
import io.pricewright.gateway.subscription.ReadSubscriptions;
import io.pricewright.gateway.subscription.TellSubscription;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.notification.NotificationType;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.billing.Closed;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.InvoiceRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.Quantities;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes how many of fixed prices a subscription has, behind its customer's gate: first what is
 * due is done, then the dated quantities are written, and what that comes to is asked at once or
 * stays for the next document. Told in the same transaction. Runs on the event loop.
 *
 * <p>Fails with {@code NotFound}, {@code NotBilledYet} (the customer is held; too many invoices are
 * still to be made), {@code InvalidOperation} (it is cancelled) and {@code InvalidRequest}, which
 * names each line item that cannot be changed so; nothing is changed then.
 */
final class ChangeQuantities {
  private final AskAtOnce ask;
  private final DueFirst due;
  private final TellSubscription tell;

  /**
   * Which, and to what.
   *
   * @param wanted of line items, at least one
   */
  record Command(SubscriptionId subscription, List<Wanted> wanted) {}

  /**
   * What a line item is to have.
   *
   * @param quantity how many, more than zero
   * @param at from when on; null: now
   */
  record Wanted(LineItemId item, BigDecimal quantity, @Nullable Instant at) {}

  /**
   * What was done.
   *
   * @param changes of quantities; none: all had what was wanted
   * @param invoice what asks the difference: final, or the draft that waits
   */
  record Changed(
      SubscriptionRow subscription,
      List<PlanQuantities.Change> changes,
      Optional<InvoiceRow> invoice) {}

  ChangeQuantities(AskAtOnce ask, DueFirst due, TellSubscription tell) {
    this.ask = ask;
    this.due = due;
    this.tell = tell;
  }

  /** Changes them. */
  Future<Changed> run(Tx tx, Command command, Instant now) {
    return Epochs.share(tx)
        .compose(epoch -> ReadSubscriptions.find(tx, command.subscription()))
        .compose(named -> Gates.take(tx, named.customerNo()))
        .compose(gate -> dueFirst(tx, command.subscription(), gate.customerNo(), now))
        // Credits may have come by what was due.
        .compose(customer -> Gates.take(tx, customer))
        .compose(
            gate ->
                whole(tx, command.subscription())
                    .compose(whole -> change(tx, whole, gate, command.wanted(), now)));
  }

  private static Future<ReadSubscriptions.Whole> whole(Tx tx, SubscriptionId id) {
    return ReadSubscriptions.find(tx, id)
        .compose(row -> ReadSubscriptions.whole(tx, List.of(row)))
        .map(List::getFirst);
  }

  private Future<CustomerNo> dueFirst(
      Tx tx, SubscriptionId id, CustomerNo customerNo, Instant now) {
    return BillingGoesOn.notHeld(tx, customerNo)
        .compose(goesOn -> whole(tx, id))
        .compose(
            whole ->
                BillingGoesOn.caughtUp(
                    tx,
                    whole.row(),
                    whole.lines().stream().map(ReadSubscriptions.Line::row).toList(),
                    now))
        .compose(few -> due.run(tx, customerNo, now))
        .map(customerNo);
  }

  private Future<Changed> change(
      Tx tx, ReadSubscriptions.Whole whole, Gate gate, List<Wanted> wanted, Instant now) {
    if (!whole.row().subscriptionStatus().goesOn()) {
      throw new ProblemException(
          new Problem.InvalidOperation(
              "The subscription is %s: its quantities do not change any more."
                  .formatted(whole.row().subscriptionStatus().code())));
    }
    PlanQuantities plan = PlanQuantities.of(whole, wanted, now);
    if (plan.changes().isEmpty()) {
      return Future.succeededFuture(new Changed(whole.row(), List.of(), Optional.empty()));
    }
    SubscriptionRow row = whole.row().withUpdatedAt(now);
    return Quantities.put(tx, plan.rows())
        .compose(put -> SubscriptionRow.TABLE.put(tx, row))
        .compose(put -> Closed.touch(tx, plan.touched()))
        .compose(touched -> ask.run(tx, gate, whole, plan, now))
        .compose(
            asked ->
                tell.tell(tx, NotificationType.SUBSCRIPTION_UPDATED, row, now)
                    .map(new Changed(row, plan.changes(), asked)));
  }
}
