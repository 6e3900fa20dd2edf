package io.pricewright.store.row;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Gates;
import io.vertx.sqlclient.Row;
import java.util.List;

/** A row of {@code gates}. */
public record GateRow(
    CustomerNo customerNo,
    Long seq,
    Long version,
    Boolean watched) {
  /** {@code customer_no}. */
  public static final Column<GateRow, CustomerNo> CUSTOMER_NO =
      Column.of(Gates.GATES.CUSTOMER_NO, GateRow::customerNo);

  /** {@code seq}. */
  public static final Column<GateRow, Long> SEQ =
      Column.of(Gates.GATES.SEQ, GateRow::seq);

  /** {@code version}. */
  public static final Column<GateRow, Long> VERSION =
      Column.of(Gates.GATES.VERSION, GateRow::version);

  /** {@code watched}. */
  public static final Column<GateRow, Boolean> WATCHED =
      Column.of(Gates.GATES.WATCHED, GateRow::watched);

  /** The everyday statements. */
  public static final Entity<GateRow> TABLE =
      Entity.of(
          Gates.GATES,
          row -> read(row, 0),
          List.of(CUSTOMER_NO),
          List.of(
              CUSTOMER_NO,
              SEQ,
              VERSION,
              WATCHED));

  /** Reads a row whose columns begin at a position. */
  public static GateRow read(Row row, int at) {
    return new GateRow(
        CUSTOMER_NO.get(row, at + 0),
        SEQ.get(row, at + 1),
        VERSION.get(row, at + 2),
        WATCHED.get(row, at + 3));
  }

  /** Returns the row with another customer_no. */
  public GateRow withCustomerNo(CustomerNo customerNo) {
    return new GateRow(
        customerNo,
        seq,
        version,
        watched);
  }

  /** Returns the row with another seq. */
  public GateRow withSeq(Long seq) {
    return new GateRow(
        customerNo,
        seq,
        version,
        watched);
  }

  /** Returns the row with another version. */
  public GateRow withVersion(Long version) {
    return new GateRow(
        customerNo,
        seq,
        version,
        watched);
  }

  /** Returns the row with another watched. */
  public GateRow withWatched(Boolean watched) {
    return new GateRow(
        customerNo,
        seq,
        version,
        watched);
  }
}
