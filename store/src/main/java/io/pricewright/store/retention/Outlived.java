package io.pricewright.store.retention;

import static io.pricewright.store.jooq.tables.EventFiles.EVENT_FILES;
import static io.pricewright.store.jooq.tables.IdempotencyKeys.IDEMPOTENCY_KEYS;
import static io.pricewright.store.jooq.tables.Simulations.SIMULATIONS;
import static io.pricewright.store.jooq.tables.Tasks.TASKS;

import io.pricewright.rules.rerating.TaskStatus;
import io.pricewright.rules.simulation.SimulationStatus;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.DueScope;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The rows of one table that have outlived their term, by the environment's clock. Money, usage and
 * whatever explains them have none. A task that failed stays until somebody has looked at it.
 */
public enum Outlived {
  /** Answers of requests that were sent with an Idempotency-Key: sent again later, it is new. */
  KEYS(
      "idempotency_keys",
      Duration.ofDays(7),
      remove(
          IDEMPOTENCY_KEYS,
          IDEMPOTENCY_KEYS.KEY_HASH,
          IDEMPOTENCY_KEYS.CREATED_AT,
          DSL.noCondition())),

  /** Tasks that are done. */
  DONE(
      "tasks",
      Duration.ofDays(30),
      remove(
          TASKS,
          TASKS.ID,
          TASKS.UPDATED_AT,
          TASKS.STATUS.eq(DSL.inline(TaskStatus.DONE, TASKS.STATUS)))),

  /** Simulations that have ended, with their reports. */
  SIMULATED(
      "simulations",
      Duration.ofDays(90),
      remove(
          SIMULATIONS,
          SIMULATIONS.ID,
          SIMULATIONS.UPDATED_AT,
          SIMULATIONS.STATUS.ne(DSL.inline(SimulationStatus.RUNNING, SIMULATIONS.STATUS)))),

  /** Uploaded files of events, with their parts. */
  FILES(
      "event_files",
      Duration.ofDays(30),
      remove(EVENT_FILES, EVENT_FILES.ID, EVENT_FILES.CREATED_AT, DSL.noCondition()));

  /** Most rows of a table that one transaction removes. */
  public static final int MOST = 1_000;

  private static final Statement SCOPES =
      DueScope.statement(
          "outlived_scopes({0}, {1} * interval '1 day', {2} * interval '1 day',"
              + " {3} * interval '1 day', {4} * interval '1 day', {5})",
          Sql.arg(1, TASKS.DUE_AT),
          Sql.arg(2, SQLDataType.INTEGER),
          Sql.arg(3, SQLDataType.INTEGER),
          Sql.arg(4, SQLDataType.INTEGER),
          Sql.arg(5, SQLDataType.INTEGER),
          Sql.arg(6, SQLDataType.INTEGER));

  private final String table;
  private final Duration term;

  @SuppressWarnings(
      "ImmutableEnumChecker") // A statement is a text with the types of its arguments.
  private final Statement remove;

  Outlived(String table, Duration term, Statement remove) {
    this.table = table;
    this.term = term;
    this.remove = remove;
  }

  private static <K> Statement remove(
      Table<?> table, TableField<?, K> key, Field<Instant> since, Condition which) {
    return Sql.statement(
        dsl ->
            dsl.deleteFrom(table)
                .where(Sql.in(table))
                .and(
                    key.in(
                        dsl.select(key)
                            .from(table)
                            .where(Sql.in(table))
                            .and(which)
                            .and(since.le(Sql.arg(1, SQLDataType.INSTANT)))
                            .orderBy(since)
                            .limit(Sql.arg(2, SQLDataType.INTEGER)))));
  }

  /** Returns the table's name, for metrics. */
  public String table() {
    return table;
  }

  /** Returns how long a row is kept. */
  public Duration term() {
    return term;
  }

  /** Removes the oldest of them in the scope, at most {@value #MOST}; returns how many. */
  public Future<Integer> remove(Tx tx, Instant now) {
    return tx.run(remove, now.minus(term), MOST).map(rows -> rows.rowCount());
  }

  /** Finds the environments that have any, the longest due first. */
  public static Future<List<DueScope>> scopes(Database database, Instant at, int most) {
    return DueScope.find(
        database, SCOPES, at, days(KEYS), days(DONE), days(SIMULATED), days(FILES), most);
  }

  private static int days(Outlived rows) {
    return Math.toIntExact(rows.term.toDays());
  }
}
