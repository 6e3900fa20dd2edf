package io.pricewright.store.row;

import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.IdempotencyKeys;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code idempotency_keys}. */
@SuppressWarnings("ArrayRecordComponent")
public record IdempotencyKeyRow(
    byte[] keyHash,
    byte[] bodyHash,
    @Nullable Integer status,
    @Nullable String answer,
    Instant createdAt) {
  /** {@code key_hash}. */
  public static final Column<IdempotencyKeyRow, byte[]> KEY_HASH =
      Column.of(IdempotencyKeys.IDEMPOTENCY_KEYS.KEY_HASH, IdempotencyKeyRow::keyHash);

  /** {@code body_hash}. */
  public static final Column<IdempotencyKeyRow, byte[]> BODY_HASH =
      Column.of(IdempotencyKeys.IDEMPOTENCY_KEYS.BODY_HASH, IdempotencyKeyRow::bodyHash);

  /** {@code status}. */
  public static final Column<IdempotencyKeyRow, Integer> STATUS =
      Column.of(IdempotencyKeys.IDEMPOTENCY_KEYS.STATUS, IdempotencyKeyRow::status);

  /** {@code answer}. */
  public static final Column<IdempotencyKeyRow, String> ANSWER =
      Column.of(IdempotencyKeys.IDEMPOTENCY_KEYS.ANSWER, IdempotencyKeyRow::answer);

  /** {@code created_at}. */
  public static final Column<IdempotencyKeyRow, Instant> CREATED_AT =
      Column.of(IdempotencyKeys.IDEMPOTENCY_KEYS.CREATED_AT, IdempotencyKeyRow::createdAt);

  /** The everyday statements. */
  public static final Entity<IdempotencyKeyRow> TABLE =
      Entity.of(
          IdempotencyKeys.IDEMPOTENCY_KEYS,
          row -> read(row, 0),
          List.of(KEY_HASH),
          List.of(
              KEY_HASH,
              BODY_HASH,
              STATUS,
              ANSWER,
              CREATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static IdempotencyKeyRow read(Row row, int at) {
    return new IdempotencyKeyRow(
        KEY_HASH.get(row, at + 0),
        BODY_HASH.get(row, at + 1),
        STATUS.getOrNull(row, at + 2),
        ANSWER.getOrNull(row, at + 3),
        CREATED_AT.get(row, at + 4));
  }

  /** Returns the row with another key_hash. */
  public IdempotencyKeyRow withKeyHash(byte[] keyHash) {
    return new IdempotencyKeyRow(
        keyHash,
        bodyHash,
        status,
        answer,
        createdAt);
  }

  /** Returns the row with another body_hash. */
  public IdempotencyKeyRow withBodyHash(byte[] bodyHash) {
    return new IdempotencyKeyRow(
        keyHash,
        bodyHash,
        status,
        answer,
        createdAt);
  }

  /** Returns the row with another status. */
  public IdempotencyKeyRow withStatus(@Nullable Integer status) {
    return new IdempotencyKeyRow(
        keyHash,
        bodyHash,
        status,
        answer,
        createdAt);
  }

  /** Returns the row with another answer. */
  public IdempotencyKeyRow withAnswer(@Nullable String answer) {
    return new IdempotencyKeyRow(
        keyHash,
        bodyHash,
        status,
        answer,
        createdAt);
  }

  /** Returns the row with another created_at. */
  public IdempotencyKeyRow withCreatedAt(Instant createdAt) {
    return new IdempotencyKeyRow(
        keyHash,
        bodyHash,
        status,
        answer,
        createdAt);
  }
}
