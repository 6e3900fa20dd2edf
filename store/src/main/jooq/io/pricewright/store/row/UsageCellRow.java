package io.pricewright.store.row;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.money.Currency;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.UsageCells;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A row of {@code usage_cells}. */
public record UsageCellRow(
    CustomerNo customerNo,
    LineItemNo lineItemNo,
    Instant periodStart,
    String part,
    Instant periodEnd,
    String state,
    BigDecimal booked,
    Currency currency) {
  /** {@code customer_no}. */
  public static final Column<UsageCellRow, CustomerNo> CUSTOMER_NO =
      Column.of(UsageCells.USAGE_CELLS.CUSTOMER_NO, UsageCellRow::customerNo);

  /** {@code line_item_no}. */
  public static final Column<UsageCellRow, LineItemNo> LINE_ITEM_NO =
      Column.of(UsageCells.USAGE_CELLS.LINE_ITEM_NO, UsageCellRow::lineItemNo);

  /** {@code period_start}. */
  public static final Column<UsageCellRow, Instant> PERIOD_START =
      Column.of(UsageCells.USAGE_CELLS.PERIOD_START, UsageCellRow::periodStart);

  /** {@code part}. */
  public static final Column<UsageCellRow, String> PART =
      Column.of(UsageCells.USAGE_CELLS.PART, UsageCellRow::part);

  /** {@code period_end}. */
  public static final Column<UsageCellRow, Instant> PERIOD_END =
      Column.of(UsageCells.USAGE_CELLS.PERIOD_END, UsageCellRow::periodEnd);

  /** {@code state}. */
  public static final Column<UsageCellRow, String> STATE =
      Column.of(UsageCells.USAGE_CELLS.STATE, UsageCellRow::state);

  /** {@code booked}. */
  public static final Column<UsageCellRow, BigDecimal> BOOKED =
      Column.of(UsageCells.USAGE_CELLS.BOOKED, UsageCellRow::booked);

  /** {@code currency}. */
  public static final Column<UsageCellRow, Currency> CURRENCY =
      Column.of(UsageCells.USAGE_CELLS.CURRENCY, UsageCellRow::currency);

  /** The everyday statements. */
  public static final Entity<UsageCellRow> TABLE =
      Entity.of(
          UsageCells.USAGE_CELLS,
          row -> read(row, 0),
          List.of(CUSTOMER_NO, LINE_ITEM_NO, PERIOD_START, PART),
          List.of(
              CUSTOMER_NO,
              LINE_ITEM_NO,
              PERIOD_START,
              PART,
              PERIOD_END,
              STATE,
              BOOKED,
              CURRENCY));

  /** Reads a row whose columns begin at a position. */
  public static UsageCellRow read(Row row, int at) {
    return new UsageCellRow(
        CUSTOMER_NO.get(row, at + 0),
        LINE_ITEM_NO.get(row, at + 1),
        PERIOD_START.get(row, at + 2),
        PART.get(row, at + 3),
        PERIOD_END.get(row, at + 4),
        STATE.get(row, at + 5),
        BOOKED.get(row, at + 6),
        CURRENCY.get(row, at + 7));
  }

  /** Returns the row with another customer_no. */
  public UsageCellRow withCustomerNo(CustomerNo customerNo) {
    return new UsageCellRow(
        customerNo,
        lineItemNo,
        periodStart,
        part,
        periodEnd,
        state,
        booked,
        currency);
  }

  /** Returns the row with another line_item_no. */
  public UsageCellRow withLineItemNo(LineItemNo lineItemNo) {
    return new UsageCellRow(
        customerNo,
        lineItemNo,
        periodStart,
        part,
        periodEnd,
        state,
        booked,
        currency);
  }

  /** Returns the row with another period_start. */
  public UsageCellRow withPeriodStart(Instant periodStart) {
    return new UsageCellRow(
        customerNo,
        lineItemNo,
        periodStart,
        part,
        periodEnd,
        state,
        booked,
        currency);
  }

  /** Returns the row with another part. */
  public UsageCellRow withPart(String part) {
    return new UsageCellRow(
        customerNo,
        lineItemNo,
        periodStart,
        part,
        periodEnd,
        state,
        booked,
        currency);
  }

  /** Returns the row with another period_end. */
  public UsageCellRow withPeriodEnd(Instant periodEnd) {
    return new UsageCellRow(
        customerNo,
        lineItemNo,
        periodStart,
        part,
        periodEnd,
        state,
        booked,
        currency);
  }

  /** Returns the row with another state. */
  public UsageCellRow withState(String state) {
    return new UsageCellRow(
        customerNo,
        lineItemNo,
        periodStart,
        part,
        periodEnd,
        state,
        booked,
        currency);
  }

  /** Returns the row with another booked. */
  public UsageCellRow withBooked(BigDecimal booked) {
    return new UsageCellRow(
        customerNo,
        lineItemNo,
        periodStart,
        part,
        periodEnd,
        state,
        booked,
        currency);
  }

  /** Returns the row with another currency. */
  public UsageCellRow withCurrency(Currency currency) {
    return new UsageCellRow(
        customerNo,
        lineItemNo,
        periodStart,
        part,
        periodEnd,
        state,
        booked,
        currency);
  }
}
