package io.pricewright.store.row;

import io.pricewright.rules.billing.AmountKind;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.money.Currency;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.InvoiceWaivers;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A row of {@code invoice_waivers}. */
public record InvoiceWaiverRow(
    InvoiceId invoiceId,
    Integer lineNo,
    LineItemNo lineItemNo,
    Instant periodStart,
    AmountKind kind,
    Currency currency,
    BigDecimal gross,
    BigDecimal discount,
    BigDecimal subtotal,
    BigDecimal net) {
  /** {@code invoice_id}. */
  public static final Column<InvoiceWaiverRow, InvoiceId> INVOICE_ID =
      Column.of(InvoiceWaivers.INVOICE_WAIVERS.INVOICE_ID, InvoiceWaiverRow::invoiceId);

  /** {@code line_no}. */
  public static final Column<InvoiceWaiverRow, Integer> LINE_NO =
      Column.of(InvoiceWaivers.INVOICE_WAIVERS.LINE_NO, InvoiceWaiverRow::lineNo);

  /** {@code line_item_no}. */
  public static final Column<InvoiceWaiverRow, LineItemNo> LINE_ITEM_NO =
      Column.of(InvoiceWaivers.INVOICE_WAIVERS.LINE_ITEM_NO, InvoiceWaiverRow::lineItemNo);

  /** {@code period_start}. */
  public static final Column<InvoiceWaiverRow, Instant> PERIOD_START =
      Column.of(InvoiceWaivers.INVOICE_WAIVERS.PERIOD_START, InvoiceWaiverRow::periodStart);

  /** {@code kind}. */
  public static final Column<InvoiceWaiverRow, AmountKind> KIND =
      Column.of(InvoiceWaivers.INVOICE_WAIVERS.KIND, InvoiceWaiverRow::kind);

  /** {@code currency}. */
  public static final Column<InvoiceWaiverRow, Currency> CURRENCY =
      Column.of(InvoiceWaivers.INVOICE_WAIVERS.CURRENCY, InvoiceWaiverRow::currency);

  /** {@code gross}. */
  public static final Column<InvoiceWaiverRow, BigDecimal> GROSS =
      Column.of(InvoiceWaivers.INVOICE_WAIVERS.GROSS, InvoiceWaiverRow::gross);

  /** {@code discount}. */
  public static final Column<InvoiceWaiverRow, BigDecimal> DISCOUNT =
      Column.of(InvoiceWaivers.INVOICE_WAIVERS.DISCOUNT, InvoiceWaiverRow::discount);

  /** {@code subtotal}. */
  public static final Column<InvoiceWaiverRow, BigDecimal> SUBTOTAL =
      Column.of(InvoiceWaivers.INVOICE_WAIVERS.SUBTOTAL, InvoiceWaiverRow::subtotal);

  /** {@code net}. */
  public static final Column<InvoiceWaiverRow, BigDecimal> NET =
      Column.of(InvoiceWaivers.INVOICE_WAIVERS.NET, InvoiceWaiverRow::net);

  /** The everyday statements. */
  public static final Entity<InvoiceWaiverRow> TABLE =
      Entity.of(
          InvoiceWaivers.INVOICE_WAIVERS,
          row -> read(row, 0),
          List.of(INVOICE_ID, LINE_NO),
          List.of(
              INVOICE_ID,
              LINE_NO,
              LINE_ITEM_NO,
              PERIOD_START,
              KIND,
              CURRENCY,
              GROSS,
              DISCOUNT,
              SUBTOTAL,
              NET));

  /** Reads a row whose columns begin at a position. */
  public static InvoiceWaiverRow read(Row row, int at) {
    return new InvoiceWaiverRow(
        INVOICE_ID.get(row, at + 0),
        LINE_NO.get(row, at + 1),
        LINE_ITEM_NO.get(row, at + 2),
        PERIOD_START.get(row, at + 3),
        KIND.get(row, at + 4),
        CURRENCY.get(row, at + 5),
        GROSS.get(row, at + 6),
        DISCOUNT.get(row, at + 7),
        SUBTOTAL.get(row, at + 8),
        NET.get(row, at + 9));
  }

  /** Returns the row with another invoice_id. */
  public InvoiceWaiverRow withInvoiceId(InvoiceId invoiceId) {
    return new InvoiceWaiverRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        currency,
        gross,
        discount,
        subtotal,
        net);
  }

  /** Returns the row with another line_no. */
  public InvoiceWaiverRow withLineNo(Integer lineNo) {
    return new InvoiceWaiverRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        currency,
        gross,
        discount,
        subtotal,
        net);
  }

  /** Returns the row with another line_item_no. */
  public InvoiceWaiverRow withLineItemNo(LineItemNo lineItemNo) {
    return new InvoiceWaiverRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        currency,
        gross,
        discount,
        subtotal,
        net);
  }

  /** Returns the row with another period_start. */
  public InvoiceWaiverRow withPeriodStart(Instant periodStart) {
    return new InvoiceWaiverRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        currency,
        gross,
        discount,
        subtotal,
        net);
  }

  /** Returns the row with another kind. */
  public InvoiceWaiverRow withKind(AmountKind kind) {
    return new InvoiceWaiverRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        currency,
        gross,
        discount,
        subtotal,
        net);
  }

  /** Returns the row with another currency. */
  public InvoiceWaiverRow withCurrency(Currency currency) {
    return new InvoiceWaiverRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        currency,
        gross,
        discount,
        subtotal,
        net);
  }

  /** Returns the row with another gross. */
  public InvoiceWaiverRow withGross(BigDecimal gross) {
    return new InvoiceWaiverRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        currency,
        gross,
        discount,
        subtotal,
        net);
  }

  /** Returns the row with another discount. */
  public InvoiceWaiverRow withDiscount(BigDecimal discount) {
    return new InvoiceWaiverRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        currency,
        gross,
        discount,
        subtotal,
        net);
  }

  /** Returns the row with another subtotal. */
  public InvoiceWaiverRow withSubtotal(BigDecimal subtotal) {
    return new InvoiceWaiverRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        currency,
        gross,
        discount,
        subtotal,
        net);
  }

  /** Returns the row with another net. */
  public InvoiceWaiverRow withNet(BigDecimal net) {
    return new InvoiceWaiverRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        currency,
        gross,
        discount,
        subtotal,
        net);
  }
}
