package io.pricewright.store.wallet;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.wallet.Budget;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and counts budgets in the rating transaction. The caller holds the customers' gates. */
public final class Budgets {
  private static final String OF =
      "select b.*, f.meter_id, s.billing_period, s.billing_period_count, s.billing_anchor, s.timezone from"
          + " budgets b left join features f on f.tenant = b.tenant and f.environment ="
          + " b.environment and f.id = b.feature_id left join subscriptions s on s.tenant = b.tenant and"
          + " s.environment = b.environment and s.id = b.subscription_id and b.period = 'BILLING_PERIOD'"
          + " where b.tenant = $1 and b.environment = $2 and"
          + " b.customer_no = any($3) and b.status = 'published' order by b.id";
  private static final String WRITE =
      "update budgets set period_start = $4, spent = $5, told = $6 where tenant = $1 and environment = $2 and id = $3";

  private Budgets() {}

  /** Returns the budgets of customers. */
  public static Future<List<Budget>> of(Tx tx, Collection<CustomerNo> customers) {
    return tx.run(
            OF,
            scoped(tx)
                .addArrayOfLong(customers.stream().map(CustomerNo::value).toArray(Long[]::new)))
        .map(rows -> Rows.all(rows, Budgets::fromRow));
  }

  /** Writes what is spent and told. */
  public static Future<Void> write(Tx tx, Budget budget) {
    return tx.run(
            WRITE,
            scoped(tx)
                .addString(budget.id())
                .addOffsetDateTime(Tx.at(budget.periodStart()))
                .addBigDecimal(budget.spent())
                .addInteger(budget.told()))
        .mapEmpty();
  }

  private static Budget fromRow(Row row) {
    return new Budget(
        row.getString("id"),
        new CustomerNo(row.getLong("customer_no")),
        Id.ofNullable(row.getString("subscription_id"), SubscriptionId::new),
        Id.ofNullable(row.getString("feature_id"), FeatureId::new),
        Id.ofNullable(row.getString("meter_id"), MeterId::new),
        row.getString("currency"),
        row.getBigDecimal("amount"),
        clock(row),
        Rows.instant(row, "period_start"),
        row.getBigDecimal("spent"),
        row.getInteger("told"));
  }

  private static @Nullable BillingClock clock(Row row) {
    String period = row.getString("billing_period");
    return period == null
        ? null
        : new BillingClock(
            BillingPeriod.valueOf(period),
            row.getInteger("billing_period_count"),
            Rows.instant(row, "billing_anchor"),
            ZoneId.of(row.getString("timezone")));
  }

  private static Tuple scoped(Tx tx) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment());
  }
}
