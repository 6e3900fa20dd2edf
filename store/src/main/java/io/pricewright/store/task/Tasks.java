package io.pricewright.store.task;

import static io.pricewright.store.jooq.tables.Tasks.TASKS;

import io.pricewright.rules.id.TaskId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.rerating.TaskStatus;
import io.pricewright.rules.rerating.Work;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.DueScope;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.TaskRow;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The table of tasks. A claimed task is due again after its lease, so a dead node's work is taken
 * over.
 */
public final class Tasks {
  /** How long a claimed task is left to the node that claimed it. */
  public static final Duration LEASE = Duration.ofSeconds(15);

  private static final List<TaskStatus> OPEN = List.of(TaskStatus.PENDING, TaskStatus.RUNNING);
  private static final Condition IS_OPEN =
      TASKS.STATUS.in(OPEN.stream().map(status -> DSL.inline(status, TASKS.STATUS)).toList());

  private static final Condition IS_CHECK =
      TASKS.KIND.eq(DSL.inline(Work.CheckBooks.KIND, TASKS.KIND));

  private static final Statement CLAIM = claiming(DSL.not(IS_CHECK));
  private static final Statement CLAIM_CHECK = claiming(IS_CHECK);
  // kind, work, now
  private static final Statement WAITING =
      Sql.statement(
          dsl ->
              dsl.select(TASKS.ID)
                  .from(TASKS)
                  .where(Sql.in(TASKS))
                  .and(TASKS.KIND.eq(Sql.arg(1, TASKS.KIND)))
                  .and(TASKS.WORK.eq(Sql.arg(2, TASKS.WORK)))
                  .and(TASKS.STATUS.eq(DSL.inline(TaskStatus.PENDING, TASKS.STATUS)))
                  .and(TASKS.CURSOR.eq(DSL.inline(Json.Obj.EMPTY, TASKS.CURSOR)))
                  .and(TASKS.DUE_AT.le(Sql.arg(3, TASKS.DUE_AT)))
                  .limit(1)
                  .forShare()
                  .skipLocked());
  // Whoever comes second waits for the first to commit, and adds nothing then.
  private static final Statement ADD_UNLESS_KNOWN =
      Sql.statement(
          dsl ->
              dsl.insertInto(TASKS)
                  .set(TASKS.TENANT, Sql.tenant())
                  .set(TASKS.ENVIRONMENT, Sql.environment())
                  .set(TASKS.ID, Sql.arg(1, TASKS.ID))
                  .set(TASKS.KIND, Sql.arg(2, TASKS.KIND))
                  .set(TASKS.WORK, Sql.arg(3, TASKS.WORK))
                  .set(TASKS.STATUS, DSL.inline(TaskStatus.PENDING, TASKS.STATUS))
                  .set(TASKS.DUE_AT, Sql.arg(4, TASKS.DUE_AT))
                  .set(TASKS.CREATED_AT, Sql.arg(5, TASKS.CREATED_AT))
                  .set(TASKS.UPDATED_AT, Sql.arg(5, TASKS.UPDATED_AT))
                  .onConflictDoNothing());
  private static final Statement STEP =
      Sql.statement(
          dsl ->
              dsl.update(TASKS)
                  .set(TASKS.STATUS, Sql.arg(2, TASKS.STATUS))
                  .set(TASKS.CURSOR, Sql.arg(3, TASKS.CURSOR))
                  .set(TASKS.DONE_EVENTS, TASKS.DONE_EVENTS.plus(Sql.arg(4, TASKS.DONE_EVENTS)))
                  .set(TASKS.ATTEMPTS, Sql.arg(5, TASKS.ATTEMPTS))
                  .set(TASKS.LAST_ERROR, Sql.arg(6, TASKS.LAST_ERROR))
                  .set(TASKS.DUE_AT, Sql.arg(7, TASKS.DUE_AT))
                  .set(TASKS.UPDATED_AT, Sql.arg(8, TASKS.UPDATED_AT))
                  .where(Sql.in(TASKS))
                  .and(TASKS.ID.eq(Sql.arg(1, TASKS.ID))));
  private static final Statement SCOPES =
      DueScope.statement(
          "due_scopes({0}, {1})", Sql.arg(1, TASKS.DUE_AT), Sql.arg(2, SQLDataType.INTEGER));

  private static final Statement CHECK_SCOPES =
      DueScope.statement(
          "check_scopes({0}, {1})", Sql.arg(1, TASKS.DUE_AT), Sql.arg(2, SQLDataType.INTEGER));

  private Tasks() {}

