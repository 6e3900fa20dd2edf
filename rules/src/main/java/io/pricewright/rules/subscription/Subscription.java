package io.pricewright.rules.subscription;

import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.money.Currency;
import java.util.List;

/**
 * What rating needs of a subscription.
 *
 * @param id {@code subs_...}
 * @param planId plan it was made of
 * @param currency what it is billed in
 * @param clock its billing periods
 * @param lineItems its line items
 */
public record Subscription(
    SubscriptionId id,
    PlanId planId,
    Currency currency,
    BillingClock clock,
    List<LineItem> lineItems) {
  public Subscription {
    lineItems = List.copyOf(lineItems);
  }
}
