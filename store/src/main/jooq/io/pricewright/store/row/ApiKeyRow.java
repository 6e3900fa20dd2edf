package io.pricewright.store.row;

import io.pricewright.rules.id.ApiKeyId;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.ApiKeys;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code api_keys}. */
@SuppressWarnings("ArrayRecordComponent")
public record ApiKeyRow(
    byte[] keyHash,
    ApiKeyId id,
    String name,
    String shown,
    String[] scopes,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt) {
  /** {@code key_hash}. */
  public static final Column<ApiKeyRow, byte[]> KEY_HASH =
      Column.of(ApiKeys.API_KEYS.KEY_HASH, ApiKeyRow::keyHash);

  /** {@code id}. */
  public static final Column<ApiKeyRow, ApiKeyId> ID =
      Column.of(ApiKeys.API_KEYS.ID, ApiKeyRow::id);

  /** {@code name}. */
  public static final Column<ApiKeyRow, String> NAME =
      Column.of(ApiKeys.API_KEYS.NAME, ApiKeyRow::name);

  /** {@code shown}. */
  public static final Column<ApiKeyRow, String> SHOWN =
      Column.of(ApiKeys.API_KEYS.SHOWN, ApiKeyRow::shown);

  /** {@code scopes}. */
  public static final Column<ApiKeyRow, String[]> SCOPES =
      Column.of(ApiKeys.API_KEYS.SCOPES, ApiKeyRow::scopes);

  /** {@code created_at}. */
  public static final Column<ApiKeyRow, Instant> CREATED_AT =
      Column.of(ApiKeys.API_KEYS.CREATED_AT, ApiKeyRow::createdAt);

  /** {@code expires_at}. */
  public static final Column<ApiKeyRow, Instant> EXPIRES_AT =
      Column.of(ApiKeys.API_KEYS.EXPIRES_AT, ApiKeyRow::expiresAt);

  /** {@code revoked_at}. */
  public static final Column<ApiKeyRow, Instant> REVOKED_AT =
      Column.of(ApiKeys.API_KEYS.REVOKED_AT, ApiKeyRow::revokedAt);

  /** The everyday statements. */
  public static final Entity<ApiKeyRow> TABLE =
      Entity.of(
          ApiKeys.API_KEYS,
          row -> read(row, 0),
          List.of(KEY_HASH),
          List.of(
              KEY_HASH,
              ID,
              NAME,
              SHOWN,
              SCOPES,
              CREATED_AT,
              EXPIRES_AT,
              REVOKED_AT));

  /** Reads a row whose columns begin at a position. */
  public static ApiKeyRow read(Row row, int at) {
    return new ApiKeyRow(
        KEY_HASH.get(row, at + 0),
        ID.get(row, at + 1),
        NAME.get(row, at + 2),
        SHOWN.get(row, at + 3),
        SCOPES.get(row, at + 4),
        CREATED_AT.get(row, at + 5),
        EXPIRES_AT.getOrNull(row, at + 6),
        REVOKED_AT.getOrNull(row, at + 7));
  }

  /** Returns the row with another key_hash. */
  public ApiKeyRow withKeyHash(byte[] keyHash) {
    return new ApiKeyRow(
        keyHash,
        id,
        name,
        shown,
        scopes,
        createdAt,
        expiresAt,
        revokedAt);
  }

  /** Returns the row with another id. */
  public ApiKeyRow withId(ApiKeyId id) {
    return new ApiKeyRow(
        keyHash,
        id,
        name,
        shown,
        scopes,
        createdAt,
        expiresAt,
        revokedAt);
  }

  /** Returns the row with another name. */
  public ApiKeyRow withName(String name) {
    return new ApiKeyRow(
        keyHash,
        id,
        name,
        shown,
        scopes,
        createdAt,
        expiresAt,
        revokedAt);
  }

  /** Returns the row with another shown. */
  public ApiKeyRow withShown(String shown) {
    return new ApiKeyRow(
        keyHash,
        id,
        name,
        shown,
        scopes,
        createdAt,
        expiresAt,
        revokedAt);
  }

  /** Returns the row with another scopes. */
  public ApiKeyRow withScopes(String[] scopes) {
    return new ApiKeyRow(
        keyHash,
        id,
        name,
        shown,
        scopes,
        createdAt,
        expiresAt,
        revokedAt);
  }

  /** Returns the row with another created_at. */
  public ApiKeyRow withCreatedAt(Instant createdAt) {
    return new ApiKeyRow(
        keyHash,
        id,
        name,
        shown,
        scopes,
        createdAt,
        expiresAt,
        revokedAt);
  }

  /** Returns the row with another expires_at. */
  public ApiKeyRow withExpiresAt(@Nullable Instant expiresAt) {
    return new ApiKeyRow(
        keyHash,
        id,
        name,
        shown,
        scopes,
        createdAt,
        expiresAt,
        revokedAt);
  }

  /** Returns the row with another revoked_at. */
  public ApiKeyRow withRevokedAt(@Nullable Instant revokedAt) {
    return new ApiKeyRow(
        keyHash,
        id,
        name,
        shown,
        scopes,
        createdAt,
        expiresAt,
        revokedAt);
  }
}