  /** Builds a claim; its arguments are now, the end of the lease and how many. */
  private static Statement claiming(Condition which) {
    return Sql.statement(
        dsl ->
            dsl.update(TASKS)
                .set(TASKS.STATUS, DSL.inline(TaskStatus.RUNNING, TASKS.STATUS))
                .set(TASKS.DUE_AT, Sql.arg(2, TASKS.DUE_AT))
                .set(TASKS.UPDATED_AT, Sql.arg(1, TASKS.UPDATED_AT))
                .where(Sql.in(TASKS))
                .and(
                    TASKS.ID.in(
                        dsl.select(TASKS.ID)
                            .from(TASKS)
                            .where(Sql.in(TASKS))
                            .and(IS_OPEN)
                            .and(which)
                            .and(TASKS.DUE_AT.le(Sql.arg(1, TASKS.DUE_AT)))
                            .orderBy(TASKS.CREATED_AT, TASKS.ID)
                            .limit(Sql.arg(3, SQLDataType.INTEGER))
                            .forUpdate()
                            .skipLocked()))
                .returning(TaskRow.TABLE.fields()));
  }

  /** Adds work in the transaction that makes it necessary; due at once. Returns the task's id. */
  public static Future<TaskId> add(Tx tx, Work work, Instant now) {
    return add(tx, work, now, now);
  }

  /** Adds work that is due at an instant to come. Returns the task's id. */
  public static Future<TaskId> add(Tx tx, Work work, Instant due, Instant now) {
    TaskId id = new TaskId("task_" + UUID.randomUUID().toString().replace("-", ""));
    TaskRow row =
        new TaskRow(
            id,
            work.kind(),
            work.toJson(),
            TaskStatus.PENDING,
            Json.Obj.EMPTY,
            0L,
            0,
            null,
            due,
            now,
            now);
    return TaskRow.TABLE.add(tx, row).map(id);
  }

  /** Adds work that is due at an instant to come, unless an open task is to do the very same. */
  public static Future<Void> addOnce(Tx tx, Work work, Instant due, Instant now) {
    return TaskRow.TABLE
        .count(
            tx,
            Where.is(TaskRow.KIND, work.kind())
                .and(TaskRow.WORK, work.toJson())
                .andAny(TaskRow.STATUS, OPEN))
        .compose(open -> open > 0 ? Future.succeededFuture() : add(tx, work, due, now).mapEmpty());
  }

  /**
   * Adds work that is due at once, unless a task that nobody has begun is to do the very same. That
   * one is kept from being claimed until this transaction ends, so it sees what this one wrote.
   */
  public static Future<Void> addUnlessWaiting(Tx tx, Work work, Instant now) {
    return tx.run(WAITING, work.kind(), work.toJson(), now)
        .compose(
            waiting ->
                waiting.size() > 0 ? Future.succeededFuture() : add(tx, work, now).mapEmpty());
  }

  /**
   * Adds work under an id of the caller's, unless it was added before, done or not; many may try at
   * once. Keys come in ascending order where a transaction adds several.
   */
  public static Future<Void> addUnlessKnown(Tx tx, TaskId id, Work work, Instant due, Instant now) {
    return tx.run(ADD_UNLESS_KNOWN, id, work.kind(), work.toJson(), due, now).mapEmpty();
  }

  /** Returns what a task is to do. */
  public static Work work(TaskRow task) {
    return Work.fromJson(task.kind(), task.work());
  }

  /** Claims due tasks of the scope but checks, at most so many, the oldest first. */
  public static Future<List<TaskRow>> claim(Tx tx, Instant now, int most) {
    return claim(tx, CLAIM, now, most);
  }

  /** Claims due checks of the scope, at most so many, the oldest first. */
  public static Future<List<TaskRow>> claimChecks(Tx tx, Instant now, int most) {
    return claim(tx, CLAIM_CHECK, now, most);
  }

  private static Future<List<TaskRow>> claim(Tx tx, Statement claim, Instant now, int most) {
    return tx.run(claim, now, now.plus(LEASE), most)
        .map(
            rows ->
                TaskRow.TABLE.all(rows).stream()
                    .sorted(
                        Comparator.comparing(TaskRow::createdAt)
                            .thenComparing(task -> task.id().value()))
                    .toList());
  }

  /** Gives a claimed task back as it is: it is due at once, for anybody. */
  public static Future<Void> release(Tx tx, TaskRow task, Instant now) {
    return step(tx, task.withStatus(TaskStatus.PENDING).withDueAt(now), 0, now);
  }

