package io.pricewright.store.row;

import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.RolloutId;
import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.rollout.RolloutPlan;
import io.pricewright.rules.rollout.RolloutState;
import io.pricewright.rules.rollout.TakeBack;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Rollouts;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code rollouts}. */
public record RolloutRow(
    RolloutId id,
    String name,
    LineageId lineageId,
    PriceId priceId,
    RolloutState state,
    RolloutPlan plan,
    @Nullable SimulationId simulationId,
    @Nullable TakeBack pending,
    Instant createdAt,
    Instant updatedAt) {
  /** {@code id}. */
  public static final Column<RolloutRow, RolloutId> ID =
      Column.of(Rollouts.ROLLOUTS.ID, RolloutRow::id);

  /** {@code name}. */
  public static final Column<RolloutRow, String> NAME =
      Column.of(Rollouts.ROLLOUTS.NAME, RolloutRow::name);

  /** {@code lineage_id}. */
  public static final Column<RolloutRow, LineageId> LINEAGE_ID =
      Column.of(Rollouts.ROLLOUTS.LINEAGE_ID, RolloutRow::lineageId);

  /** {@code price_id}. */
  public static final Column<RolloutRow, PriceId> PRICE_ID =
      Column.of(Rollouts.ROLLOUTS.PRICE_ID, RolloutRow::priceId);

  /** {@code state}. */
  public static final Column<RolloutRow, RolloutState> STATE =
      Column.of(Rollouts.ROLLOUTS.STATE, RolloutRow::state);

  /** {@code plan}. */
  public static final Column<RolloutRow, RolloutPlan> PLAN =
      Column.of(Rollouts.ROLLOUTS.PLAN, RolloutRow::plan);

  /** {@code simulation_id}. */
  public static final Column<RolloutRow, SimulationId> SIMULATION_ID =
      Column.of(Rollouts.ROLLOUTS.SIMULATION_ID, RolloutRow::simulationId);

  /** {@code pending}. */
  public static final Column<RolloutRow, TakeBack> PENDING =
      Column.of(Rollouts.ROLLOUTS.PENDING, RolloutRow::pending);

  /** {@code created_at}. */
  public static final Column<RolloutRow, Instant> CREATED_AT =
      Column.of(Rollouts.ROLLOUTS.CREATED_AT, RolloutRow::createdAt);

  /** {@code updated_at}. */
  public static final Column<RolloutRow, Instant> UPDATED_AT =
      Column.of(Rollouts.ROLLOUTS.UPDATED_AT, RolloutRow::updatedAt);

  /** The everyday statements. */
  public static final Entity<RolloutRow> TABLE =
      Entity.of(
          Rollouts.ROLLOUTS,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              NAME,
              LINEAGE_ID,
              PRICE_ID,
              STATE,
              PLAN,
              SIMULATION_ID,
              PENDING,
              CREATED_AT,
              UPDATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static RolloutRow read(Row row, int at) {
    return new RolloutRow(
        ID.get(row, at + 0),
        NAME.get(row, at + 1),
        LINEAGE_ID.get(row, at + 2),
        PRICE_ID.get(row, at + 3),
        STATE.get(row, at + 4),
        PLAN.get(row, at + 5),
        SIMULATION_ID.getOrNull(row, at + 6),
        PENDING.getOrNull(row, at + 7),
        CREATED_AT.get(row, at + 8),
        UPDATED_AT.get(row, at + 9));
  }

  /** Returns the row with another id. */
  public RolloutRow withId(RolloutId id) {
    return new RolloutRow(
        id,
        name,
        lineageId,
        priceId,
        state,
        plan,
        simulationId,
        pending,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another name. */
  public RolloutRow withName(String name) {
    return new RolloutRow(
        id,
        name,
        lineageId,
        priceId,
        state,
        plan,
        simulationId,
        pending,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another lineage_id. */
  public RolloutRow withLineageId(LineageId lineageId) {
    return new RolloutRow(
        id,
        name,
        lineageId,
        priceId,
        state,
        plan,
        simulationId,
        pending,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another price_id. */
  public RolloutRow withPriceId(PriceId priceId) {
    return new RolloutRow(
        id,
        name,
        lineageId,
        priceId,
        state,
        plan,
        simulationId,
        pending,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another state. */
  public RolloutRow withState(RolloutState state) {
    return new RolloutRow(
        id,
        name,
        lineageId,
        priceId,
        state,
        plan,
        simulationId,
        pending,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another plan. */
  public RolloutRow withPlan(RolloutPlan plan) {
    return new RolloutRow(
        id,
        name,
        lineageId,
        priceId,
        state,
        plan,
        simulationId,
        pending,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another simulation_id. */
  public RolloutRow withSimulationId(@Nullable SimulationId simulationId) {
    return new RolloutRow(
        id,
        name,
        lineageId,
        priceId,
        state,
        plan,
        simulationId,
        pending,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another pending. */
  public RolloutRow withPending(@Nullable TakeBack pending) {
    return new RolloutRow(
        id,
        name,
        lineageId,
        priceId,
        state,
        plan,
        simulationId,
        pending,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another created_at. */
  public RolloutRow withCreatedAt(Instant createdAt) {
    return new RolloutRow(
        id,
        name,
        lineageId,
        priceId,
        state,
        plan,
        simulationId,
        pending,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another updated_at. */
  public RolloutRow withUpdatedAt(Instant updatedAt) {
    return new RolloutRow(
        id,
        name,
        lineageId,
        priceId,
        state,
        plan,
        simulationId,
        pending,
        createdAt,
        updatedAt);
  }
}
