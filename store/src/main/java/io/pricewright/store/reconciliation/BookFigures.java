package io.pricewright.store.reconciliation;

import static io.pricewright.store.jooq.tables.Events.EVENTS;

import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.reconciliation.EventCounts;
import io.pricewright.rules.reconciliation.Figures;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.CustomerRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.AggregateFilterStep;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * The figures of customers' books: a dozen statements for all customers of a page, in a snapshot,
 * so that what goes on meanwhile makes no difference.
 */
public final class BookFigures {
  /** Most customers of one reading. */
  public static final int MOST = 100;

  /** Arguments: customers. */
  private static final Statement COUNTS =
      Sql.statement(
          dsl ->
              dsl.select(
                      EVENTS.CUSTOMER_NO,
                      DSL.count(),
                      count(Outcome.RATED),
                      count(Outcome.PARKED),
                      count(Outcome.UNMATCHED),
                      count(Outcome.VOIDED))
                  .from(EVENTS)
                  .where(Sql.in(EVENTS))
                  .and(Sql.among(1, EVENTS.CUSTOMER_NO))
                  .groupBy(EVENTS.CUSTOMER_NO));

  private final Map<CustomerNo, EventCounts> counts = new HashMap<>();
  private final Map<CustomerNo, Map<Currency, Figures>> figures = new HashMap<>();

  private BookFigures() {}

  private static Field<Integer> count(Outcome outcome) {
    AggregateFilterStep<Integer> all = DSL.count();
    return all.filterWhere(EVENTS.OUTCOME.eq(DSL.inline(outcome, EVENTS.OUTCOME)));
  }

  /** Reads the figures of customers, at most {@link #MOST}. */
  public static Future<BookFigures> read(Tx tx, Collection<CustomerNo> customers) {
    BookFigures read = new BookFigures();
    if (customers.isEmpty()) {
      return Future.succeededFuture(read);
    }
    List<Future<?>> all = new ArrayList<>();
    all.add(tx.run(COUNTS, customers).onSuccess(rows -> rows.forEach(read::count)));
    for (Sums sums : Sums.ALL) {
      all.add(
          tx.run(sums.statement(), customers)
              .onSuccess(rows -> rows.forEach(row -> read.add(sums, row))));
    }
    return Future.join(all).map(read);
  }

  private void count(Row row) {
    counts.put(
        CustomerRow.CUSTOMER_NO.get(row, 0),
        new EventCounts(
            row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
  }

  private void add(Sums sums, Row row) {
    sums.add(
        row,
        figures
            .computeIfAbsent(
                CustomerRow.CUSTOMER_NO.get(row, 0),
                no -> new TreeMap<>(Comparator.comparing(Currency::code)))
            .computeIfAbsent(new Currency(row.getString(1)), currency -> new Figures()));
  }

  /** Returns how many events a customer sent. */
  public EventCounts events(CustomerNo customerNo) {
    return counts.getOrDefault(customerNo, EventCounts.NONE);
  }

  /** Returns a customer's figures, by currency. */
  public Map<Currency, Figures> of(CustomerNo customerNo) {
    return figures.getOrDefault(customerNo, Map.of());
  }
}
