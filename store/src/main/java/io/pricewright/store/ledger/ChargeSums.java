package io.pricewright.store.ledger;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was charged and posted in one currency.
 *
 * @param currency the currency
 * @param charged exact sum of charges
 * @param charges how many
 * @param unbilled balance of unbilled usage in the ledger
 * @param revenue balance of revenue in the ledger, what was earned being above zero
 */
public record ChargeSums(
    String currency, BigDecimal charged, long charges, BigDecimal unbilled, BigDecimal revenue) {
  private static final String READ =
      "select c.currency, c.charged, c.charges, coalesce(b.unbilled, 0), coalesce(-b.revenue, 0) from"
          + " (select currency, sum(amount) as charged, count(*) as charges from charges where tenant = $1"
          + " and environment = $2 and ($3::bigint is null or customer_no = $3) group by currency) c"
          + " left join (select currency, sum(amount) filter (where account = 'unbilled') as unbilled,"
          + " sum(amount) filter (where account = 'revenue') as revenue from balances where tenant = $1 and"
          + " environment = $2 and ($3::bigint is null or customer_no = $3) group by currency) b"
          + " using (currency) order by c.currency";

  /** Returns the sums of a customer, or of the whole environment, by currency. */
  public static Future<List<ChargeSums>> read(Tx tx, @Nullable CustomerNo customerNo) {
    return tx.run(
            READ,
            Tuple.of(tx.scope().tenant(), tx.scope().environment())
                .addLong(customerNo == null ? null : customerNo.value()))
        .map(
            rows ->
                Rows.all(
                    rows,
                    row ->
                        new ChargeSums(
                            row.getString(0),
                            row.getBigDecimal(1),
                            row.getLong(2),
                            row.getBigDecimal(3),
                            row.getBigDecimal(4))));
  }
}
