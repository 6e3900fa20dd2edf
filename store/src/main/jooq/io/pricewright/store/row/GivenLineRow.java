package io.pricewright.store.row;

import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.GivenLines;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code given_lines}. */
public record GivenLineRow(
    InvoiceId invoiceId,
    Integer lineNo,
    @Nullable String displayName,
    BigDecimal quantity,
    BigDecimal amount,
    BigDecimal net,
    @Nullable Instant periodStart,
    @Nullable Instant periodEnd,
    Json.Obj metadata) {
  /** {@code invoice_id}. */
  public static final Column<GivenLineRow, InvoiceId> INVOICE_ID =
      Column.of(GivenLines.GIVEN_LINES.INVOICE_ID, GivenLineRow::invoiceId);

  /** {@code line_no}. */
  public static final Column<GivenLineRow, Integer> LINE_NO =
      Column.of(GivenLines.GIVEN_LINES.LINE_NO, GivenLineRow::lineNo);

  /** {@code display_name}. */
  public static final Column<GivenLineRow, String> DISPLAY_NAME =
      Column.of(GivenLines.GIVEN_LINES.DISPLAY_NAME, GivenLineRow::displayName);

  /** {@code quantity}. */
  public static final Column<GivenLineRow, BigDecimal> QUANTITY =
      Column.of(GivenLines.GIVEN_LINES.QUANTITY, GivenLineRow::quantity);

  /** {@code amount}. */
  public static final Column<GivenLineRow, BigDecimal> AMOUNT =
      Column.of(GivenLines.GIVEN_LINES.AMOUNT, GivenLineRow::amount);

  /** {@code net}. */
  public static final Column<GivenLineRow, BigDecimal> NET =
      Column.of(GivenLines.GIVEN_LINES.NET, GivenLineRow::net);

  /** {@code period_start}. */
  public static final Column<GivenLineRow, Instant> PERIOD_START =
      Column.of(GivenLines.GIVEN_LINES.PERIOD_START, GivenLineRow::periodStart);

  /** {@code period_end}. */
  public static final Column<GivenLineRow, Instant> PERIOD_END =
      Column.of(GivenLines.GIVEN_LINES.PERIOD_END, GivenLineRow::periodEnd);

  /** {@code metadata}. */
  public static final Column<GivenLineRow, Json.Obj> METADATA =
      Column.of(GivenLines.GIVEN_LINES.METADATA, GivenLineRow::metadata);

  /** The everyday statements. */
  public static final Entity<GivenLineRow> TABLE =
      Entity.of(
          GivenLines.GIVEN_LINES,
          row -> read(row, 0),
          List.of(INVOICE_ID, LINE_NO),
          List.of(
              INVOICE_ID,
              LINE_NO,
              DISPLAY_NAME,
              QUANTITY,
              AMOUNT,
              NET,
              PERIOD_START,
              PERIOD_END,
              METADATA));

  /** Reads a row whose columns begin at a position. */
  public static GivenLineRow read(Row row, int at) {
    return new GivenLineRow(
        INVOICE_ID.get(row, at + 0),
        LINE_NO.get(row, at + 1),
        DISPLAY_NAME.getOrNull(row, at + 2),
        QUANTITY.get(row, at + 3),
        AMOUNT.get(row, at + 4),
        NET.get(row, at + 5),
        PERIOD_START.getOrNull(row, at + 6),
        PERIOD_END.getOrNull(row, at + 7),
        METADATA.get(row, at + 8));
  }

  /** Returns the row with another invoice_id. */
  public GivenLineRow withInvoiceId(InvoiceId invoiceId) {
    return new GivenLineRow(
        invoiceId,
        lineNo,
        displayName,
        quantity,
        amount,
        net,
        periodStart,
        periodEnd,
        metadata);
  }

  /** Returns the row with another line_no. */
  public GivenLineRow withLineNo(Integer lineNo) {
    return new GivenLineRow(
        invoiceId,
        lineNo,
        displayName,
        quantity,
        amount,
        net,
        periodStart,
        periodEnd,
        metadata);
  }

  /** Returns the row with another display_name. */
  public GivenLineRow withDisplayName(@Nullable String displayName) {
    return new GivenLineRow(
        invoiceId,
        lineNo,
        displayName,
        quantity,
        amount,
        net,
        periodStart,
        periodEnd,
        metadata);
  }

  /** Returns the row with another quantity. */
  public GivenLineRow withQuantity(BigDecimal quantity) {
    return new GivenLineRow(
        invoiceId,
        lineNo,
        displayName,
        quantity,
        amount,
        net,
        periodStart,
        periodEnd,
        metadata);
  }

  /** Returns the row with another amount. */
  public GivenLineRow withAmount(BigDecimal amount) {
    return new GivenLineRow(
        invoiceId,
        lineNo,
        displayName,
        quantity,
        amount,
        net,
        periodStart,
        periodEnd,
        metadata);
  }

  /** Returns the row with another net. */
  public GivenLineRow withNet(BigDecimal net) {
    return new GivenLineRow(
        invoiceId,
        lineNo,
        displayName,
        quantity,
        amount,
        net,
        periodStart,
        periodEnd,
        metadata);
  }

  /** Returns the row with another period_start. */
  public GivenLineRow withPeriodStart(@Nullable Instant periodStart) {
    return new GivenLineRow(
        invoiceId,
        lineNo,
        displayName,
        quantity,
        amount,
        net,
        periodStart,
        periodEnd,
        metadata);
  }

  /** Returns the row with another period_end. */
  public GivenLineRow withPeriodEnd(@Nullable Instant periodEnd) {
    return new GivenLineRow(
        invoiceId,
        lineNo,
        displayName,
        quantity,
        amount,
        net,
        periodStart,
        periodEnd,
        metadata);
  }

  /** Returns the row with another metadata. */
  public GivenLineRow withMetadata(Json.Obj metadata) {
    return new GivenLineRow(
        invoiceId,
        lineNo,
        displayName,
        quantity,
        amount,
        net,
        periodStart,
        periodEnd,
        metadata);
  }
}
