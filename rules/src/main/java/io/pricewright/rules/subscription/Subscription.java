package io.pricewright.rules.subscription;

import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.money.Currency;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What rating needs of a subscription.
 *
 * @param id {@code subs_...}
 * @param planId plan it was made of
 * @param currency what it is billed in
 * @param clock its billing periods; those of its line items are their own
 * @param start when it begins
 * @param end when it ends, or null
 * @param closedThrough usage of service periods that end until then was asked for; null: none was
 * @param lineItems its line items
 */
public record Subscription(
    SubscriptionId id,
    PlanId planId,
    Currency currency,
    BillingClock clock,
    Instant start,
    @Nullable Instant end,
    @Nullable Instant closedThrough,
    List<LineItem> lineItems) {
  public Subscription {
    lineItems = List.copyOf(lineItems);
  }

  /** Makes one of which nothing was asked for. */
  public Subscription(
      SubscriptionId id,
      PlanId planId,
      Currency currency,
      BillingClock clock,
      Instant start,
      @Nullable Instant end,
      List<LineItem> lineItems) {
    this(id, planId, currency, clock, start, end, null, lineItems);
  }

  /** Makes one that begins at its clock's anchor and goes on. */
  public Subscription(
      SubscriptionId id,
      PlanId planId,
      Currency currency,
      BillingClock clock,
      List<LineItem> lineItems) {
    this(id, planId, currency, clock, clock.anchor(), null, lineItems);
  }

  /**
   * Returns whether what a line item of it is due for a period was asked for: the period, cut by
   * the item's end, is over by what is closed.
   */
  public boolean asked(LineItem item, Interval period) {
    Instant end = item.end();
    Instant over = end != null && end.isBefore(period.to()) ? end : period.to();
    return closedThrough != null && !over.isAfter(closedThrough);
  }

  /** Returns it with some of its line items alone. */
  public Subscription only(Predicate<LineItem> some) {
    return new Subscription(
        id,
        planId,
        currency,
        clock,
        start,
        end,
        closedThrough,
        lineItems.stream().filter(some).toList());
  }

  /** Returns whether it runs at an instant. */
  public boolean covers(Instant at) {
    return !at.isBefore(start) && (end == null || at.isBefore(end));
  }
}
