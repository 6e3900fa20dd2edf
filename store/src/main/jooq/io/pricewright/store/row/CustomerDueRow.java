package io.pricewright.store.row;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.CustomerDues;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code customer_dues}. */
public record CustomerDueRow(
    CustomerNo customerNo,
    @Nullable Instant dueAt,
    @Nullable Instant lease,
    Integer attempts,
    @Nullable String held) {
  /** {@code customer_no}. */
  public static final Column<CustomerDueRow, CustomerNo> CUSTOMER_NO =
      Column.of(CustomerDues.CUSTOMER_DUES.CUSTOMER_NO, CustomerDueRow::customerNo);

  /** {@code due_at}. */
  public static final Column<CustomerDueRow, Instant> DUE_AT =
      Column.of(CustomerDues.CUSTOMER_DUES.DUE_AT, CustomerDueRow::dueAt);

  /** {@code lease}. */
  public static final Column<CustomerDueRow, Instant> LEASE =
      Column.of(CustomerDues.CUSTOMER_DUES.LEASE, CustomerDueRow::lease);

  /** {@code attempts}. */
  public static final Column<CustomerDueRow, Integer> ATTEMPTS =
      Column.of(CustomerDues.CUSTOMER_DUES.ATTEMPTS, CustomerDueRow::attempts);

  /** {@code held}. */
  public static final Column<CustomerDueRow, String> HELD =
      Column.of(CustomerDues.CUSTOMER_DUES.HELD, CustomerDueRow::held);

  /** The everyday statements. */
  public static final Entity<CustomerDueRow> TABLE =
      Entity.of(
          CustomerDues.CUSTOMER_DUES,
          row -> read(row, 0),
          List.of(CUSTOMER_NO),
          List.of(
              CUSTOMER_NO,
              DUE_AT,
              LEASE,
              ATTEMPTS,
              HELD));

  /** Reads a row whose columns begin at a position. */
  public static CustomerDueRow read(Row row, int at) {
    return new CustomerDueRow(
        CUSTOMER_NO.get(row, at + 0),
        DUE_AT.getOrNull(row, at + 1),
        LEASE.getOrNull(row, at + 2),
        ATTEMPTS.get(row, at + 3),
        HELD.getOrNull(row, at + 4));
  }

  /** Returns the row with another customer_no. */
  public CustomerDueRow withCustomerNo(CustomerNo customerNo) {
    return new CustomerDueRow(
        customerNo,
        dueAt,
        lease,
        attempts,
        held);
  }

  /** Returns the row with another due_at. */
  public CustomerDueRow withDueAt(@Nullable Instant dueAt) {
    return new CustomerDueRow(
        customerNo,
        dueAt,
        lease,
        attempts,
        held);
  }

  /** Returns the row with another lease. */
  public CustomerDueRow withLease(@Nullable Instant lease) {
    return new CustomerDueRow(
        customerNo,
        dueAt,
        lease,
        attempts,
        held);
  }

  /** Returns the row with another attempts. */
  public CustomerDueRow withAttempts(Integer attempts) {
    return new CustomerDueRow(
        customerNo,
        dueAt,
        lease,
        attempts,
        held);
  }

  /** Returns the row with another held. */
  public CustomerDueRow withHeld(@Nullable String held) {
    return new CustomerDueRow(
        customerNo,
        dueAt,
        lease,
        attempts,
        held);
  }
}
