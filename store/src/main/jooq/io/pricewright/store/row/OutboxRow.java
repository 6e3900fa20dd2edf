package io.pricewright.store.row;

import io.pricewright.rules.id.NotificationId;
import io.pricewright.rules.notification.NotificationType;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Outbox;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code outbox}. */
public record OutboxRow(
    NotificationId id,
    NotificationType type,
    String payload,
    Instant createdAt,
    Integer attempts,
    Instant nextAttemptAt,
    @Nullable String lastError) {
  /** {@code id}. */
  public static final Column<OutboxRow, NotificationId> ID =
      Column.of(Outbox.OUTBOX.ID, OutboxRow::id);

  /** {@code type}. */
  public static final Column<OutboxRow, NotificationType> TYPE =
      Column.of(Outbox.OUTBOX.TYPE, OutboxRow::type);

  /** {@code payload}. */
  public static final Column<OutboxRow, String> PAYLOAD =
      Column.of(Outbox.OUTBOX.PAYLOAD, OutboxRow::payload);

  /** {@code created_at}. */
  public static final Column<OutboxRow, Instant> CREATED_AT =
      Column.of(Outbox.OUTBOX.CREATED_AT, OutboxRow::createdAt);

  /** {@code attempts}. */
  public static final Column<OutboxRow, Integer> ATTEMPTS =
      Column.of(Outbox.OUTBOX.ATTEMPTS, OutboxRow::attempts);

  /** {@code next_attempt_at}. */
  public static final Column<OutboxRow, Instant> NEXT_ATTEMPT_AT =
      Column.of(Outbox.OUTBOX.NEXT_ATTEMPT_AT, OutboxRow::nextAttemptAt);

  /** {@code last_error}. */
  public static final Column<OutboxRow, String> LAST_ERROR =
      Column.of(Outbox.OUTBOX.LAST_ERROR, OutboxRow::lastError);

  /** The everyday statements. */
  public static final Entity<OutboxRow> TABLE =
      Entity.of(
          Outbox.OUTBOX,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              TYPE,
              PAYLOAD,
              CREATED_AT,
              ATTEMPTS,
              NEXT_ATTEMPT_AT,
              LAST_ERROR));

  /** Reads a row whose columns begin at a position. */
  public static OutboxRow read(Row row, int at) {
    return new OutboxRow(
        ID.get(row, at + 0),
        TYPE.get(row, at + 1),
        PAYLOAD.get(row, at + 2),
        CREATED_AT.get(row, at + 3),
        ATTEMPTS.get(row, at + 4),
        NEXT_ATTEMPT_AT.get(row, at + 5),
        LAST_ERROR.getOrNull(row, at + 6));
  }

  /** Returns the row with another id. */
  public OutboxRow withId(NotificationId id) {
    return new OutboxRow(
        id,
        type,
        payload,
        createdAt,
        attempts,
        nextAttemptAt,
        lastError);
  }

  /** Returns the row with another type. */
  public OutboxRow withType(NotificationType type) {
    return new OutboxRow(
        id,
        type,
        payload,
        createdAt,
        attempts,
        nextAttemptAt,
        lastError);
  }

  /** Returns the row with another payload. */
  public OutboxRow withPayload(String payload) {
    return new OutboxRow(
        id,
        type,
        payload,
        createdAt,
        attempts,
        nextAttemptAt,
        lastError);
  }

  /** Returns the row with another created_at. */
  public OutboxRow withCreatedAt(Instant createdAt) {
    return new OutboxRow(
        id,
        type,
        payload,
        createdAt,
        attempts,
        nextAttemptAt,
        lastError);
  }

  /** Returns the row with another attempts. */
  public OutboxRow withAttempts(Integer attempts) {
    return new OutboxRow(
        id,
        type,
        payload,
        createdAt,
        attempts,
        nextAttemptAt,
        lastError);
  }

  /** Returns the row with another next_attempt_at. */
  public OutboxRow withNextAttemptAt(Instant nextAttemptAt) {
    return new OutboxRow(
        id,
        type,
        payload,
        createdAt,
        attempts,
        nextAttemptAt,
        lastError);
  }

  /** Returns the row with another last_error. */
  public OutboxRow withLastError(@Nullable String lastError) {
    return new OutboxRow(
        id,
        type,
        payload,
        createdAt,
        attempts,
        nextAttemptAt,
        lastError);
  }
}
