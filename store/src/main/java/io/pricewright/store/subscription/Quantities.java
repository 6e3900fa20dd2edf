package io.pricewright.store.subscription;

import static io.pricewright.store.jooq.tables.LineItemQuantities.LINE_ITEM_QUANTITIES;

import io.pricewright.rules.billing.QuantitySpan;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.LineItemQuantityRow;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.impl.DSL;

/** How many of fixed prices line items have, from when on. The caller holds the gate to write. */
public final class Quantities {
  /** Arguments: line items. */
  private static final Statement OF =
      Sql.statement(
          dsl ->
              dsl.select(LineItemQuantityRow.TABLE.fields())
                  .from(LINE_ITEM_QUANTITIES)
                  .where(Sql.in(LINE_ITEM_QUANTITIES))
                  .and(Sql.among(1, LINE_ITEM_QUANTITIES.LINE_ITEM_NO))
                  .orderBy(LINE_ITEM_QUANTITIES.LINE_ITEM_NO, LINE_ITEM_QUANTITIES.EFFECTIVE_FROM));

  private static final Statement PUT =
      Sql.statement(
          dsl ->
              Sql.insert(
                      dsl,
                      LINE_ITEM_QUANTITIES,
                      LINE_ITEM_QUANTITIES.LINE_ITEM_NO,
                      LINE_ITEM_QUANTITIES.EFFECTIVE_FROM,
                      LINE_ITEM_QUANTITIES.QUANTITY)
                  .onConflict(
                      LINE_ITEM_QUANTITIES.TENANT,
                      LINE_ITEM_QUANTITIES.ENVIRONMENT,
                      LINE_ITEM_QUANTITIES.LINE_ITEM_NO,
                      LINE_ITEM_QUANTITIES.EFFECTIVE_FROM)
                  .doUpdate()
                  .set(LINE_ITEM_QUANTITIES.QUANTITY, DSL.excluded(LINE_ITEM_QUANTITIES.QUANTITY)));

  private Quantities() {}

  /**
   * Returns the quantities of line items, ascending in time. Who is not in it has had one quantity
   * since it began.
   */
  public static Future<Map<LineItemNo, List<QuantitySpan.Change>>> of(
      Tx tx, Collection<LineItemNo> lineItems) {
    if (lineItems.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return tx.run(OF, lineItems)
        .map(
            rows -> {
              Map<LineItemNo, List<QuantitySpan.Change>> quantities = new HashMap<>();
              for (LineItemQuantityRow row : LineItemQuantityRow.TABLE.all(rows)) {
                quantities
                    .computeIfAbsent(row.lineItemNo(), no -> new ArrayList<>())
                    .add(new QuantitySpan.Change(row.effectiveFrom(), row.quantity()));
              }
              return quantities;
            });
  }

  /** Writes quantities; one takes the place of another at the same instant. */
  public static Future<Void> put(Tx tx, List<LineItemQuantityRow> rows) {
    return rows.isEmpty()
        ? Future.succeededFuture()
        : tx.run(
                PUT,
                rows.stream().map(LineItemQuantityRow::lineItemNo).toList(),
                rows.stream().map(LineItemQuantityRow::effectiveFrom).toList(),
                rows.stream().map(LineItemQuantityRow::quantity).toList())
            .mapEmpty();
  }
}
