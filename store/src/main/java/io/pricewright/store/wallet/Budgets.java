package io.pricewright.store.wallet;

import io.pricewright.rules.wallet.Budget;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;

/** Reads and counts budgets in the rating transaction. The caller holds the customers' gates. */
public final class Budgets {
  private static final String OF =
      "select b.*, f.meter_id from budgets b left join features f on f.tenant = b.tenant and f.environment ="
          + " b.environment and f.id = b.feature_id where b.tenant = $1 and b.environment = $2 and"
          + " b.customer_no = any($3) and b.status = 'published' order by b.id";
  private static final String WRITE =
      "update budgets set month = $4, spent = $5, told = $6 where tenant = $1 and environment = $2 and id = $3";

  private Budgets() {}

  /** Returns the budgets of customers. */
  public static Future<List<Budget>> of(Tx tx, Collection<Long> customers) {
    return tx.run(OF, scoped(tx).addArrayOfLong(customers.toArray(Long[]::new)))
        .map(rows -> Rows.all(rows, Budgets::fromRow));
  }

  /** Writes what is spent and told. */
  public static Future<Void> write(Tx tx, Budget budget) {
    return tx.run(
            WRITE,
            scoped(tx)
                .addString(budget.id())
                .addOffsetDateTime(Tx.at(budget.month()))
                .addBigDecimal(budget.spent())
                .addInteger(budget.told()))
        .mapEmpty();
  }

  private static Budget fromRow(Row row) {
    return new Budget(
        row.getString("id"),
        row.getLong("customer_no"),
        row.getString("subscription_id"),
        row.getString("feature_id"),
        row.getString("meter_id"),
        row.getString("currency"),
        row.getBigDecimal("amount"),
        Rows.instant(row, "month"),
        row.getBigDecimal("spent"),
        row.getInteger("told"));
  }

  private static Tuple scoped(Tx tx) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment());
  }
}
