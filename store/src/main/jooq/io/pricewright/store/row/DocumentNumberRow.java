package io.pricewright.store.row;

import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.DocumentNumbers;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;

/** A row of {@code document_numbers}. */
public record DocumentNumberRow(
    String series,
    Long lastNumber,
    Instant issuedAt) {
  /** {@code series}. */
  public static final Column<DocumentNumberRow, String> SERIES =
      Column.of(DocumentNumbers.DOCUMENT_NUMBERS.SERIES, DocumentNumberRow::series);

  /** {@code last_number}. */
  public static final Column<DocumentNumberRow, Long> LAST_NUMBER =
      Column.of(DocumentNumbers.DOCUMENT_NUMBERS.LAST_NUMBER, DocumentNumberRow::lastNumber);

  /** {@code issued_at}. */
  public static final Column<DocumentNumberRow, Instant> ISSUED_AT =
      Column.of(DocumentNumbers.DOCUMENT_NUMBERS.ISSUED_AT, DocumentNumberRow::issuedAt);

  /** The everyday statements. */
  public static final Entity<DocumentNumberRow> TABLE =
      Entity.of(
          DocumentNumbers.DOCUMENT_NUMBERS,
          row -> read(row, 0),
          List.of(SERIES),
          List.of(
              SERIES,
              LAST_NUMBER,
              ISSUED_AT));

  /** Reads a row whose columns begin at a position. */
  public static DocumentNumberRow read(Row row, int at) {
    return new DocumentNumberRow(
        SERIES.get(row, at + 0),
        LAST_NUMBER.get(row, at + 1),
        ISSUED_AT.get(row, at + 2));
  }

  /** Returns the row with another series. */
  public DocumentNumberRow withSeries(String series) {
    return new DocumentNumberRow(
        series,
        lastNumber,
        issuedAt);
  }

  /** Returns the row with another last_number. */
  public DocumentNumberRow withLastNumber(Long lastNumber) {
    return new DocumentNumberRow(
        series,
        lastNumber,
        issuedAt);
  }

  /** Returns the row with another issued_at. */
  public DocumentNumberRow withIssuedAt(Instant issuedAt) {
    return new DocumentNumberRow(
        series,
        lastNumber,
        issuedAt);
  }
}