  /**
   * Records a step in the transaction that did it: where it stands, and how many events it handled.
   */
  public static Future<Void> advance(
      Tx tx, TaskRow task, Json.Obj cursor, long events, boolean done, Instant now) {
    TaskRow after =
        task.withStatus(done ? TaskStatus.DONE : TaskStatus.RUNNING)
            .withCursor(cursor)
            .withAttempts(0)
            .withLastError(null)
            .withDueAt(now.plus(LEASE));
    return step(tx, after, events, now);
  }

  /** Puts a task off that could not be tried just now, as if it had not been. */
  public static Future<Void> later(Tx tx, TaskRow task, Instant retryAt, Instant now) {
    return step(tx, task.withStatus(TaskStatus.PENDING).withDueAt(retryAt), 0, now);
  }

  /** Records a failure; the task is due again at an instant, or has failed for good. */
  public static Future<Void> fail(
      Tx tx, TaskRow task, String error, boolean forGood, Instant retryAt, Instant now) {
    TaskRow after =
        task.withStatus(forGood ? TaskStatus.FAILED : TaskStatus.PENDING)
            .withAttempts(task.attempts() + 1)
            .withLastError(error)
            .withDueAt(retryAt);
    return step(tx, after, 0, now);
  }

  private static Future<Void> step(Tx tx, TaskRow after, long events, Instant now) {
    return tx.run(
            STEP,
            after.id(),
            after.status(),
            after.cursor(),
            events,
            after.attempts(),
            after.lastError(),
            after.dueAt(),
            now)
        .mapEmpty();
  }

  /** Returns a task, or nothing. */
  public static Future<Optional<TaskRow>> find(Tx tx, TaskId id) {
    return TaskRow.TABLE.find(tx, id);
  }

  /** Returns how many checks of the scope are not ended. */
  public static Future<Long> checks(Tx tx) {
    return TaskRow.TABLE.count(
        tx, Where.is(TaskRow.KIND, Work.CheckBooks.KIND).andAny(TaskRow.STATUS, OPEN));
  }

  /**
   * Returns how many tasks of the scope are not ended, but for checks, for those that wait for
   * their time and those that only tell.
   */
  public static Future<Long> open(Tx tx, Instant now) {
    Where<TaskRow> open = Where.<TaskRow>all().andAny(TaskRow.STATUS, OPEN);
    Future<Long> checks = checks(tx);
    Future<Long> all = TaskRow.TABLE.count(tx, open);
    Future<Long> waiting =
        TaskRow.TABLE.count(
            tx,
            open.andAny(TaskRow.KIND, List.of(Work.EndSubscription.KIND, Work.TellParked.KIND)));
    // A begin that has come is not waited for any more: its task says what is not counted yet.
    Future<Long> begins =
        TaskRow.TABLE.count(
            tx,
            Where.is(TaskRow.KIND, Work.CarryLevel.KIND)
                .and(TaskRow.STATUS, TaskStatus.PENDING)
                .and(TaskRow.ATTEMPTS, 0)
                .andFrom(TaskRow.DUE_AT, now));
    return Future.join(all, checks, waiting, begins)
        .map(four -> all.result() - checks.result() - waiting.result() - begins.result());
  }

  /**
   * What is to be done up to an instant.
   *
   * @param waiting tasks that are due, or in hand somewhere
   * @param failing tasks that failed and are due again later
   */
  public record Due(long waiting, long failing) {}

  /** Returns what is to be done in the scope up to an instant. */
  public static Future<Due> due(Tx tx, Instant until) {
    Where<TaskRow> pending = Where.is(TaskRow.STATUS, TaskStatus.PENDING);
    Future<Long> due = TaskRow.TABLE.count(tx, pending.andUntil(TaskRow.DUE_AT, until));
    Future<Long> running = TaskRow.TABLE.count(tx, Where.is(TaskRow.STATUS, TaskStatus.RUNNING));
    Future<Long> failing =
        TaskRow.TABLE.count(
            tx, pending.andFrom(TaskRow.DUE_AT, until).andFrom(TaskRow.ATTEMPTS, 1));
    return Future.join(due, running, failing)
        .map(all -> new Due(due.result() + running.result(), failing.result()));
  }

  /** Returns where checks are due, each environment by its own clock, at most so many. */
  public static Future<List<DueScope>> checkScopes(Database database, Instant now, int most) {
    return DueScope.find(database, CHECK_SCOPES, now, most);
  }

  /** Returns where other tasks are due, each environment by its own clock, at most so many. */
  public static Future<List<DueScope>> dueScopes(Database database, Instant now, int most) {
    return DueScope.find(database, SCOPES, now, most);
  }
}
