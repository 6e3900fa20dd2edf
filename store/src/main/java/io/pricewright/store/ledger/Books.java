package io.pricewright.store.ledger;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is written about one customer's money, as a check reads it.
 *
 * @param booked booked amount of each cell
 * @param charged sum of charges of each cell
 * @param unposted charges whose posting is missing or differs
 * @param balances balances that differ from their postings: what is wrong, in words
 */
public record Books(
    Map<CellKey, BigDecimal> booked,
    Map<CellKey, BigDecimal> charged,
    long unposted,
    List<String> balances) {
  private static final String CELLS =
      "select customer_no, line_item_no, period_start, part, booked from usage_cells"
          + " where tenant = $1 and environment = $2 and customer_no = $3";
  private static final String CHARGES =
      "select customer_no, line_item_no, period_start, part, sum(amount) from charges where tenant = $1"
          + " and environment = $2 and customer_no = $3 group by 1, 2, 3, 4";
  private static final String UNPOSTED =
      "select count(*) from (select c.id from charges c left join postings p on p.tenant = c.tenant and"
          + " p.environment = c.environment and p.customer_no = c.customer_no and p.charge_id = c.id"
          + " where c.tenant = $1 and c.environment = $2 and c.customer_no = $3 group by c.id, c.amount"
          + " having count(p.id) <> 1 or abs(c.amount) <> coalesce(sum(p.amount), 0)"
          + " or bool_or((c.amount > 0) <> (p.debit = 'unbilled'))) as wrong";
  private static final String BALANCES =
      "select coalesce(b.account, m.account) || ' ' || coalesce(b.currency, m.currency) || ' is '"
          + " || coalesce(b.amount, 0) || ', its postings give ' || coalesce(m.amount, 0) from"
          + " (select account, currency, amount from balances where tenant = $1 and environment = $2 and"
          + " customer_no = $3) b full join (select account, currency, sum(amount) as amount from ("
          + "select debit as account, currency, amount from postings where tenant = $1 and environment = $2"
          + " and customer_no = $3 union all select credit, currency, -amount from postings where tenant = $1"
          + " and environment = $2 and customer_no = $3) as moves group by 1, 2) m using (account, currency)"
          + " where coalesce(b.amount, 0) <> coalesce(m.amount, 0)";

  /** Reads a customer's books. */
  public static Future<Books> read(Tx tx, CustomerNo customerNo) {
    Future<Map<CellKey, BigDecimal>> booked = amounts(tx, CELLS, customerNo);
    Future<Map<CellKey, BigDecimal>> charged = amounts(tx, CHARGES, customerNo);
    Future<Long> unposted =
        tx.run(UNPOSTED, of(tx, customerNo)).map(rows -> rows.iterator().next().getLong(0));
    Future<List<String>> balances =
        tx.run(BALANCES, of(tx, customerNo)).map(rows -> Rows.all(rows, row -> row.getString(0)));
    return Future.join(booked, charged, unposted, balances)
        .map(
            all ->
                new Books(booked.result(), charged.result(), unposted.result(), balances.result()));
  }

  private static Future<Map<CellKey, BigDecimal>> amounts(
      Tx tx, String sql, CustomerNo customerNo) {
    return tx.run(sql, of(tx, customerNo))
        .map(
            rows -> {
              Map<CellKey, BigDecimal> amounts = new HashMap<>();
              for (Row row : rows) {
                amounts.put(
                    new CellKey(
                        new CustomerNo(row.getLong(0)),
                        new LineItemNo(row.getLong(1)),
                        row.getOffsetDateTime(2).toInstant(),
                        row.getString(3)),
                    row.getBigDecimal(4));
              }
              return amounts;
            });
  }

  private static Tuple of(Tx tx, CustomerNo customerNo) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment(), customerNo.value());
  }

  /** Returns how many events belong to nobody although somebody has their external id. */
  public static Future<Long> forgotten(Tx tx) {
    return tx.run(
            "select count(*) from events e join customer_aliases a on a.tenant = e.tenant and"
                + " a.environment = e.environment and a.external_id = e.external_customer_id"
                + " where e.tenant = $1 and e.environment = $2 and e.customer_no is null"
                + " and e.outcome <> 4",
            Tuple.of(tx.scope().tenant(), tx.scope().environment()))
        .map(rows -> rows.iterator().next().getLong(0));
  }
}
