package io.pricewright.store.row;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.money.Currency;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.CreditUses;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A row of {@code credit_uses}. */
public record CreditUseRow(
    CustomerNo customerNo,
    LineItemNo lineItemNo,
    Instant periodStart,
    Currency currency,
    String state,
    BigDecimal uncovered) {
  /** {@code customer_no}. */
  public static final Column<CreditUseRow, CustomerNo> CUSTOMER_NO =
      Column.of(CreditUses.CREDIT_USES.CUSTOMER_NO, CreditUseRow::customerNo);

  /** {@code line_item_no}. */
  public static final Column<CreditUseRow, LineItemNo> LINE_ITEM_NO =
      Column.of(CreditUses.CREDIT_USES.LINE_ITEM_NO, CreditUseRow::lineItemNo);

  /** {@code period_start}. */
  public static final Column<CreditUseRow, Instant> PERIOD_START =
      Column.of(CreditUses.CREDIT_USES.PERIOD_START, CreditUseRow::periodStart);

  /** {@code currency}. */
  public static final Column<CreditUseRow, Currency> CURRENCY =
      Column.of(CreditUses.CREDIT_USES.CURRENCY, CreditUseRow::currency);

  /** {@code state}. */
  public static final Column<CreditUseRow, String> STATE =
      Column.of(CreditUses.CREDIT_USES.STATE, CreditUseRow::state);

  /** {@code uncovered}. */
  public static final Column<CreditUseRow, BigDecimal> UNCOVERED =
      Column.of(CreditUses.CREDIT_USES.UNCOVERED, CreditUseRow::uncovered);

  /** The everyday statements. */
  public static final Entity<CreditUseRow> TABLE =
      Entity.of(
          CreditUses.CREDIT_USES,
          row -> read(row, 0),
          List.of(CUSTOMER_NO, LINE_ITEM_NO, PERIOD_START, CURRENCY),
          List.of(
              CUSTOMER_NO,
              LINE_ITEM_NO,
              PERIOD_START,
              CURRENCY,
              STATE,
              UNCOVERED));

  /** Reads a row whose columns begin at a position. */
  public static CreditUseRow read(Row row, int at) {
    return new CreditUseRow(
        CUSTOMER_NO.get(row, at + 0),
        LINE_ITEM_NO.get(row, at + 1),
        PERIOD_START.get(row, at + 2),
        CURRENCY.get(row, at + 3),
        STATE.get(row, at + 4),
        UNCOVERED.get(row, at + 5));
  }

  /** Returns the row with another customer_no. */
  public CreditUseRow withCustomerNo(CustomerNo customerNo) {
    return new CreditUseRow(
        customerNo,
        lineItemNo,
        periodStart,
        currency,
        state,
        uncovered);
  }

  /** Returns the row with another line_item_no. */
  public CreditUseRow withLineItemNo(LineItemNo lineItemNo) {
    return new CreditUseRow(
        customerNo,
        lineItemNo,
        periodStart,
        currency,
        state,
        uncovered);
  }

  /** Returns the row with another period_start. */
  public CreditUseRow withPeriodStart(Instant periodStart) {
    return new CreditUseRow(
        customerNo,
        lineItemNo,
        periodStart,
        currency,
        state,
        uncovered);
  }

  /** Returns the row with another currency. */
  public CreditUseRow withCurrency(Currency currency) {
    return new CreditUseRow(
        customerNo,
        lineItemNo,
        periodStart,
        currency,
        state,
        uncovered);
  }

  /** Returns the row with another state. */
  public CreditUseRow withState(String state) {
    return new CreditUseRow(
        customerNo,
        lineItemNo,
        periodStart,
        currency,
        state,
        uncovered);
  }

  /** Returns the row with another uncovered. */
  public CreditUseRow withUncovered(BigDecimal uncovered) {
    return new CreditUseRow(
        customerNo,
        lineItemNo,
        periodStart,
        currency,
        state,
        uncovered);
  }
}
