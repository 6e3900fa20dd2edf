package io.pricewright.store.row;

import io.pricewright.rules.id.InvoiceId;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.GivenInvoices;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code given_invoices}. */
public record GivenInvoiceRow(
    InvoiceId invoiceId,
    @Nullable String description,
    @Nullable Instant periodStart,
    @Nullable Instant periodEnd,
    @Nullable String idempotencyKey,
    String contentSha256) {
  /** {@code invoice_id}. */
  public static final Column<GivenInvoiceRow, InvoiceId> INVOICE_ID =
      Column.of(GivenInvoices.GIVEN_INVOICES.INVOICE_ID, GivenInvoiceRow::invoiceId);

  /** {@code description}. */
  public static final Column<GivenInvoiceRow, String> DESCRIPTION =
      Column.of(GivenInvoices.GIVEN_INVOICES.DESCRIPTION, GivenInvoiceRow::description);

  /** {@code period_start}. */
  public static final Column<GivenInvoiceRow, Instant> PERIOD_START =
      Column.of(GivenInvoices.GIVEN_INVOICES.PERIOD_START, GivenInvoiceRow::periodStart);

  /** {@code period_end}. */
  public static final Column<GivenInvoiceRow, Instant> PERIOD_END =
      Column.of(GivenInvoices.GIVEN_INVOICES.PERIOD_END, GivenInvoiceRow::periodEnd);

  /** {@code idempotency_key}. */
  public static final Column<GivenInvoiceRow, String> IDEMPOTENCY_KEY =
      Column.of(GivenInvoices.GIVEN_INVOICES.IDEMPOTENCY_KEY, GivenInvoiceRow::idempotencyKey);

  /** {@code content_sha256}. */
  public static final Column<GivenInvoiceRow, String> CONTENT_SHA256 =
      Column.of(GivenInvoices.GIVEN_INVOICES.CONTENT_SHA256, GivenInvoiceRow::contentSha256);

  /** The everyday statements. */
  public static final Entity<GivenInvoiceRow> TABLE =
      Entity.of(
          GivenInvoices.GIVEN_INVOICES,
          row -> read(row, 0),
          List.of(INVOICE_ID),
          List.of(
              INVOICE_ID,
              DESCRIPTION,
              PERIOD_START,
              PERIOD_END,
              IDEMPOTENCY_KEY,
              CONTENT_SHA256));

  /** Reads a row whose columns begin at a position. */
  public static GivenInvoiceRow read(Row row, int at) {
    return new GivenInvoiceRow(
        INVOICE_ID.get(row, at + 0),
        DESCRIPTION.getOrNull(row, at + 1),
        PERIOD_START.getOrNull(row, at + 2),
        PERIOD_END.getOrNull(row, at + 3),
        IDEMPOTENCY_KEY.getOrNull(row, at + 4),
        CONTENT_SHA256.get(row, at + 5));
  }

  /** Returns the row with another invoice_id. */
  public GivenInvoiceRow withInvoiceId(InvoiceId invoiceId) {
    return new GivenInvoiceRow(
        invoiceId,
        description,
        periodStart,
        periodEnd,
        idempotencyKey,
        contentSha256);
  }

  /** Returns the row with another description. */
  public GivenInvoiceRow withDescription(@Nullable String description) {
    return new GivenInvoiceRow(
        invoiceId,
        description,
        periodStart,
        periodEnd,
        idempotencyKey,
        contentSha256);
  }

  /** Returns the row with another period_start. */
  public GivenInvoiceRow withPeriodStart(@Nullable Instant periodStart) {
    return new GivenInvoiceRow(
        invoiceId,
        description,
        periodStart,
        periodEnd,
        idempotencyKey,
        contentSha256);
  }

  /** Returns the row with another period_end. */
  public GivenInvoiceRow withPeriodEnd(@Nullable Instant periodEnd) {
    return new GivenInvoiceRow(
        invoiceId,
        description,
        periodStart,
        periodEnd,
        idempotencyKey,
        contentSha256);
  }

  /** Returns the row with another idempotency_key. */
  public GivenInvoiceRow withIdempotencyKey(@Nullable String idempotencyKey) {
    return new GivenInvoiceRow(
        invoiceId,
        description,
        periodStart,
        periodEnd,
        idempotencyKey,
        contentSha256);
  }

  /** Returns the row with another content_sha256. */
  public GivenInvoiceRow withContentSha256(String contentSha256) {
    return new GivenInvoiceRow(
        invoiceId,
        description,
        periodStart,
        periodEnd,
        idempotencyKey,
        contentSha256);
  }
}
