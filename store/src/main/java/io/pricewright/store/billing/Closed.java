package io.pricewright.store.billing;

import static io.pricewright.store.jooq.tables.Subscriptions.SUBSCRIPTIONS;
import static io.pricewright.store.jooq.tables.Touched.TOUCHED;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.TouchedRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jooq.impl.DSL;

/** How far subscriptions are closed, and what moved of that since. The caller holds the gate. */
public final class Closed {
  private static final Statement TOUCH =
      Sql.statement(
          dsl ->
              Sql.insert(dsl, TOUCHED, TOUCHED.LINE_ITEM_NO, TOUCHED.PERIOD_START)
                  .onConflictDoNothing());

  /** Arguments: line items. Takes what is touched of them. */
  private static final Statement TAKE =
      Sql.statement(
          dsl ->
              dsl.deleteFrom(TOUCHED)
                  .where(Sql.in(TOUCHED))
                  .and(Sql.among(1, TOUCHED.LINE_ITEM_NO))
                  .returning(TouchedRow.TABLE.fields()));

  /** Arguments: the subscription, the instant. It never goes back. */
  private static final Statement THROUGH =
      Sql.statement(
          dsl ->
              dsl.update(SUBSCRIPTIONS)
                  .set(
                      SUBSCRIPTIONS.CLOSED_THROUGH,
                      DSL.greatest(
                          SUBSCRIPTIONS.CLOSED_THROUGH, Sql.arg(2, SUBSCRIPTIONS.CLOSED_THROUGH)))
                  .where(Sql.in(SUBSCRIPTIONS))
                  .and(SUBSCRIPTIONS.ID.eq(Sql.arg(1, SUBSCRIPTIONS.ID))));

  private static final Comparator<TouchedRow> ORDER =
      Comparator.comparingLong((TouchedRow row) -> row.lineItemNo().value())
          .thenComparing(TouchedRow::periodStart);

  private Closed() {}

  /**
   * Says that everything of a subscription that ends until an instant was asked for. Rating knows
   * it from this commit on, and touches what it moves of that.
   */
  public static Future<Void> through(
      Tx tx, SubscriptionId subscription, CustomerNo customerNo, Instant until) {
    return tx.run(THROUGH, subscription, until)
        .compose(closed -> Gates.bumpVersion(tx, customerNo));
  }

  /** Notes periods whose due amount moved after it was asked for. */
  public static Future<Void> touch(Tx tx, Collection<TouchedRow> periods) {
    List<TouchedRow> rows = periods.stream().distinct().sorted(ORDER).toList();
    return rows.isEmpty()
        ? Future.succeededFuture()
        : tx.run(
                TOUCH,
                rows.stream().map(TouchedRow::lineItemNo).toList(),
                rows.stream().map(TouchedRow::periodStart).toList())
            .mapEmpty();
  }

  /** Takes what is touched of line items: whoever asks for the difference forgets it by that. */
  public static Future<List<TouchedRow>> take(Tx tx, Collection<LineItemNo> lineItems) {
    return tx.run(TAKE, lineItems)
        .map(rows -> TouchedRow.TABLE.all(rows).stream().sorted(ORDER).toList());
  }
}
