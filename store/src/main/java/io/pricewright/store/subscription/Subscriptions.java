package io.pricewright.store.subscription;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.ItemSpan;
import io.pricewright.rules.subscription.Proration;
import io.pricewright.rules.subscription.Term;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.SubscriptionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What rows of subscriptions say besides their columns. */
public final class Subscriptions {
  private Subscriptions() {}

  /** Returns a customer's subscriptions, oldest first, at most so many. */
  public static Future<List<SubscriptionRow>> ofCustomer(Tx tx, CustomerNo customer, int most) {
    return SubscriptionRow.TABLE.oldest(
        tx, Where.is(SubscriptionRow.CUSTOMER_NO, customer), most, 0);
  }

  /** Returns how a subscription cuts time into billing periods. */
  public static BillingClock clock(SubscriptionRow row) {
    return new BillingClock(
        row.billingPeriod(), row.billingPeriodCount(), row.billingAnchor(), row.timezone());
  }

  /** Returns when a subscription is in force as long as nobody ends it, and what cuts that time. */
  public static ItemSpan span(SubscriptionRow row) {
    return new ItemSpan(clock(row), row.startDate(), null, row.trialEnd());
  }

  /** Returns until when a line item of it is on trial that begins at an instant; null: never. */
  public static @Nullable Instant trialEnd(SubscriptionRow row, Instant start) {
    Instant end = row.trialEnd();
    return end != null && start.isBefore(end) ? end : null;
  }

  /**
   * Returns the period at hand of a subscription: its trial, or a billing period without what lies
   * before it begins; before its start the first.
   */
  public static Interval periodAt(SubscriptionRow row, Instant at) {
    Instant start = row.startDate();
    return span(row).counted(at.isBefore(start) ? start : at).served();
  }

  /**
   * Returns how a line item of a price cuts it: by the price's own period; by the subscription's,
   * where the price is asked once and has none.
   */
  public static BillingClock clock(SubscriptionRow row, PriceRow price) {
    return term(price)
        .map(term -> clock(row).ofItem(term, row.billingCycle(), row.startDate()))
        .orElseGet(() -> clock(row));
  }

  /** Returns when a line item of a price is in force that begins with it and nobody ends. */
  public static ItemSpan span(SubscriptionRow row, PriceRow price) {
    return new ItemSpan(clock(row, price), row.startDate(), null, row.trialEnd());
  }

  /** Returns how long the periods of a price are; empty when it is asked once. */
  public static Optional<Term> term(PriceRow price) {
    return Optional.ofNullable(price.billingPeriod())
        .map(period -> new Term(period, price.billingPeriodCount()));
  }

  /** Returns what the period costs in which it ends: as who ended it said, or as it began. */
  public static Proration atEnd(SubscriptionRow row) {
    return Objects.requireNonNullElse(row.endProration(), row.prorationBehavior());
  }
}
