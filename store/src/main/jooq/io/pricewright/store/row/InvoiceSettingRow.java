package io.pricewright.store.row;

import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.InvoiceSettings;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code invoice_settings}. */
public record InvoiceSettingRow(
    @Nullable Instant billFrom,
    Long graceUs,
    Long holdUs,
    Integer dueDays,
    String numberPrefix,
    Instant updatedAt) {
  /** {@code bill_from}. */
  public static final Column<InvoiceSettingRow, Instant> BILL_FROM =
      Column.of(InvoiceSettings.INVOICE_SETTINGS.BILL_FROM, InvoiceSettingRow::billFrom);

  /** {@code grace_us}. */
  public static final Column<InvoiceSettingRow, Long> GRACE_US =
      Column.of(InvoiceSettings.INVOICE_SETTINGS.GRACE_US, InvoiceSettingRow::graceUs);

  /** {@code hold_us}. */
  public static final Column<InvoiceSettingRow, Long> HOLD_US =
      Column.of(InvoiceSettings.INVOICE_SETTINGS.HOLD_US, InvoiceSettingRow::holdUs);

  /** {@code due_days}. */
  public static final Column<InvoiceSettingRow, Integer> DUE_DAYS =
      Column.of(InvoiceSettings.INVOICE_SETTINGS.DUE_DAYS, InvoiceSettingRow::dueDays);

  /** {@code number_prefix}. */
  public static final Column<InvoiceSettingRow, String> NUMBER_PREFIX =
      Column.of(InvoiceSettings.INVOICE_SETTINGS.NUMBER_PREFIX, InvoiceSettingRow::numberPrefix);

  /** {@code updated_at}. */
  public static final Column<InvoiceSettingRow, Instant> UPDATED_AT =
      Column.of(InvoiceSettings.INVOICE_SETTINGS.UPDATED_AT, InvoiceSettingRow::updatedAt);

  /** The everyday statements. */
  public static final Entity<InvoiceSettingRow> TABLE =
      Entity.of(
          InvoiceSettings.INVOICE_SETTINGS,
          row -> read(row, 0),
          List.of(),
          List.of(
              BILL_FROM,
              GRACE_US,
              HOLD_US,
              DUE_DAYS,
              NUMBER_PREFIX,
              UPDATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static InvoiceSettingRow read(Row row, int at) {
    return new InvoiceSettingRow(
        BILL_FROM.getOrNull(row, at + 0),
        GRACE_US.get(row, at + 1),
        HOLD_US.get(row, at + 2),
        DUE_DAYS.get(row, at + 3),
        NUMBER_PREFIX.get(row, at + 4),
        UPDATED_AT.get(row, at + 5));
  }

  /** Returns the row with another bill_from. */
  public InvoiceSettingRow withBillFrom(@Nullable Instant billFrom) {
    return new InvoiceSettingRow(
        billFrom,
        graceUs,
        holdUs,
        dueDays,
        numberPrefix,
        updatedAt);
  }

  /** Returns the row with another grace_us. */
  public InvoiceSettingRow withGraceUs(Long graceUs) {
    return new InvoiceSettingRow(
        billFrom,
        graceUs,
        holdUs,
        dueDays,
        numberPrefix,
        updatedAt);
  }

  /** Returns the row with another hold_us. */
  public InvoiceSettingRow withHoldUs(Long holdUs) {
    return new InvoiceSettingRow(
        billFrom,
        graceUs,
        holdUs,
        dueDays,
        numberPrefix,
        updatedAt);
  }

  /** Returns the row with another due_days. */
  public InvoiceSettingRow withDueDays(Integer dueDays) {
    return new InvoiceSettingRow(
        billFrom,
        graceUs,
        holdUs,
        dueDays,
        numberPrefix,
        updatedAt);
  }

  /** Returns the row with another number_prefix. */
  public InvoiceSettingRow withNumberPrefix(String numberPrefix) {
    return new InvoiceSettingRow(
        billFrom,
        graceUs,
        holdUs,
        dueDays,
        numberPrefix,
        updatedAt);
  }

  /** Returns the row with another updated_at. */
  public InvoiceSettingRow withUpdatedAt(Instant updatedAt) {
    return new InvoiceSettingRow(
        billFrom,
        graceUs,
        holdUs,
        dueDays,
        numberPrefix,
        updatedAt);
  }
}
