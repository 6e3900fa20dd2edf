package io.pricewright.store.row;

import io.pricewright.rules.id.CreditGrantId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ScheduleId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.CreditSchedules;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code credit_schedules}. */
public record CreditScheduleRow(
    ScheduleId id,
    CreditGrantId creditGrantId,
    SubscriptionId subscriptionId,
    CustomerNo customerNo,
    Instant anchor,
    Integer ordinal,
    @Nullable Instant nextAt,
    @Nullable Instant cycleEnd,
    @Nullable Instant carriedAt,
    BigDecimal carried,
    Instant createdAt) {
  /** {@code id}. */
  public static final Column<CreditScheduleRow, ScheduleId> ID =
      Column.of(CreditSchedules.CREDIT_SCHEDULES.ID, CreditScheduleRow::id);

  /** {@code credit_grant_id}. */
  public static final Column<CreditScheduleRow, CreditGrantId> CREDIT_GRANT_ID =
      Column.of(CreditSchedules.CREDIT_SCHEDULES.CREDIT_GRANT_ID, CreditScheduleRow::creditGrantId);

  /** {@code subscription_id}. */
  public static final Column<CreditScheduleRow, SubscriptionId> SUBSCRIPTION_ID =
      Column.of(CreditSchedules.CREDIT_SCHEDULES.SUBSCRIPTION_ID, CreditScheduleRow::subscriptionId);

  /** {@code customer_no}. */
  public static final Column<CreditScheduleRow, CustomerNo> CUSTOMER_NO =
      Column.of(CreditSchedules.CREDIT_SCHEDULES.CUSTOMER_NO, CreditScheduleRow::customerNo);

  /** {@code anchor}. */
  public static final Column<CreditScheduleRow, Instant> ANCHOR =
      Column.of(CreditSchedules.CREDIT_SCHEDULES.ANCHOR, CreditScheduleRow::anchor);

  /** {@code ordinal}. */
  public static final Column<CreditScheduleRow, Integer> ORDINAL =
      Column.of(CreditSchedules.CREDIT_SCHEDULES.ORDINAL, CreditScheduleRow::ordinal);

  /** {@code next_at}. */
  public static final Column<CreditScheduleRow, Instant> NEXT_AT =
      Column.of(CreditSchedules.CREDIT_SCHEDULES.NEXT_AT, CreditScheduleRow::nextAt);

  /** {@code cycle_end}. */
  public static final Column<CreditScheduleRow, Instant> CYCLE_END =
      Column.of(CreditSchedules.CREDIT_SCHEDULES.CYCLE_END, CreditScheduleRow::cycleEnd);

  /** {@code carried_at}. */
  public static final Column<CreditScheduleRow, Instant> CARRIED_AT =
      Column.of(CreditSchedules.CREDIT_SCHEDULES.CARRIED_AT, CreditScheduleRow::carriedAt);

  /** {@code carried}. */
  public static final Column<CreditScheduleRow, BigDecimal> CARRIED =
      Column.of(CreditSchedules.CREDIT_SCHEDULES.CARRIED, CreditScheduleRow::carried);

  /** {@code created_at}. */
  public static final Column<CreditScheduleRow, Instant> CREATED_AT =
      Column.of(CreditSchedules.CREDIT_SCHEDULES.CREATED_AT, CreditScheduleRow::createdAt);

  /** The everyday statements. */
  public static final Entity<CreditScheduleRow> TABLE =
      Entity.of(
          CreditSchedules.CREDIT_SCHEDULES,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              CREDIT_GRANT_ID,
              SUBSCRIPTION_ID,
              CUSTOMER_NO,
              ANCHOR,
              ORDINAL,
              NEXT_AT,
              CYCLE_END,
              CARRIED_AT,
              CARRIED,
              CREATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static CreditScheduleRow read(Row row, int at) {
    return new CreditScheduleRow(
        ID.get(row, at + 0),
        CREDIT_GRANT_ID.get(row, at + 1),
        SUBSCRIPTION_ID.get(row, at + 2),
        CUSTOMER_NO.get(row, at + 3),
        ANCHOR.get(row, at + 4),
        ORDINAL.get(row, at + 5),
        NEXT_AT.getOrNull(row, at + 6),
        CYCLE_END.getOrNull(row, at + 7),
        CARRIED_AT.getOrNull(row, at + 8),
        CARRIED.get(row, at + 9),
        CREATED_AT.get(row, at + 10));
  }

  /** Returns the row with another id. */
  public CreditScheduleRow withId(ScheduleId id) {
    return new CreditScheduleRow(
        id,
        creditGrantId,
        subscriptionId,
        customerNo,
        anchor,
        ordinal,
        nextAt,
        cycleEnd,
        carriedAt,
        carried,
        createdAt);
  }

  /** Returns the row with another credit_grant_id. */
  public CreditScheduleRow withCreditGrantId(CreditGrantId creditGrantId) {
    return new CreditScheduleRow(
        id,
        creditGrantId,
        subscriptionId,
        customerNo,
        anchor,
        ordinal,
        nextAt,
        cycleEnd,
        carriedAt,
        carried,
        createdAt);
  }

  /** Returns the row with another subscription_id. */
  public CreditScheduleRow withSubscriptionId(SubscriptionId subscriptionId) {
    return new CreditScheduleRow(
        id,
        creditGrantId,
        subscriptionId,
        customerNo,
        anchor,
        ordinal,
        nextAt,
        cycleEnd,
        carriedAt,
        carried,
        createdAt);
  }

  /** Returns the row with another customer_no. */
  public CreditScheduleRow withCustomerNo(CustomerNo customerNo) {
    return new CreditScheduleRow(
        id,
        creditGrantId,
        subscriptionId,
        customerNo,
        anchor,
        ordinal,
        nextAt,
        cycleEnd,
        carriedAt,
        carried,
        createdAt);
  }

  /** Returns the row with another anchor. */
  public CreditScheduleRow withAnchor(Instant anchor) {
    return new CreditScheduleRow(
        id,
        creditGrantId,
        subscriptionId,
        customerNo,
        anchor,
        ordinal,
        nextAt,
        cycleEnd,
        carriedAt,
        carried,
        createdAt);
  }

  /** Returns the row with another ordinal. */
  public CreditScheduleRow withOrdinal(Integer ordinal) {
    return new CreditScheduleRow(
        id,
        creditGrantId,
        subscriptionId,
        customerNo,
        anchor,
        ordinal,
        nextAt,
        cycleEnd,
        carriedAt,
        carried,
        createdAt);
  }

  /** Returns the row with another next_at. */
  public CreditScheduleRow withNextAt(@Nullable Instant nextAt) {
    return new CreditScheduleRow(
        id,
        creditGrantId,
        subscriptionId,
        customerNo,
        anchor,
        ordinal,
        nextAt,
        cycleEnd,
        carriedAt,
        carried,
        createdAt);
  }

  /** Returns the row with another cycle_end. */
  public CreditScheduleRow withCycleEnd(@Nullable Instant cycleEnd) {
    return new CreditScheduleRow(
        id,
        creditGrantId,
        subscriptionId,
        customerNo,
        anchor,
        ordinal,
        nextAt,
        cycleEnd,
        carriedAt,
        carried,
        createdAt);
  }

  /** Returns the row with another carried_at. */
  public CreditScheduleRow withCarriedAt(@Nullable Instant carriedAt) {
    return new CreditScheduleRow(
        id,
        creditGrantId,
        subscriptionId,
        customerNo,
        anchor,
        ordinal,
        nextAt,
        cycleEnd,
        carriedAt,
        carried,
        createdAt);
  }

  /** Returns the row with another carried. */
  public CreditScheduleRow withCarried(BigDecimal carried) {
    return new CreditScheduleRow(
        id,
        creditGrantId,
        subscriptionId,
        customerNo,
        anchor,
        ordinal,
        nextAt,
        cycleEnd,
        carriedAt,
        carried,
        createdAt);
  }

  /** Returns the row with another created_at. */
  public CreditScheduleRow withCreatedAt(Instant createdAt) {
    return new CreditScheduleRow(
        id,
        creditGrantId,
        subscriptionId,
        customerNo,
        anchor,
        ordinal,
        nextAt,
        cycleEnd,
        carriedAt,
        carried,
        createdAt);
  }
}
