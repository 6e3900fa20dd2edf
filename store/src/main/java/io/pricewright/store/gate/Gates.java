package io.pricewright.store.gate;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Takes customers' gates. A transaction takes all it needs in one call, before it reads. */
public final class Gates {
  // The inner select locks in ascending order; the update then moves seq, so a seq is never given
  // twice.
  private static final String TAKE =
      "with taken as materialized (select customer_no from gates where tenant = $1 and environment = $2"
          + " and customer_no = any($3) order by customer_no for no key update)"
          + " update gates g set seq = g.seq + 1 from taken where g.tenant = $1 and g.environment = $2"
          + " and g.customer_no = taken.customer_no returning g.customer_no, g.seq, g.version, g.watched";
  private static final String BUMP =
      "update gates set version = version + 1 where tenant = $1 and environment = $2 and customer_no = $3";
  private static final String OPEN =
      "insert into gates (tenant, environment, customer_no) values ($1, $2, $3)";

  private static final String SHARE =
      "select customer_no from gates where tenant = $1 and environment = $2 and customer_no = any($3)"
          + " order by customer_no for share";
  private static final String WATCH =
      "update gates set watched = true where tenant = $1 and environment = $2 and customer_no = $3";

  private Gates() {}

  /** Takes gates shared, in ascending order: nobody moves money behind them meanwhile. */
  public static Future<Void> share(Tx tx, Collection<CustomerNo> customerNos) {
    Long[] numbers =
        customerNos.stream().map(CustomerNo::value).distinct().sorted().toArray(Long[]::new);
    return tx.run(SHARE, scoped(tx).addValue(numbers)).mapEmpty();
  }

  /** Says at a taken gate that its customer has credits or budgets from now on. */
  public static Future<Void> watch(Tx tx, CustomerNo customerNo) {
    return tx.run(WATCH, scoped(tx).addLong(customerNo.value())).mapEmpty();
  }

  /** Takes gates in ascending order and moves their seq; customers without a row are left out. */
  public static Future<Map<CustomerNo, Gate>> take(Tx tx, Collection<CustomerNo> customerNos) {
    Long[] numbers =
        customerNos.stream().map(CustomerNo::value).distinct().sorted().toArray(Long[]::new);
    if (numbers.length == 0) {
      return Future.succeededFuture(Map.of());
    }
    tx.moves(Arrays.asList(numbers));
    return tx.run(TAKE, scoped(tx).addValue(numbers))
        .map(
            rows -> {
              Map<CustomerNo, Gate> gates = new HashMap<>();
              for (Row row : rows) {
                gates.put(
                    new CustomerNo(row.getLong(0)),
                    new Gate(
                        new CustomerNo(row.getLong(0)),
                        row.getLong(1),
                        row.getLong(2),
                        row.getBoolean(3)));
              }
              return gates;
            });
  }

  /** Takes one gate. */
  public static Future<Gate> take(Tx tx, CustomerNo customerNo) {
    return take(tx, Arrays.asList(customerNo))
        .map(
            gates -> {
              Gate gate = gates.get(customerNo);
              if (gate == null) {
                throw new IllegalStateException("customer " + customerNo + " has no gate");
              }
              return gate;
            });
  }

  /**
   * Moves the version of a taken gate: cached books of this customer are stale from this commit on.
   */
  public static Future<Void> bumpVersion(Tx tx, CustomerNo customerNo) {
    return tx.run(BUMP, scoped(tx).addLong(customerNo.value())).mapEmpty();
  }

  /** Makes the gate of a new customer. */
  public static Future<Void> open(Tx tx, CustomerNo customerNo) {
    return tx.run(OPEN, scoped(tx).addLong(customerNo.value())).mapEmpty();
  }

  private static Tuple scoped(Tx tx) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment());
  }
}
