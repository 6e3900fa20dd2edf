package io.pricewright.store.row;

import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.InvoiceLineDraws;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.util.List;

/** A row of {@code invoice_line_draws}. */
public record InvoiceLineDrawRow(
    InvoiceId invoiceId,
    Integer lineNo,
    Integer position,
    GrantId grantId,
    BigDecimal amount) {
  /** {@code invoice_id}. */
  public static final Column<InvoiceLineDrawRow, InvoiceId> INVOICE_ID =
      Column.of(InvoiceLineDraws.INVOICE_LINE_DRAWS.INVOICE_ID, InvoiceLineDrawRow::invoiceId);

  /** {@code line_no}. */
  public static final Column<InvoiceLineDrawRow, Integer> LINE_NO =
      Column.of(InvoiceLineDraws.INVOICE_LINE_DRAWS.LINE_NO, InvoiceLineDrawRow::lineNo);

  /** {@code position}. */
  public static final Column<InvoiceLineDrawRow, Integer> POSITION =
      Column.of(InvoiceLineDraws.INVOICE_LINE_DRAWS.POSITION, InvoiceLineDrawRow::position);

  /** {@code grant_id}. */
  public static final Column<InvoiceLineDrawRow, GrantId> GRANT_ID =
      Column.of(InvoiceLineDraws.INVOICE_LINE_DRAWS.GRANT_ID, InvoiceLineDrawRow::grantId);

  /** {@code amount}. */
  public static final Column<InvoiceLineDrawRow, BigDecimal> AMOUNT =
      Column.of(InvoiceLineDraws.INVOICE_LINE_DRAWS.AMOUNT, InvoiceLineDrawRow::amount);

  /** The everyday statements. */
  public static final Entity<InvoiceLineDrawRow> TABLE =
      Entity.of(
          InvoiceLineDraws.INVOICE_LINE_DRAWS,
          row -> read(row, 0),
          List.of(INVOICE_ID, LINE_NO, POSITION),
          List.of(
              INVOICE_ID,
              LINE_NO,
              POSITION,
              GRANT_ID,
              AMOUNT));

  /** Reads a row whose columns begin at a position. */
  public static InvoiceLineDrawRow read(Row row, int at) {
    return new InvoiceLineDrawRow(
        INVOICE_ID.get(row, at + 0),
        LINE_NO.get(row, at + 1),
        POSITION.get(row, at + 2),
        GRANT_ID.get(row, at + 3),
        AMOUNT.get(row, at + 4));
  }

  /** Returns the row with another invoice_id. */
  public InvoiceLineDrawRow withInvoiceId(InvoiceId invoiceId) {
    return new InvoiceLineDrawRow(
        invoiceId,
        lineNo,
        position,
        grantId,
        amount);
  }

  /** Returns the row with another line_no. */
  public InvoiceLineDrawRow withLineNo(Integer lineNo) {
    return new InvoiceLineDrawRow(
        invoiceId,
        lineNo,
        position,
        grantId,
        amount);
  }

  /** Returns the row with another position. */
  public InvoiceLineDrawRow withPosition(Integer position) {
    return new InvoiceLineDrawRow(
        invoiceId,
        lineNo,
        position,
        grantId,
        amount);
  }

  /** Returns the row with another grant_id. */
  public InvoiceLineDrawRow withGrantId(GrantId grantId) {
    return new InvoiceLineDrawRow(
        invoiceId,
        lineNo,
        position,
        grantId,
        amount);
  }

  /** Returns the row with another amount. */
  public InvoiceLineDrawRow withAmount(BigDecimal amount) {
    return new InvoiceLineDrawRow(
        invoiceId,
        lineNo,
        position,
        grantId,
        amount);
  }
}
