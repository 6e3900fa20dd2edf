package io.pricewright.store.row;

import io.pricewright.rules.id.AssignmentNo;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.RolloutId;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.PriceAssignments;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code price_assignments}. */
public record PriceAssignmentRow(
    AssignmentNo assignmentNo,
    RolloutId rolloutId,
    LineItemNo lineItemNo,
    CustomerNo customerNo,
    PriceId priceId,
    Instant effectiveFrom,
    @Nullable Instant effectiveTo,
    Boolean recounted,
    Instant createdAt) {
  /** {@code assignment_no}. */
  public static final Column<PriceAssignmentRow, AssignmentNo> ASSIGNMENT_NO =
      Column.of(PriceAssignments.PRICE_ASSIGNMENTS.ASSIGNMENT_NO, PriceAssignmentRow::assignmentNo);

  /** {@code rollout_id}. */
  public static final Column<PriceAssignmentRow, RolloutId> ROLLOUT_ID =
      Column.of(PriceAssignments.PRICE_ASSIGNMENTS.ROLLOUT_ID, PriceAssignmentRow::rolloutId);

  /** {@code line_item_no}. */
  public static final Column<PriceAssignmentRow, LineItemNo> LINE_ITEM_NO =
      Column.of(PriceAssignments.PRICE_ASSIGNMENTS.LINE_ITEM_NO, PriceAssignmentRow::lineItemNo);

  /** {@code customer_no}. */
  public static final Column<PriceAssignmentRow, CustomerNo> CUSTOMER_NO =
      Column.of(PriceAssignments.PRICE_ASSIGNMENTS.CUSTOMER_NO, PriceAssignmentRow::customerNo);

  /** {@code price_id}. */
  public static final Column<PriceAssignmentRow, PriceId> PRICE_ID =
      Column.of(PriceAssignments.PRICE_ASSIGNMENTS.PRICE_ID, PriceAssignmentRow::priceId);

  /** {@code effective_from}. */
  public static final Column<PriceAssignmentRow, Instant> EFFECTIVE_FROM =
      Column.of(PriceAssignments.PRICE_ASSIGNMENTS.EFFECTIVE_FROM, PriceAssignmentRow::effectiveFrom);

  /** {@code effective_to}. */
  public static final Column<PriceAssignmentRow, Instant> EFFECTIVE_TO =
      Column.of(PriceAssignments.PRICE_ASSIGNMENTS.EFFECTIVE_TO, PriceAssignmentRow::effectiveTo);

  /** {@code recounted}. */
  public static final Column<PriceAssignmentRow, Boolean> RECOUNTED =
      Column.of(PriceAssignments.PRICE_ASSIGNMENTS.RECOUNTED, PriceAssignmentRow::recounted);

  /** {@code created_at}. */
  public static final Column<PriceAssignmentRow, Instant> CREATED_AT =
      Column.of(PriceAssignments.PRICE_ASSIGNMENTS.CREATED_AT, PriceAssignmentRow::createdAt);

  /** The everyday statements. */
  public static final Entity<PriceAssignmentRow> TABLE =
      Entity.of(
          PriceAssignments.PRICE_ASSIGNMENTS,
          row -> read(row, 0),
          List.of(ASSIGNMENT_NO),
          List.of(
              ASSIGNMENT_NO,
              ROLLOUT_ID,
              LINE_ITEM_NO,
              CUSTOMER_NO,
              PRICE_ID,
              EFFECTIVE_FROM,
              EFFECTIVE_TO,
              RECOUNTED,
              CREATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static PriceAssignmentRow read(Row row, int at) {
    return new PriceAssignmentRow(
        ASSIGNMENT_NO.get(row, at + 0),
        ROLLOUT_ID.get(row, at + 1),
        LINE_ITEM_NO.get(row, at + 2),
        CUSTOMER_NO.get(row, at + 3),
        PRICE_ID.get(row, at + 4),
        EFFECTIVE_FROM.get(row, at + 5),
        EFFECTIVE_TO.getOrNull(row, at + 6),
        RECOUNTED.get(row, at + 7),
        CREATED_AT.get(row, at + 8));
  }

  /** Returns the row with another assignment_no. */
  public PriceAssignmentRow withAssignmentNo(AssignmentNo assignmentNo) {
    return new PriceAssignmentRow(
        assignmentNo,
        rolloutId,
        lineItemNo,
        customerNo,
        priceId,
        effectiveFrom,
        effectiveTo,
        recounted,
        createdAt);
  }

  /** Returns the row with another rollout_id. */
  public PriceAssignmentRow withRolloutId(RolloutId rolloutId) {
    return new PriceAssignmentRow(
        assignmentNo,
        rolloutId,
        lineItemNo,
        customerNo,
        priceId,
        effectiveFrom,
        effectiveTo,
        recounted,
        createdAt);
  }

  /** Returns the row with another line_item_no. */
  public PriceAssignmentRow withLineItemNo(LineItemNo lineItemNo) {
    return new PriceAssignmentRow(
        assignmentNo,
        rolloutId,
        lineItemNo,
        customerNo,
        priceId,
        effectiveFrom,
        effectiveTo,
        recounted,
        createdAt);
  }

  /** Returns the row with another customer_no. */
  public PriceAssignmentRow withCustomerNo(CustomerNo customerNo) {
    return new PriceAssignmentRow(
        assignmentNo,
        rolloutId,
        lineItemNo,
        customerNo,
        priceId,
        effectiveFrom,
        effectiveTo,
        recounted,
        createdAt);
  }

  /** Returns the row with another price_id. */
  public PriceAssignmentRow withPriceId(PriceId priceId) {
    return new PriceAssignmentRow(
        assignmentNo,
        rolloutId,
        lineItemNo,
        customerNo,
        priceId,
        effectiveFrom,
        effectiveTo,
        recounted,
        createdAt);
  }

  /** Returns the row with another effective_from. */
  public PriceAssignmentRow withEffectiveFrom(Instant effectiveFrom) {
    return new PriceAssignmentRow(
        assignmentNo,
        rolloutId,
        lineItemNo,
        customerNo,
        priceId,
        effectiveFrom,
        effectiveTo,
        recounted,
        createdAt);
  }

  /** Returns the row with another effective_to. */
  public PriceAssignmentRow withEffectiveTo(@Nullable Instant effectiveTo) {
    return new PriceAssignmentRow(
        assignmentNo,
        rolloutId,
        lineItemNo,
        customerNo,
        priceId,
        effectiveFrom,
        effectiveTo,
        recounted,
        createdAt);
  }

  /** Returns the row with another recounted. */
  public PriceAssignmentRow withRecounted(Boolean recounted) {
    return new PriceAssignmentRow(
        assignmentNo,
        rolloutId,
        lineItemNo,
        customerNo,
        priceId,
        effectiveFrom,
        effectiveTo,
        recounted,
        createdAt);
  }

  /** Returns the row with another created_at. */
  public PriceAssignmentRow withCreatedAt(Instant createdAt) {
    return new PriceAssignmentRow(
        assignmentNo,
        rolloutId,
        lineItemNo,
        customerNo,
        priceId,
        effectiveFrom,
        effectiveTo,
        recounted,
        createdAt);
  }
}
