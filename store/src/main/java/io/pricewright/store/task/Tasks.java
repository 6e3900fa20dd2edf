package io.pricewright.store.task;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table of tasks. A claimed task is due again after its lease, so a dead node's work is taken
 * over.
 */
public final class Tasks {
  /** How long a claimed task is left to the node that claimed it. */
  public static final Duration LEASE = Duration.ofSeconds(15);

  private static final String COLUMNS =
      "id, kind, work, status, cursor, done_events, attempts, last_error, created_at";
  private static final String ADD =
      "insert into tasks (tenant, environment, id, kind, work, status, due_at, created_at, updated_at)"
          + " values ($1, $2, $3, $4, $5, 'pending', $6, $6, $6)";
  private static final String CLAIM =
      "update tasks set status = 'running', due_at = $4, updated_at = $3 where tenant = $1 and"
          + " environment = $2 and id in (select id from tasks where tenant = $1 and environment = $2 and"
          + " status in ('pending', 'running') and due_at <= $3 order by created_at, id limit $5"
          + " for update skip locked) returning "
          + COLUMNS;
  private static final String STEP =
      "update tasks set status = $4, cursor = $5, done_events = done_events + $6, attempts = $7,"
          + " last_error = $8, due_at = $9, updated_at = $10 where tenant = $1 and environment = $2 and id = $3";

  private Tasks() {}

  /** Adds work in the transaction that makes it necessary; due at once. Returns the task's id. */
  public static Future<String> add(Tx tx, Work work, Instant now) {
    String id = "task_" + UUID.randomUUID().toString().replace("-", "");
    return tx.run(
            ADD,
            Tuple.of(tx.scope().tenant(), tx.scope().environment(), id, work.kind())
                .addValue(work.toJson().text())
                .addValue(Tx.at(now)))
        .map(id);
  }

  /** Claims due tasks of the scope, at most so many, the oldest first. */
  public static Future<List<Task>> claim(Tx tx, Instant now, int most) {
    return tx.run(
            CLAIM,
            Tuple.of(
                tx.scope().tenant(),
                tx.scope().environment(),
                Tx.at(now),
                Tx.at(now.plus(LEASE)),
                most))
        .map(
            rows ->
                Rows.all(rows, Tasks::task).stream()
                    .sorted(Comparator.comparing(Task::createdAt).thenComparing(Task::id))
                    .toList());
  }

  /** Gives a claimed task back as it is: it is due at once, for anybody. */
  public static Future<Void> release(Tx tx, Task task, Instant now) {
    return step(tx, task, "pending", task.cursor(), 0, task.attempts(), task.lastError(), now, now);
  }

  /**
   * Records a step in the transaction that did it: where it stands, and how many events it handled.
   */
  public static Future<Void> advance(
      Tx tx, Task task, Json.Obj cursor, long events, boolean done, Instant now) {
    return step(tx, task, done ? "done" : "running", cursor, events, 0, null, now.plus(LEASE), now);
  }

  /** Records a failure; the task is due again at an instant, or has failed for good. */
  public static Future<Void> fail(
      Tx tx, Task task, String error, boolean forGood, Instant retryAt, Instant now) {
    return step(
        tx,
        task,
        forGood ? "failed" : "pending",
        task.cursor(),
        0,
        task.attempts() + 1,
        error,
        retryAt,
        now);
  }

  private static Future<Void> step(
      Tx tx,
      Task task,
      String status,
      Json.Obj cursor,
      long events,
      int attempts,
      @org.jspecify.annotations.Nullable String error,
      Instant dueAt,
      Instant now) {
    return tx.run(
            STEP,
            Tuple.of(tx.scope().tenant(), tx.scope().environment(), task.id(), status)
                .addValue(cursor.text())
                .addLong(events)
                .addInteger(attempts)
                .addValue(error)
                .addValue(Tx.at(dueAt))
                .addValue(Tx.at(now)))
        .mapEmpty();
  }

  /** Returns a task, or nothing. */
  public static Future<Optional<Task>> find(Tx tx, String id) {
    return tx.run(
            "select " + COLUMNS + " from tasks where tenant = $1 and environment = $2 and id = $3",
            Tuple.of(tx.scope().tenant(), tx.scope().environment(), id))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(task(rows.iterator().next())));
  }

  /** Returns how many tasks of the scope are not ended. */
  public static Future<Long> open(Tx tx) {
    return tx.run(
            "select count(*) from tasks where tenant = $1 and environment = $2 and status in"
                + " ('pending', 'running')",
            Tuple.of(tx.scope().tenant(), tx.scope().environment()))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** Returns scopes that have due tasks, at most so many. */
  public static Future<List<Scope>> dueScopes(Database database, Instant now, int most) {
    return database.unscoped(
        tx ->
            tx.run("select tenant, environment from due_scopes($1, $2)", Tuple.of(Tx.at(now), most))
                .map(
                    rows -> {
                      List<Scope> scopes = new ArrayList<>();
                      rows.forEach(
                          row -> scopes.add(new Scope(row.getInteger(0), row.getInteger(1))));
                      return scopes;
                    }));
  }

  private static Task task(Row row) {
    return new Task(
        row.getString(0),
        Work.fromJson(row.getString(1), JsonReader.parseObject(row.getString(2))),
        row.getString(3),
        JsonReader.parseObject(row.getString(4)),
        row.getLong(5),
        row.getInteger(6),
        row.getString(7),
        row.getOffsetDateTime(8).toInstant());
  }
}
