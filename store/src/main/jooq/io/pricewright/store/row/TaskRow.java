package io.pricewright.store.row;

import io.pricewright.rules.id.TaskId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.rerating.TaskStatus;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Tasks;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code tasks}. */
public record TaskRow(
    TaskId id,
    String kind,
    Json.Obj work,
    TaskStatus status,
    Json.Obj cursor,
    Long doneEvents,
    Integer attempts,
    @Nullable String lastError,
    Instant dueAt,
    Instant createdAt,
    Instant updatedAt) {
  /** {@code id}. */
  public static final Column<TaskRow, TaskId> ID =
      Column.of(Tasks.TASKS.ID, TaskRow::id);

  /** {@code kind}. */
  public static final Column<TaskRow, String> KIND =
      Column.of(Tasks.TASKS.KIND, TaskRow::kind);

  /** {@code work}. */
  public static final Column<TaskRow, Json.Obj> WORK =
      Column.of(Tasks.TASKS.WORK, TaskRow::work);

  /** {@code status}. */
  public static final Column<TaskRow, TaskStatus> STATUS =
      Column.of(Tasks.TASKS.STATUS, TaskRow::status);

  /** {@code cursor}. */
  public static final Column<TaskRow, Json.Obj> CURSOR =
      Column.of(Tasks.TASKS.CURSOR, TaskRow::cursor);

  /** {@code done_events}. */
  public static final Column<TaskRow, Long> DONE_EVENTS =
      Column.of(Tasks.TASKS.DONE_EVENTS, TaskRow::doneEvents);

  /** {@code attempts}. */
  public static final Column<TaskRow, Integer> ATTEMPTS =
      Column.of(Tasks.TASKS.ATTEMPTS, TaskRow::attempts);

  /** {@code last_error}. */
  public static final Column<TaskRow, String> LAST_ERROR =
      Column.of(Tasks.TASKS.LAST_ERROR, TaskRow::lastError);

  /** {@code due_at}. */
  public static final Column<TaskRow, Instant> DUE_AT =
      Column.of(Tasks.TASKS.DUE_AT, TaskRow::dueAt);

  /** {@code created_at}. */
  public static final Column<TaskRow, Instant> CREATED_AT =
      Column.of(Tasks.TASKS.CREATED_AT, TaskRow::createdAt);

  /** {@code updated_at}. */
  public static final Column<TaskRow, Instant> UPDATED_AT =
      Column.of(Tasks.TASKS.UPDATED_AT, TaskRow::updatedAt);

  /** The everyday statements. */
  public static final Entity<TaskRow> TABLE =
      Entity.of(
          Tasks.TASKS,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              KIND,
              WORK,
              STATUS,
              CURSOR,
              DONE_EVENTS,
              ATTEMPTS,
              LAST_ERROR,
              DUE_AT,
              CREATED_AT,
              UPDATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static TaskRow read(Row row, int at) {
    return new TaskRow(
        ID.get(row, at + 0),
        KIND.get(row, at + 1),
        WORK.get(row, at + 2),
        STATUS.get(row, at + 3),
        CURSOR.get(row, at + 4),
        DONE_EVENTS.get(row, at + 5),
        ATTEMPTS.get(row, at + 6),
        LAST_ERROR.getOrNull(row, at + 7),
        DUE_AT.get(row, at + 8),
        CREATED_AT.get(row, at + 9),
        UPDATED_AT.get(row, at + 10));
  }

  /** Returns the row with another id. */
  public TaskRow withId(TaskId id) {
    return new TaskRow(
        id,
        kind,
        work,
        status,
        cursor,
        doneEvents,
        attempts,
        lastError,
        dueAt,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another kind. */
  public TaskRow withKind(String kind) {
    return new TaskRow(
        id,
        kind,
        work,
        status,
        cursor,
        doneEvents,
        attempts,
        lastError,
        dueAt,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another work. */
  public TaskRow withWork(Json.Obj work) {
    return new TaskRow(
        id,
        kind,
        work,
        status,
        cursor,
        doneEvents,
        attempts,
        lastError,
        dueAt,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another status. */
  public TaskRow withStatus(TaskStatus status) {
    return new TaskRow(
        id,
        kind,
        work,
        status,
        cursor,
        doneEvents,
        attempts,
        lastError,
        dueAt,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another cursor. */
  public TaskRow withCursor(Json.Obj cursor) {
    return new TaskRow(
        id,
        kind,
        work,
        status,
        cursor,
        doneEvents,
        attempts,
        lastError,
        dueAt,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another done_events. */
  public TaskRow withDoneEvents(Long doneEvents) {
    return new TaskRow(
        id,
        kind,
        work,
        status,
        cursor,
        doneEvents,
        attempts,
        lastError,
        dueAt,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another attempts. */
  public TaskRow withAttempts(Integer attempts) {
    return new TaskRow(
        id,
        kind,
        work,
        status,
        cursor,
        doneEvents,
        attempts,
        lastError,
        dueAt,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another last_error. */
  public TaskRow withLastError(@Nullable String lastError) {
    return new TaskRow(
        id,
        kind,
        work,
        status,
        cursor,
        doneEvents,
        attempts,
        lastError,
        dueAt,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another due_at. */
  public TaskRow withDueAt(Instant dueAt) {
    return new TaskRow(
        id,
        kind,
        work,
        status,
        cursor,
        doneEvents,
        attempts,
        lastError,
        dueAt,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another created_at. */
  public TaskRow withCreatedAt(Instant createdAt) {
    return new TaskRow(
        id,
        kind,
        work,
        status,
        cursor,
        doneEvents,
        attempts,
        lastError,
        dueAt,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another updated_at. */
  public TaskRow withUpdatedAt(Instant updatedAt) {
    return new TaskRow(
        id,
        kind,
        work,
        status,
        cursor,
        doneEvents,
        attempts,
        lastError,
        dueAt,
        createdAt,
        updatedAt);
  }
}
