package io.pricewright.store.row;

import io.pricewright.rules.id.RolloutId;
import io.pricewright.rules.id.StepNo;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.rollout.RolloutAction;
import io.pricewright.rules.rollout.RolloutState;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.RolloutSteps;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code rollout_steps}. */
public record RolloutStepRow(
    RolloutId rolloutId,
    StepNo stepNo,
    RolloutAction action,
    @Nullable RolloutState fromState,
    RolloutState toState,
    String actor,
    @Nullable String reason,
    Json.Obj details,
    Instant madeAt) {
  /** {@code rollout_id}. */
  public static final Column<RolloutStepRow, RolloutId> ROLLOUT_ID =
      Column.of(RolloutSteps.ROLLOUT_STEPS.ROLLOUT_ID, RolloutStepRow::rolloutId);

  /** {@code step_no}. */
  public static final Column<RolloutStepRow, StepNo> STEP_NO =
      Column.of(RolloutSteps.ROLLOUT_STEPS.STEP_NO, RolloutStepRow::stepNo);

  /** {@code action}. */
  public static final Column<RolloutStepRow, RolloutAction> ACTION =
      Column.of(RolloutSteps.ROLLOUT_STEPS.ACTION, RolloutStepRow::action);

  /** {@code from_state}. */
  public static final Column<RolloutStepRow, RolloutState> FROM_STATE =
      Column.of(RolloutSteps.ROLLOUT_STEPS.FROM_STATE, RolloutStepRow::fromState);

  /** {@code to_state}. */
  public static final Column<RolloutStepRow, RolloutState> TO_STATE =
      Column.of(RolloutSteps.ROLLOUT_STEPS.TO_STATE, RolloutStepRow::toState);

  /** {@code actor}. */
  public static final Column<RolloutStepRow, String> ACTOR =
      Column.of(RolloutSteps.ROLLOUT_STEPS.ACTOR, RolloutStepRow::actor);

  /** {@code reason}. */
  public static final Column<RolloutStepRow, String> REASON =
      Column.of(RolloutSteps.ROLLOUT_STEPS.REASON, RolloutStepRow::reason);

  /** {@code details}. */
  public static final Column<RolloutStepRow, Json.Obj> DETAILS =
      Column.of(RolloutSteps.ROLLOUT_STEPS.DETAILS, RolloutStepRow::details);

  /** {@code made_at}. */
  public static final Column<RolloutStepRow, Instant> MADE_AT =
      Column.of(RolloutSteps.ROLLOUT_STEPS.MADE_AT, RolloutStepRow::madeAt);

  /** The everyday statements. */
  public static final Entity<RolloutStepRow> TABLE =
      Entity.of(
          RolloutSteps.ROLLOUT_STEPS,
          row -> read(row, 0),
          List.of(ROLLOUT_ID, STEP_NO),
          List.of(
              ROLLOUT_ID,
              STEP_NO,
              ACTION,
              FROM_STATE,
              TO_STATE,
              ACTOR,
              REASON,
              DETAILS,
              MADE_AT));

  /** Reads a row whose columns begin at a position. */
  public static RolloutStepRow read(Row row, int at) {
    return new RolloutStepRow(
        ROLLOUT_ID.get(row, at + 0),
        STEP_NO.get(row, at + 1),
        ACTION.get(row, at + 2),
        FROM_STATE.getOrNull(row, at + 3),
        TO_STATE.get(row, at + 4),
        ACTOR.get(row, at + 5),
        REASON.getOrNull(row, at + 6),
        DETAILS.get(row, at + 7),
        MADE_AT.get(row, at + 8));
  }

  /** Returns the row with another rollout_id. */
  public RolloutStepRow withRolloutId(RolloutId rolloutId) {
    return new RolloutStepRow(
        rolloutId,
        stepNo,
        action,
        fromState,
        toState,
        actor,
        reason,
        details,
        madeAt);
  }

  /** Returns the row with another step_no. */
  public RolloutStepRow withStepNo(StepNo stepNo) {
    return new RolloutStepRow(
        rolloutId,
        stepNo,
        action,
        fromState,
        toState,
        actor,
        reason,
        details,
        madeAt);
  }

  /** Returns the row with another action. */
  public RolloutStepRow withAction(RolloutAction action) {
    return new RolloutStepRow(
        rolloutId,
        stepNo,
        action,
        fromState,
        toState,
        actor,
        reason,
        details,
        madeAt);
  }

  /** Returns the row with another from_state. */
  public RolloutStepRow withFromState(@Nullable RolloutState fromState) {
    return new RolloutStepRow(
        rolloutId,
        stepNo,
        action,
        fromState,
        toState,
        actor,
        reason,
        details,
        madeAt);
  }

  /** Returns the row with another to_state. */
  public RolloutStepRow withToState(RolloutState toState) {
    return new RolloutStepRow(
        rolloutId,
        stepNo,
        action,
        fromState,
        toState,
        actor,
        reason,
        details,
        madeAt);
  }

  /** Returns the row with another actor. */
  public RolloutStepRow withActor(String actor) {
    return new RolloutStepRow(
        rolloutId,
        stepNo,
        action,
        fromState,
        toState,
        actor,
        reason,
        details,
        madeAt);
  }

  /** Returns the row with another reason. */
  public RolloutStepRow withReason(@Nullable String reason) {
    return new RolloutStepRow(
        rolloutId,
        stepNo,
        action,
        fromState,
        toState,
        actor,
        reason,
        details,
        madeAt);
  }

  /** Returns the row with another details. */
  public RolloutStepRow withDetails(Json.Obj details) {
    return new RolloutStepRow(
        rolloutId,
        stepNo,
        action,
        fromState,
        toState,
        actor,
        reason,
        details,
        madeAt);
  }

  /** Returns the row with another made_at. */
  public RolloutStepRow withMadeAt(Instant madeAt) {
    return new RolloutStepRow(
        rolloutId,
        stepNo,
        action,
        fromState,
        toState,
        actor,
        reason,
        details,
        madeAt);
  }
}
