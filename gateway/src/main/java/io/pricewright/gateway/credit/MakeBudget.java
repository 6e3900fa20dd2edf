package io.pricewright.gateway.credit;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.gateway.customer.NamedCustomer;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.BudgetId;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.wallet.Budget;
import io.pricewright.rules.wallet.BudgetPeriod;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.BudgetRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.Subscriptions;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a budget. What is charged from now on counts.
 *
 * <p>Fails with {@code NotFound} (customer, feature, subscription that is not the customer's) and
 * {@code InvalidRequest} (a subscription in another currency).
 */
final class MakeBudget {
  private final Ids ids;
  private final Credits credits;

  /**
   * The budget.
   *
   * @param customerId whose spend, or null when the external id says it
   * @param externalId whose, by the tenant's own id
   * @param subscription only of this, or null
   * @param feature only of this, or null
   * @param currency in what
   * @param amount the whole, more than 0
   * @param period what it counts; a billing period is the subscription's
   * @param metadata the tenant's own
   */
  record Command(
      @Nullable CustomerId customerId,
      @Nullable ExternalId externalId,
      @Nullable SubscriptionId subscription,
      @Nullable FeatureId feature,
      Currency currency,
      BigDecimal amount,
      BudgetPeriod period,
      Json.Obj metadata) {}

  MakeBudget(Ids ids, Credits credits) {
    this.ids = ids;
    this.credits = credits;
  }

  /** Makes it, and returns its row. */
  Future<BudgetRow> run(Tx tx, Command command, Instant now) {
    return NamedCustomer.find(tx, command.customerId(), command.externalId())
        .compose(customer -> make(tx, customer.customerNo(), command, now));
  }

  private Future<BudgetRow> make(Tx tx, CustomerNo customerNo, Command command, Instant now) {
    Future<Optional<SubscriptionRow>> subscription = subscription(tx, customerNo, command);
    return Future.join(subscription, Features.line(tx, command.feature(), "/feature_id"))
        .compose(both -> credits.begin(tx, customerNo))
        .compose(
            book -> {
              BillingClock clock =
                  command.period() == BudgetPeriod.CALENDAR_MONTH
                      ? null
                      : Subscriptions.clock(subscription.result().orElseThrow());
              BudgetRow row = row(customerNo, command, Budget.startOf(clock, now), now);
              return BudgetRow.TABLE.add(tx, row).map(row);
            });
  }

  private BudgetRow row(CustomerNo customerNo, Command command, Instant start, Instant now) {
    return new BudgetRow(
        new BudgetId(ids.next("budget", now)),
        customerNo,
        command.subscription(),
        command.feature(),
        command.currency(),
        command.amount(),
        command.period(),
        start,
        BigDecimal.ZERO,
        0,
        command.metadata(),
        Status.PUBLISHED,
        now,
        now);
  }

  /** Returns the subscription, if one is named. */
  private static Future<Optional<SubscriptionRow>> subscription(
      Tx tx, CustomerNo customerNo, Command command) {
    SubscriptionId id = command.subscription();
    if (id == null) {
      return Future.succeededFuture(Optional.empty());
    }
    return SubscriptionRow.TABLE
        .find(tx, id)
        .map(found -> Optional.of(own(found.orElse(null), id, customerNo, command.currency())));
  }

  private static SubscriptionRow own(
      @Nullable SubscriptionRow found,
      SubscriptionId id,
      CustomerNo customerNo,
      Currency currency) {
    if (found == null || !found.customerNo().equals(customerNo)) {
      throw Existing.missing("subscription", id, "/subscription_id", "is not the customer's");
    }
    if (!found.currency().equals(currency)) {
      throw Refusals.refused(
          "/currency", "not_usable", "The subscription is in %s.".formatted(found.currency()));
    }
    return found;
  }
}
