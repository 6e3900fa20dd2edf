package io.pricewright.store.rollout;

import static io.pricewright.store.jooq.tables.Rollouts.ROLLOUTS;

import io.pricewright.rules.id.RolloutId;
import io.pricewright.rules.rollout.RolloutState;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.DueScope;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.RolloutRow;
import io.pricewright.store.row.RolloutStepRow;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The tables of rollouts and of their audit trails. */
public final class Rollouts {
  private static final int MAX_DUE = 100;
  private static final int MAX_STEPS = 1_000;

  private static final Statement LOCK =
      Sql.statement(
          dsl ->
              dsl.selectOne()
                  .from(ROLLOUTS)
                  .where(Sql.in(ROLLOUTS))
                  .and(ROLLOUTS.ID.eq(Sql.arg(1, ROLLOUTS.ID)))
                  .forUpdate());
  private static final Statement DUE =
      Sql.statement(
          dsl ->
              dsl.select(RolloutRow.TABLE.fields())
                  .from(ROLLOUTS)
                  .where(Sql.in(ROLLOUTS))
                  .and(
                      ROLLOUTS
                          .STATE
                          .in(
                              EnumSet.allOf(RolloutState.class).stream()
                                  .filter(RolloutState::driven)
                                  .map(state -> DSL.inline(state, ROLLOUTS.STATE))
                                  .toList())
                          .or(ROLLOUTS.PENDING.isNotNull()))
                  .orderBy(ROLLOUTS.ID)
                  .limit(DSL.inline(MAX_DUE)));
  private static final Statement PUT =
      Sql.statement(
          dsl ->
              dsl.update(ROLLOUTS)
                  .set(ROLLOUTS.STATE, Sql.arg(3, ROLLOUTS.STATE))
                  .set(ROLLOUTS.PLAN, Sql.arg(4, ROLLOUTS.PLAN))
                  .set(ROLLOUTS.SIMULATION_ID, Sql.arg(5, ROLLOUTS.SIMULATION_ID))
                  .set(ROLLOUTS.PENDING, Sql.arg(6, ROLLOUTS.PENDING))
                  .set(ROLLOUTS.UPDATED_AT, Sql.arg(7, ROLLOUTS.UPDATED_AT))
                  .where(Sql.in(ROLLOUTS))
                  .and(ROLLOUTS.ID.eq(Sql.arg(1, ROLLOUTS.ID)))
                  .and(ROLLOUTS.STATE.eq(Sql.arg(2, ROLLOUTS.STATE))));
  private static final Statement SCOPES =
      DueScope.statement("rollout_scopes({0})", Sql.arg(1, SQLDataType.INTEGER));

  private Rollouts() {}

  /** Adds a rollout. */
  public static Future<Void> add(Tx tx, RolloutRow rollout) {
    return RolloutRow.TABLE.add(tx, rollout);
  }

  /** Finds a rollout. */
  public static Future<Optional<RolloutRow>> find(Tx tx, RolloutId id) {
    return RolloutRow.TABLE.find(tx, id);
  }

  /** Keeps a rollout from being changed by others until the transaction ends. */
  public static Future<Void> lock(Tx tx, RolloutId id) {
    return tx.run(LOCK, id).mapEmpty();
  }

  /** Returns rollouts, newest first. */
  public static Future<List<RolloutRow>> list(Tx tx, int limit, int offset) {
    return RolloutRow.TABLE.list(tx, Where.all(), limit, offset);
  }

  /** Counts rollouts. */
  public static Future<Long> count(Tx tx) {
    return RolloutRow.TABLE.count(tx, Where.all());
  }

  /** Returns rollouts that want to be driven; at most {@value #MAX_DUE}. */
  public static Future<List<RolloutRow>> due(Tx tx) {
    return tx.run(DUE).map(RolloutRow.TABLE::all);
  }

  /** Returns scopes in which rollouts want to be driven, at most so many. */
  public static Future<List<DueScope>> dueScopes(Database database, int most) {
    return DueScope.find(database, SCOPES, most);
  }

  /**
   * Writes a rollout that is still in a state; false when it is not any more. Fails with 23505 when
   * another one of its lineage is under way.
   */
  public static Future<Boolean> put(Tx tx, RolloutRow rollout, RolloutState before) {
    return tx.run(
            PUT,
            rollout.id(),
            before,
            rollout.state(),
            rollout.plan(),
            rollout.simulationId(),
            rollout.pending(),
            rollout.updatedAt())
        .map(rows -> rows.rowCount() == 1);
  }

  /** Adds a step to the audit trail; the database numbers it. */
  public static Future<Void> step(Tx tx, RolloutStepRow step) {
    return RolloutStepRow.TABLE.add(tx, step);
  }

  /** Returns the audit trail, first to last; at most {@value #MAX_STEPS} steps. */
  public static Future<List<RolloutStepRow>> steps(Tx tx, RolloutId id) {
    return RolloutStepRow.TABLE.list(tx, Where.is(RolloutStepRow.ROLLOUT_ID, id), MAX_STEPS, 0);
  }
}
