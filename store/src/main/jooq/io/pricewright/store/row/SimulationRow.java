package io.pricewright.store.row;

import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.simulation.SimulationStatus;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Simulations;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code simulations}. */
public record SimulationRow(
    SimulationId id,
    SimulationStatus status,
    Json.Obj request,
    Json.Obj progress,
    Boolean cancel,
    Json.@Nullable Obj report,
    @Nullable String error,
    Instant createdAt,
    Instant updatedAt) {
  /** {@code id}. */
  public static final Column<SimulationRow, SimulationId> ID =
      Column.of(Simulations.SIMULATIONS.ID, SimulationRow::id);

  /** {@code status}. */
  public static final Column<SimulationRow, SimulationStatus> STATUS =
      Column.of(Simulations.SIMULATIONS.STATUS, SimulationRow::status);

  /** {@code request}. */
  public static final Column<SimulationRow, Json.Obj> REQUEST =
      Column.of(Simulations.SIMULATIONS.REQUEST, SimulationRow::request);

  /** {@code progress}. */
  public static final Column<SimulationRow, Json.Obj> PROGRESS =
      Column.of(Simulations.SIMULATIONS.PROGRESS, SimulationRow::progress);

  /** {@code cancel}. */
  public static final Column<SimulationRow, Boolean> CANCEL =
      Column.of(Simulations.SIMULATIONS.CANCEL, SimulationRow::cancel);

  /** {@code report}. */
  public static final Column<SimulationRow, Json.Obj> REPORT =
      Column.of(Simulations.SIMULATIONS.REPORT, SimulationRow::report);

  /** {@code error}. */
  public static final Column<SimulationRow, String> ERROR =
      Column.of(Simulations.SIMULATIONS.ERROR, SimulationRow::error);

  /** {@code created_at}. */
  public static final Column<SimulationRow, Instant> CREATED_AT =
      Column.of(Simulations.SIMULATIONS.CREATED_AT, SimulationRow::createdAt);

  /** {@code updated_at}. */
  public static final Column<SimulationRow, Instant> UPDATED_AT =
      Column.of(Simulations.SIMULATIONS.UPDATED_AT, SimulationRow::updatedAt);

  /** The everyday statements. */
  public static final Entity<SimulationRow> TABLE =
      Entity.of(
          Simulations.SIMULATIONS,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              STATUS,
              REQUEST,
              PROGRESS,
              CANCEL,
              REPORT,
              ERROR,
              CREATED_AT,
              UPDATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static SimulationRow read(Row row, int at) {
    return new SimulationRow(
        ID.get(row, at + 0),
        STATUS.get(row, at + 1),
        REQUEST.get(row, at + 2),
        PROGRESS.get(row, at + 3),
        CANCEL.get(row, at + 4),
        REPORT.getOrNull(row, at + 5),
        ERROR.getOrNull(row, at + 6),
        CREATED_AT.get(row, at + 7),
        UPDATED_AT.get(row, at + 8));
  }

  /** Returns the row with another id. */
  public SimulationRow withId(SimulationId id) {
    return new SimulationRow(
        id,
        status,
        request,
        progress,
        cancel,
        report,
        error,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another status. */
  public SimulationRow withStatus(SimulationStatus status) {
    return new SimulationRow(
        id,
        status,
        request,
        progress,
        cancel,
        report,
        error,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another request. */
  public SimulationRow withRequest(Json.Obj request) {
    return new SimulationRow(
        id,
        status,
        request,
        progress,
        cancel,
        report,
        error,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another progress. */
  public SimulationRow withProgress(Json.Obj progress) {
    return new SimulationRow(
        id,
        status,
        request,
        progress,
        cancel,
        report,
        error,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another cancel. */
  public SimulationRow withCancel(Boolean cancel) {
    return new SimulationRow(
        id,
        status,
        request,
        progress,
        cancel,
        report,
        error,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another report. */
  public SimulationRow withReport(Json.@Nullable Obj report) {
    return new SimulationRow(
        id,
        status,
        request,
        progress,
        cancel,
        report,
        error,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another error. */
  public SimulationRow withError(@Nullable String error) {
    return new SimulationRow(
        id,
        status,
        request,
        progress,
        cancel,
        report,
        error,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another created_at. */
  public SimulationRow withCreatedAt(Instant createdAt) {
    return new SimulationRow(
        id,
        status,
        request,
        progress,
        cancel,
        report,
        error,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another updated_at. */
  public SimulationRow withUpdatedAt(Instant updatedAt) {
    return new SimulationRow(
        id,
        status,
        request,
        progress,
        cancel,
        report,
        error,
        createdAt,
        updatedAt);
  }
}
