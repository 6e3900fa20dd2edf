package io.pricewright.store.row;

import io.pricewright.rules.id.LineItemNo;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.LineItemQuantities;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A row of {@code line_item_quantities}. */
public record LineItemQuantityRow(
    LineItemNo lineItemNo,
    Instant effectiveFrom,
    BigDecimal quantity) {
  /** {@code line_item_no}. */
  public static final Column<LineItemQuantityRow, LineItemNo> LINE_ITEM_NO =
      Column.of(LineItemQuantities.LINE_ITEM_QUANTITIES.LINE_ITEM_NO, LineItemQuantityRow::lineItemNo);

  /** {@code effective_from}. */
  public static final Column<LineItemQuantityRow, Instant> EFFECTIVE_FROM =
      Column.of(LineItemQuantities.LINE_ITEM_QUANTITIES.EFFECTIVE_FROM, LineItemQuantityRow::effectiveFrom);

  /** {@code quantity}. */
  public static final Column<LineItemQuantityRow, BigDecimal> QUANTITY =
      Column.of(LineItemQuantities.LINE_ITEM_QUANTITIES.QUANTITY, LineItemQuantityRow::quantity);

  /** The everyday statements. */
  public static final Entity<LineItemQuantityRow> TABLE =
      Entity.of(
          LineItemQuantities.LINE_ITEM_QUANTITIES,
          row -> read(row, 0),
          List.of(LINE_ITEM_NO, EFFECTIVE_FROM),
          List.of(
              LINE_ITEM_NO,
              EFFECTIVE_FROM,
              QUANTITY));

  /** Reads a row whose columns begin at a position. */
  public static LineItemQuantityRow read(Row row, int at) {
    return new LineItemQuantityRow(
        LINE_ITEM_NO.get(row, at + 0),
        EFFECTIVE_FROM.get(row, at + 1),
        QUANTITY.get(row, at + 2));
  }

  /** Returns the row with another line_item_no. */
  public LineItemQuantityRow withLineItemNo(LineItemNo lineItemNo) {
    return new LineItemQuantityRow(
        lineItemNo,
        effectiveFrom,
        quantity);
  }

  /** Returns the row with another effective_from. */
  public LineItemQuantityRow withEffectiveFrom(Instant effectiveFrom) {
    return new LineItemQuantityRow(
        lineItemNo,
        effectiveFrom,
        quantity);
  }

  /** Returns the row with another quantity. */
  public LineItemQuantityRow withQuantity(BigDecimal quantity) {
    return new LineItemQuantityRow(
        lineItemNo,
        effectiveFrom,
        quantity);
  }
}
