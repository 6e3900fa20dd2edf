package io.pricewright.store.row;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.money.Currency;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Deferrals;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code deferrals}. */
public record DeferralRow(
    LineItemNo lineItemNo,
    Instant periodStart,
    CustomerNo customerNo,
    Currency currency,
    InvoiceId invoiceId,
    Integer lineNo,
    BigDecimal net,
    BigDecimal recognized,
    @Nullable Instant nextAt) {
  /** {@code line_item_no}. */
  public static final Column<DeferralRow, LineItemNo> LINE_ITEM_NO =
      Column.of(Deferrals.DEFERRALS.LINE_ITEM_NO, DeferralRow::lineItemNo);

  /** {@code period_start}. */
  public static final Column<DeferralRow, Instant> PERIOD_START =
      Column.of(Deferrals.DEFERRALS.PERIOD_START, DeferralRow::periodStart);

  /** {@code customer_no}. */
  public static final Column<DeferralRow, CustomerNo> CUSTOMER_NO =
      Column.of(Deferrals.DEFERRALS.CUSTOMER_NO, DeferralRow::customerNo);

  /** {@code currency}. */
  public static final Column<DeferralRow, Currency> CURRENCY =
      Column.of(Deferrals.DEFERRALS.CURRENCY, DeferralRow::currency);

  /** {@code invoice_id}. */
  public static final Column<DeferralRow, InvoiceId> INVOICE_ID =
      Column.of(Deferrals.DEFERRALS.INVOICE_ID, DeferralRow::invoiceId);

  /** {@code line_no}. */
  public static final Column<DeferralRow, Integer> LINE_NO =
      Column.of(Deferrals.DEFERRALS.LINE_NO, DeferralRow::lineNo);

  /** {@code net}. */
  public static final Column<DeferralRow, BigDecimal> NET =
      Column.of(Deferrals.DEFERRALS.NET, DeferralRow::net);

  /** {@code recognized}. */
  public static final Column<DeferralRow, BigDecimal> RECOGNIZED =
      Column.of(Deferrals.DEFERRALS.RECOGNIZED, DeferralRow::recognized);

  /** {@code next_at}. */
  public static final Column<DeferralRow, Instant> NEXT_AT =
      Column.of(Deferrals.DEFERRALS.NEXT_AT, DeferralRow::nextAt);

  /** The everyday statements. */
  public static final Entity<DeferralRow> TABLE =
      Entity.of(
          Deferrals.DEFERRALS,
          row -> read(row, 0),
          List.of(LINE_ITEM_NO, PERIOD_START),
          List.of(
              LINE_ITEM_NO,
              PERIOD_START,
              CUSTOMER_NO,
              CURRENCY,
              INVOICE_ID,
              LINE_NO,
              NET,
              RECOGNIZED,
              NEXT_AT));

  /** Reads a row whose columns begin at a position. */
  public static DeferralRow read(Row row, int at) {
    return new DeferralRow(
        LINE_ITEM_NO.get(row, at + 0),
        PERIOD_START.get(row, at + 1),
        CUSTOMER_NO.get(row, at + 2),
        CURRENCY.get(row, at + 3),
        INVOICE_ID.get(row, at + 4),
        LINE_NO.get(row, at + 5),
        NET.get(row, at + 6),
        RECOGNIZED.get(row, at + 7),
        NEXT_AT.getOrNull(row, at + 8));
  }

  /** Returns the row with another line_item_no. */
  public DeferralRow withLineItemNo(LineItemNo lineItemNo) {
    return new DeferralRow(
        lineItemNo,
        periodStart,
        customerNo,
        currency,
        invoiceId,
        lineNo,
        net,
        recognized,
        nextAt);
  }

  /** Returns the row with another period_start. */
  public DeferralRow withPeriodStart(Instant periodStart) {
    return new DeferralRow(
        lineItemNo,
        periodStart,
        customerNo,
        currency,
        invoiceId,
        lineNo,
        net,
        recognized,
        nextAt);
  }

  /** Returns the row with another customer_no. */
  public DeferralRow withCustomerNo(CustomerNo customerNo) {
    return new DeferralRow(
        lineItemNo,
        periodStart,
        customerNo,
        currency,
        invoiceId,
        lineNo,
        net,
        recognized,
        nextAt);
  }

  /** Returns the row with another currency. */
  public DeferralRow withCurrency(Currency currency) {
    return new DeferralRow(
        lineItemNo,
        periodStart,
        customerNo,
        currency,
        invoiceId,
        lineNo,
        net,
        recognized,
        nextAt);
  }

  /** Returns the row with another invoice_id. */
  public DeferralRow withInvoiceId(InvoiceId invoiceId) {
    return new DeferralRow(
        lineItemNo,
        periodStart,
        customerNo,
        currency,
        invoiceId,
        lineNo,
        net,
        recognized,
        nextAt);
  }

  /** Returns the row with another line_no. */
  public DeferralRow withLineNo(Integer lineNo) {
    return new DeferralRow(
        lineItemNo,
        periodStart,
        customerNo,
        currency,
        invoiceId,
        lineNo,
        net,
        recognized,
        nextAt);
  }

  /** Returns the row with another net. */
  public DeferralRow withNet(BigDecimal net) {
    return new DeferralRow(
        lineItemNo,
        periodStart,
        customerNo,
        currency,
        invoiceId,
        lineNo,
        net,
        recognized,
        nextAt);
  }

  /** Returns the row with another recognized. */
  public DeferralRow withRecognized(BigDecimal recognized) {
    return new DeferralRow(
        lineItemNo,
        periodStart,
        customerNo,
        currency,
        invoiceId,
        lineNo,
        net,
        recognized,
        nextAt);
  }

  /** Returns the row with another next_at. */
  public DeferralRow withNextAt(@Nullable Instant nextAt) {
    return new DeferralRow(
        lineItemNo,
        periodStart,
        customerNo,
        currency,
        invoiceId,
        lineNo,
        net,
        recognized,
        nextAt);
  }
}
