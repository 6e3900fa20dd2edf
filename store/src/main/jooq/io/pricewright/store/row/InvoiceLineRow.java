package io.pricewright.store.row;

import io.pricewright.rules.billing.AmountKind;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.InvoiceLines;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code invoice_lines}. */
public record InvoiceLineRow(
    InvoiceId invoiceId,
    Integer lineNo,
    LineItemNo lineItemNo,
    Instant periodStart,
    AmountKind kind,
    Instant serviceFrom,
    Instant serviceTo,
    PriceId priceId,
    @Nullable MeterId meterId,
    @Nullable String displayName,
    BigDecimal quantity,
    BigDecimal gross,
    BigDecimal discount,
    BigDecimal subtotal,
    BigDecimal net,
    BigDecimal credits,
    Currency currency,
    Boolean inAdvance,
    Json.Obj derivation,
    Boolean voided) {
  /** {@code invoice_id}. */
  public static final Column<InvoiceLineRow, InvoiceId> INVOICE_ID =
      Column.of(InvoiceLines.INVOICE_LINES.INVOICE_ID, InvoiceLineRow::invoiceId);

  /** {@code line_no}. */
  public static final Column<InvoiceLineRow, Integer> LINE_NO =
      Column.of(InvoiceLines.INVOICE_LINES.LINE_NO, InvoiceLineRow::lineNo);

  /** {@code line_item_no}. */
  public static final Column<InvoiceLineRow, LineItemNo> LINE_ITEM_NO =
      Column.of(InvoiceLines.INVOICE_LINES.LINE_ITEM_NO, InvoiceLineRow::lineItemNo);

  /** {@code period_start}. */
  public static final Column<InvoiceLineRow, Instant> PERIOD_START =
      Column.of(InvoiceLines.INVOICE_LINES.PERIOD_START, InvoiceLineRow::periodStart);

  /** {@code kind}. */
  public static final Column<InvoiceLineRow, AmountKind> KIND =
      Column.of(InvoiceLines.INVOICE_LINES.KIND, InvoiceLineRow::kind);

  /** {@code service_from}. */
  public static final Column<InvoiceLineRow, Instant> SERVICE_FROM =
      Column.of(InvoiceLines.INVOICE_LINES.SERVICE_FROM, InvoiceLineRow::serviceFrom);

  /** {@code service_to}. */
  public static final Column<InvoiceLineRow, Instant> SERVICE_TO =
      Column.of(InvoiceLines.INVOICE_LINES.SERVICE_TO, InvoiceLineRow::serviceTo);

  /** {@code price_id}. */
  public static final Column<InvoiceLineRow, PriceId> PRICE_ID =
      Column.of(InvoiceLines.INVOICE_LINES.PRICE_ID, InvoiceLineRow::priceId);

  /** {@code meter_id}. */
  public static final Column<InvoiceLineRow, MeterId> METER_ID =
      Column.of(InvoiceLines.INVOICE_LINES.METER_ID, InvoiceLineRow::meterId);

  /** {@code display_name}. */
  public static final Column<InvoiceLineRow, String> DISPLAY_NAME =
      Column.of(InvoiceLines.INVOICE_LINES.DISPLAY_NAME, InvoiceLineRow::displayName);

  /** {@code quantity}. */
  public static final Column<InvoiceLineRow, BigDecimal> QUANTITY =
      Column.of(InvoiceLines.INVOICE_LINES.QUANTITY, InvoiceLineRow::quantity);

  /** {@code gross}. */
  public static final Column<InvoiceLineRow, BigDecimal> GROSS =
      Column.of(InvoiceLines.INVOICE_LINES.GROSS, InvoiceLineRow::gross);

  /** {@code discount}. */
  public static final Column<InvoiceLineRow, BigDecimal> DISCOUNT =
      Column.of(InvoiceLines.INVOICE_LINES.DISCOUNT, InvoiceLineRow::discount);

  /** {@code subtotal}. */
  public static final Column<InvoiceLineRow, BigDecimal> SUBTOTAL =
      Column.of(InvoiceLines.INVOICE_LINES.SUBTOTAL, InvoiceLineRow::subtotal);

  /** {@code net}. */
  public static final Column<InvoiceLineRow, BigDecimal> NET =
      Column.of(InvoiceLines.INVOICE_LINES.NET, InvoiceLineRow::net);

  /** {@code credits}. */
  public static final Column<InvoiceLineRow, BigDecimal> CREDITS =
      Column.of(InvoiceLines.INVOICE_LINES.CREDITS, InvoiceLineRow::credits);

  /** {@code currency}. */
  public static final Column<InvoiceLineRow, Currency> CURRENCY =
      Column.of(InvoiceLines.INVOICE_LINES.CURRENCY, InvoiceLineRow::currency);

  /** {@code in_advance}. */
  public static final Column<InvoiceLineRow, Boolean> IN_ADVANCE =
      Column.of(InvoiceLines.INVOICE_LINES.IN_ADVANCE, InvoiceLineRow::inAdvance);

  /** {@code derivation}. */
  public static final Column<InvoiceLineRow, Json.Obj> DERIVATION =
      Column.of(InvoiceLines.INVOICE_LINES.DERIVATION, InvoiceLineRow::derivation);

  /** {@code voided}. */
  public static final Column<InvoiceLineRow, Boolean> VOIDED =
      Column.of(InvoiceLines.INVOICE_LINES.VOIDED, InvoiceLineRow::voided);

  /** The everyday statements. */
  public static final Entity<InvoiceLineRow> TABLE =
      Entity.of(
          InvoiceLines.INVOICE_LINES,
          row -> read(row, 0),
          List.of(INVOICE_ID, LINE_NO),
          List.of(
              INVOICE_ID,
              LINE_NO,
              LINE_ITEM_NO,
              PERIOD_START,
              KIND,
              SERVICE_FROM,
              SERVICE_TO,
              PRICE_ID,
              METER_ID,
              DISPLAY_NAME,
              QUANTITY,
              GROSS,
              DISCOUNT,
              SUBTOTAL,
              NET,
              CREDITS,
              CURRENCY,
              IN_ADVANCE,
              DERIVATION,
              VOIDED));

  /** Reads a row whose columns begin at a position. */
  public static InvoiceLineRow read(Row row, int at) {
    return new InvoiceLineRow(
        INVOICE_ID.get(row, at + 0),
        LINE_NO.get(row, at + 1),
        LINE_ITEM_NO.get(row, at + 2),
        PERIOD_START.get(row, at + 3),
        KIND.get(row, at + 4),
        SERVICE_FROM.get(row, at + 5),
        SERVICE_TO.get(row, at + 6),
        PRICE_ID.get(row, at + 7),
        METER_ID.getOrNull(row, at + 8),
        DISPLAY_NAME.getOrNull(row, at + 9),
        QUANTITY.get(row, at + 10),
        GROSS.get(row, at + 11),
        DISCOUNT.get(row, at + 12),
        SUBTOTAL.get(row, at + 13),
        NET.get(row, at + 14),
        CREDITS.get(row, at + 15),
        CURRENCY.get(row, at + 16),
        IN_ADVANCE.get(row, at + 17),
        DERIVATION.get(row, at + 18),
        VOIDED.get(row, at + 19));
  }

  /** Returns the row with another invoice_id. */
  public InvoiceLineRow withInvoiceId(InvoiceId invoiceId) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another line_no. */
  public InvoiceLineRow withLineNo(Integer lineNo) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another line_item_no. */
  public InvoiceLineRow withLineItemNo(LineItemNo lineItemNo) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another period_start. */
  public InvoiceLineRow withPeriodStart(Instant periodStart) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another kind. */
  public InvoiceLineRow withKind(AmountKind kind) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another service_from. */
  public InvoiceLineRow withServiceFrom(Instant serviceFrom) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another service_to. */
  public InvoiceLineRow withServiceTo(Instant serviceTo) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another price_id. */
  public InvoiceLineRow withPriceId(PriceId priceId) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another meter_id. */
  public InvoiceLineRow withMeterId(@Nullable MeterId meterId) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another display_name. */
  public InvoiceLineRow withDisplayName(@Nullable String displayName) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another quantity. */
  public InvoiceLineRow withQuantity(BigDecimal quantity) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another gross. */
  public InvoiceLineRow withGross(BigDecimal gross) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another discount. */
  public InvoiceLineRow withDiscount(BigDecimal discount) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another subtotal. */
  public InvoiceLineRow withSubtotal(BigDecimal subtotal) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another net. */
  public InvoiceLineRow withNet(BigDecimal net) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another credits. */
  public InvoiceLineRow withCredits(BigDecimal credits) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another currency. */
  public InvoiceLineRow withCurrency(Currency currency) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another in_advance. */
  public InvoiceLineRow withInAdvance(Boolean inAdvance) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another derivation. */
  public InvoiceLineRow withDerivation(Json.Obj derivation) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }

  /** Returns the row with another voided. */
  public InvoiceLineRow withVoided(Boolean voided) {
    return new InvoiceLineRow(
        invoiceId,
        lineNo,
        lineItemNo,
        periodStart,
        kind,
        serviceFrom,
        serviceTo,
        priceId,
        meterId,
        displayName,
        quantity,
        gross,
        discount,
        subtotal,
        net,
        credits,
        currency,
        inAdvance,
        derivation,
        voided);
  }
}
