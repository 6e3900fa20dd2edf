package io.pricewright.store.row;

import io.pricewright.rules.id.LineItemNo;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Touched;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;

/** A row of {@code touched}. */
public record TouchedRow(
    LineItemNo lineItemNo,
    Instant periodStart) {
  /** {@code line_item_no}. */
  public static final Column<TouchedRow, LineItemNo> LINE_ITEM_NO =
      Column.of(Touched.TOUCHED.LINE_ITEM_NO, TouchedRow::lineItemNo);

  /** {@code period_start}. */
  public static final Column<TouchedRow, Instant> PERIOD_START =
      Column.of(Touched.TOUCHED.PERIOD_START, TouchedRow::periodStart);

  /** The everyday statements. */
  public static final Entity<TouchedRow> TABLE =
      Entity.of(
          Touched.TOUCHED,
          row -> read(row, 0),
          List.of(LINE_ITEM_NO, PERIOD_START),
          List.of(
              LINE_ITEM_NO,
              PERIOD_START));

  /** Reads a row whose columns begin at a position. */
  public static TouchedRow read(Row row, int at) {
    return new TouchedRow(
        LINE_ITEM_NO.get(row, at + 0),
        PERIOD_START.get(row, at + 1));
  }

  /** Returns the row with another line_item_no. */
  public TouchedRow withLineItemNo(LineItemNo lineItemNo) {
    return new TouchedRow(
        lineItemNo,
        periodStart);
  }

  /** Returns the row with another period_start. */
  public TouchedRow withPeriodStart(Instant periodStart) {
    return new TouchedRow(
        lineItemNo,
        periodStart);
  }
}
