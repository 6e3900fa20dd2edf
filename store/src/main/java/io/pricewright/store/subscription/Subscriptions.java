package io.pricewright.store.subscription;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.SubscriptionRow;
import io.vertx.core.Future;
import java.util.List;

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
}
