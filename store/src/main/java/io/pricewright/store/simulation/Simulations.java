package io.pricewright.store.simulation;

import static io.pricewright.store.jooq.tables.Simulations.SIMULATIONS;

import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.simulation.SimulationStatus;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.SimulationRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The table of simulations. Reports are read only where they are asked for: they may be long. */
public final class Simulations {
  private static final List<Field<?>> WITHOUT_REPORT =
      SimulationRow.TABLE.fields().stream()
          .<Field<?>>map(
              field ->
                  field.equals(SIMULATIONS.REPORT)
                      ? DSL.castNull(SQLDataType.CLOB).as(SIMULATIONS.REPORT.getName())
                      : field)
          .toList();
  private static final Condition RUNNING =
      Sql.in(SIMULATIONS)
          .and(SIMULATIONS.ID.eq(Sql.arg(1, SIMULATIONS.ID)))
          .and(SIMULATIONS.STATUS.eq(DSL.inline(SimulationStatus.RUNNING, SIMULATIONS.STATUS)));
  private static final Statement TOUCH =
      Sql.statement(
          dsl ->
              dsl.update(SIMULATIONS)
                  .set(SIMULATIONS.PROGRESS, Sql.arg(2, SIMULATIONS.PROGRESS))
                  .set(SIMULATIONS.UPDATED_AT, Sql.arg(3, SIMULATIONS.UPDATED_AT))
                  .where(RUNNING)
                  .returning(SIMULATIONS.CANCEL));
  private static final Statement FINISH =
      Sql.statement(
          dsl ->
              dsl.update(SIMULATIONS)
                  .set(SIMULATIONS.STATUS, Sql.arg(2, SIMULATIONS.STATUS))
                  .set(SIMULATIONS.REPORT, Sql.arg(3, SIMULATIONS.REPORT))
                  .set(SIMULATIONS.ERROR, Sql.arg(4, SIMULATIONS.ERROR))
                  .set(SIMULATIONS.PROGRESS, Sql.arg(5, SIMULATIONS.PROGRESS))
                  .set(SIMULATIONS.UPDATED_AT, Sql.arg(6, SIMULATIONS.UPDATED_AT))
                  .where(RUNNING));
  private static final Statement CANCEL =
      Sql.statement(
          dsl -> dsl.update(SIMULATIONS).set(SIMULATIONS.CANCEL, DSL.inline(true)).where(RUNNING));
  private static final Statement FIND =
      Sql.statement(
          dsl ->
              dsl.select(WITHOUT_REPORT)
                  .from(SIMULATIONS)
                  .where(Sql.in(SIMULATIONS))
                  .and(SIMULATIONS.ID.eq(Sql.arg(1, SIMULATIONS.ID))));
  private static final Statement LIST =
      Sql.statement(
          dsl ->
              dsl.select(WITHOUT_REPORT)
                  .from(SIMULATIONS)
                  .where(Sql.in(SIMULATIONS))
                  .orderBy(SIMULATIONS.CREATED_AT.desc(), SIMULATIONS.ID.desc())
                  .limit(Sql.arg(1, SQLDataType.INTEGER))
                  .offset(Sql.arg(2, SQLDataType.INTEGER)));

  private Simulations() {}

  /** Adds a running simulation. */
  public static Future<Void> add(Tx tx, SimulationId id, Json.Obj request, Instant now) {
    return SimulationRow.TABLE.add(
        tx,
        new SimulationRow(
            id, SimulationStatus.RUNNING, request, Json.Obj.EMPTY, false, null, null, now, now));
  }

  /** Writes how far a running one came; returns whether somebody wants it to end. */
  public static Future<Boolean> touch(Tx tx, SimulationId id, Json.Obj progress, Instant now) {
    return tx.run(TOUCH, id, progress, now)
        .map(rows -> rows.size() == 0 || rows.iterator().next().getBoolean(0));
  }

  /**
   * Ends a running simulation; one that ended before stays as it is.
   *
   * @param report what it found, or null
   * @param error why it failed, or null
   */
  public static Future<Void> finish(
      Tx tx,
      SimulationId id,
      SimulationStatus status,
      Json.@Nullable Obj report,
      @Nullable String error,
      Json.Obj progress,
      Instant now) {
    return tx.run(FINISH, id, status, report, error, progress, now).mapEmpty();
  }

  /** Finds a simulation with its report. */
  public static Future<Optional<SimulationRow>> findWhole(Tx tx, SimulationId id) {
    return SimulationRow.TABLE.find(tx, id);
  }

  /** Finds a simulation, without its report. */
  public static Future<Optional<SimulationRow>> find(Tx tx, SimulationId id) {
    return tx.run(FIND, id).map(SimulationRow.TABLE::first);
  }

  /** Returns simulations without their reports, newest first. */
  public static Future<List<SimulationRow>> list(Tx tx, int limit, int offset) {
    return tx.run(LIST, limit, offset).map(SimulationRow.TABLE::all);
  }

  /** Counts simulations. */
  public static Future<Long> count(Tx tx) {
    return SimulationRow.TABLE.count(tx, Where.all());
  }

  /** Asks a running simulation to end. */
  public static Future<Void> cancel(Tx tx, SimulationId id) {
    return tx.run(CANCEL, id).mapEmpty();
  }
}
