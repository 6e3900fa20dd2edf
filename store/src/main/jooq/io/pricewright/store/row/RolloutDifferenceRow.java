package io.pricewright.store.row;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.RolloutId;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.RolloutDifferences;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A row of {@code rollout_differences}. */
public record RolloutDifferenceRow(
    RolloutId rolloutId,
    CustomerNo customerNo,
    BigDecimal baseline,
    BigDecimal candidate,
    Long events,
    Instant evaluatedAt) {
  /** {@code rollout_id}. */
  public static final Column<RolloutDifferenceRow, RolloutId> ROLLOUT_ID =
      Column.of(RolloutDifferences.ROLLOUT_DIFFERENCES.ROLLOUT_ID, RolloutDifferenceRow::rolloutId);

  /** {@code customer_no}. */
  public static final Column<RolloutDifferenceRow, CustomerNo> CUSTOMER_NO =
      Column.of(RolloutDifferences.ROLLOUT_DIFFERENCES.CUSTOMER_NO, RolloutDifferenceRow::customerNo);

  /** {@code baseline}. */
  public static final Column<RolloutDifferenceRow, BigDecimal> BASELINE =
      Column.of(RolloutDifferences.ROLLOUT_DIFFERENCES.BASELINE, RolloutDifferenceRow::baseline);

  /** {@code candidate}. */
  public static final Column<RolloutDifferenceRow, BigDecimal> CANDIDATE =
      Column.of(RolloutDifferences.ROLLOUT_DIFFERENCES.CANDIDATE, RolloutDifferenceRow::candidate);

  /** {@code events}. */
  public static final Column<RolloutDifferenceRow, Long> EVENTS =
      Column.of(RolloutDifferences.ROLLOUT_DIFFERENCES.EVENTS, RolloutDifferenceRow::events);

  /** {@code evaluated_at}. */
  public static final Column<RolloutDifferenceRow, Instant> EVALUATED_AT =
      Column.of(RolloutDifferences.ROLLOUT_DIFFERENCES.EVALUATED_AT, RolloutDifferenceRow::evaluatedAt);

  /** The everyday statements. */
  public static final Entity<RolloutDifferenceRow> TABLE =
      Entity.of(
          RolloutDifferences.ROLLOUT_DIFFERENCES,
          row -> read(row, 0),
          List.of(ROLLOUT_ID, CUSTOMER_NO),
          List.of(
              ROLLOUT_ID,
              CUSTOMER_NO,
              BASELINE,
              CANDIDATE,
              EVENTS,
              EVALUATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static RolloutDifferenceRow read(Row row, int at) {
    return new RolloutDifferenceRow(
        ROLLOUT_ID.get(row, at + 0),
        CUSTOMER_NO.get(row, at + 1),
        BASELINE.get(row, at + 2),
        CANDIDATE.get(row, at + 3),
        EVENTS.get(row, at + 4),
        EVALUATED_AT.get(row, at + 5));
  }

  /** Returns the row with another rollout_id. */
  public RolloutDifferenceRow withRolloutId(RolloutId rolloutId) {
    return new RolloutDifferenceRow(
        rolloutId,
        customerNo,
        baseline,
        candidate,
        events,
        evaluatedAt);
  }

  /** Returns the row with another customer_no. */
  public RolloutDifferenceRow withCustomerNo(CustomerNo customerNo) {
    return new RolloutDifferenceRow(
        rolloutId,
        customerNo,
        baseline,
        candidate,
        events,
        evaluatedAt);
  }

  /** Returns the row with another baseline. */
  public RolloutDifferenceRow withBaseline(BigDecimal baseline) {
    return new RolloutDifferenceRow(
        rolloutId,
        customerNo,
        baseline,
        candidate,
        events,
        evaluatedAt);
  }

  /** Returns the row with another candidate. */
  public RolloutDifferenceRow withCandidate(BigDecimal candidate) {
    return new RolloutDifferenceRow(
        rolloutId,
        customerNo,
        baseline,
        candidate,
        events,
        evaluatedAt);
  }

  /** Returns the row with another events. */
  public RolloutDifferenceRow withEvents(Long events) {
    return new RolloutDifferenceRow(
        rolloutId,
        customerNo,
        baseline,
        candidate,
        events,
        evaluatedAt);
  }

  /** Returns the row with another evaluated_at. */
  public RolloutDifferenceRow withEvaluatedAt(Instant evaluatedAt) {
    return new RolloutDifferenceRow(
        rolloutId,
        customerNo,
        baseline,
        candidate,
        events,
        evaluatedAt);
  }
}
