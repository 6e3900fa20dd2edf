package io.pricewright.store.row;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.UniqueValues;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;

/** A row of {@code unique_values}. */
public record UniqueValueRow(
    CustomerNo customerNo,
    LineItemNo lineItemNo,
    Instant periodStart,
    String part,
    EventKey valueHash,
    Instant segmentStart,
    Long multiplicity) {
  /** {@code customer_no}. */
  public static final Column<UniqueValueRow, CustomerNo> CUSTOMER_NO =
      Column.of(UniqueValues.UNIQUE_VALUES.CUSTOMER_NO, UniqueValueRow::customerNo);

  /** {@code line_item_no}. */
  public static final Column<UniqueValueRow, LineItemNo> LINE_ITEM_NO =
      Column.of(UniqueValues.UNIQUE_VALUES.LINE_ITEM_NO, UniqueValueRow::lineItemNo);

  /** {@code period_start}. */
  public static final Column<UniqueValueRow, Instant> PERIOD_START =
      Column.of(UniqueValues.UNIQUE_VALUES.PERIOD_START, UniqueValueRow::periodStart);

  /** {@code part}. */
  public static final Column<UniqueValueRow, String> PART =
      Column.of(UniqueValues.UNIQUE_VALUES.PART, UniqueValueRow::part);

  /** {@code value_hash}. */
  public static final Column<UniqueValueRow, EventKey> VALUE_HASH =
      Column.of(UniqueValues.UNIQUE_VALUES.VALUE_HASH, UniqueValueRow::valueHash);

  /** {@code segment_start}. */
  public static final Column<UniqueValueRow, Instant> SEGMENT_START =
      Column.of(UniqueValues.UNIQUE_VALUES.SEGMENT_START, UniqueValueRow::segmentStart);

  /** {@code multiplicity}. */
  public static final Column<UniqueValueRow, Long> MULTIPLICITY =
      Column.of(UniqueValues.UNIQUE_VALUES.MULTIPLICITY, UniqueValueRow::multiplicity);

  /** The everyday statements. */
  public static final Entity<UniqueValueRow> TABLE =
      Entity.of(
          UniqueValues.UNIQUE_VALUES,
          row -> read(row, 0),
          List.of(CUSTOMER_NO, LINE_ITEM_NO, PERIOD_START, PART, VALUE_HASH, SEGMENT_START),
          List.of(
              CUSTOMER_NO,
              LINE_ITEM_NO,
              PERIOD_START,
              PART,
              VALUE_HASH,
              SEGMENT_START,
              MULTIPLICITY));

  /** Reads a row whose columns begin at a position. */
  public static UniqueValueRow read(Row row, int at) {
    return new UniqueValueRow(
        CUSTOMER_NO.get(row, at + 0),
        LINE_ITEM_NO.get(row, at + 1),
        PERIOD_START.get(row, at + 2),
        PART.get(row, at + 3),
        VALUE_HASH.get(row, at + 4),
        SEGMENT_START.get(row, at + 5),
        MULTIPLICITY.get(row, at + 6));
  }

  /** Returns the row with another customer_no. */
  public UniqueValueRow withCustomerNo(CustomerNo customerNo) {
    return new UniqueValueRow(
        customerNo,
        lineItemNo,
        periodStart,
        part,
        valueHash,
        segmentStart,
        multiplicity);
  }

  /** Returns the row with another line_item_no. */
  public UniqueValueRow withLineItemNo(LineItemNo lineItemNo) {
    return new UniqueValueRow(
        customerNo,
        lineItemNo,
        periodStart,
        part,
        valueHash,
        segmentStart,
        multiplicity);
  }

  /** Returns the row with another period_start. */
  public UniqueValueRow withPeriodStart(Instant periodStart) {
    return new UniqueValueRow(
        customerNo,
        lineItemNo,
        periodStart,
        part,
        valueHash,
        segmentStart,
        multiplicity);
  }

  /** Returns the row with another part. */
  public UniqueValueRow withPart(String part) {
    return new UniqueValueRow(
        customerNo,
        lineItemNo,
        periodStart,
        part,
        valueHash,
        segmentStart,
        multiplicity);
  }

  /** Returns the row with another value_hash. */
  public UniqueValueRow withValueHash(EventKey valueHash) {
    return new UniqueValueRow(
        customerNo,
        lineItemNo,
        periodStart,
        part,
        valueHash,
        segmentStart,
        multiplicity);
  }

  /** Returns the row with another segment_start. */
  public UniqueValueRow withSegmentStart(Instant segmentStart) {
    return new UniqueValueRow(
        customerNo,
        lineItemNo,
        periodStart,
        part,
        valueHash,
        segmentStart,
        multiplicity);
  }

  /** Returns the row with another multiplicity. */
  public UniqueValueRow withMultiplicity(Long multiplicity) {
    return new UniqueValueRow(
        customerNo,
        lineItemNo,
        periodStart,
        part,
        valueHash,
        segmentStart,
        multiplicity);
  }
}
