package io.pricewright.store.access;

import static io.pricewright.store.jooq.tables.ApiKeys.API_KEYS;

import io.pricewright.rules.id.ApiKeyId;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.ApiKeyRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The table of API keys. It is read before a scope is known, by the hash of the whole key. */
public final class ApiKeys {
  private static final List<Field<?>> WITH_SCOPE = withScope();
  private static final Statement FIND =
      Sql.statement(
          dsl ->
              dsl.select(WITH_SCOPE)
                  .from(API_KEYS)
                  .where(API_KEYS.KEY_HASH.eq(Sql.arg(1, API_KEYS.KEY_HASH))));
  private static final Statement LIST =
      Sql.statement(
          dsl ->
              dsl.select(WITH_SCOPE)
                  .from(API_KEYS)
                  .where(Sql.in(API_KEYS))
                  .and(API_KEYS.REVOKED_AT.isNull())
                  .orderBy(API_KEYS.CREATED_AT.desc(), API_KEYS.ID.desc())
                  .limit(Sql.arg(1, SQLDataType.INTEGER))
                  .offset(Sql.arg(2, SQLDataType.INTEGER)));
  private static final Statement COUNT =
      Sql.statement(
          dsl ->
              dsl.select(DSL.count())
                  .from(API_KEYS)
                  .where(Sql.in(API_KEYS))
                  .and(API_KEYS.REVOKED_AT.isNull()));
  private static final Statement REVOKE =
      Sql.statement(
          dsl ->
              dsl.update(API_KEYS)
                  .set(API_KEYS.REVOKED_AT, Sql.arg(2, API_KEYS.REVOKED_AT))
                  .where(Sql.in(API_KEYS))
                  .and(API_KEYS.ID.eq(Sql.arg(1, API_KEYS.ID)))
                  .and(API_KEYS.REVOKED_AT.isNull()));

  /** In one order, so that two who take a key back wait for each other. */
  private static final Statement UNLIMITED =
      Sql.statement(
          dsl ->
              dsl.select(API_KEYS.ID)
                  .from(API_KEYS)
                  .where(Sql.in(API_KEYS))
                  .and(API_KEYS.REVOKED_AT.isNull())
                  .and(API_KEYS.SCOPES.contains(Sql.arg(1, API_KEYS.SCOPES)))
                  .and(
                      API_KEYS
                          .EXPIRES_AT
                          .isNull()
                          .or(API_KEYS.EXPIRES_AT.gt(Sql.arg(2, API_KEYS.EXPIRES_AT))))
                  .orderBy(API_KEYS.ID)
                  .forUpdate());

  private static final Statement SCOPES_OF_ALL =
      Sql.statement(
          dsl ->
              dsl.selectDistinct(API_KEYS.TENANT, API_KEYS.ENVIRONMENT)
                  .from(API_KEYS)
                  .orderBy(API_KEYS.TENANT, API_KEYS.ENVIRONMENT));

  private ApiKeys() {}

  private static List<Field<?>> withScope() {
    List<Field<?>> fields = new ArrayList<>(ApiKeyRow.TABLE.fields());
    fields.add(API_KEYS.TENANT);
    fields.add(API_KEYS.ENVIRONMENT);
    return List.copyOf(fields);
  }

  /** Returns the key of a hash, in whatever environment. */
  public static Future<Optional<ApiKey>> find(Tx tx, byte[] hash) {
    return tx.run(FIND, hash).map(rows -> Rows.first(rows, ApiKeys::key));
  }

  /** Adds a key to the environment of the transaction, which is the key's. */
  public static Future<Void> add(Tx tx, ApiKey key, byte[] hash) {
    return ApiKeyRow.TABLE.add(
        tx,
        new ApiKeyRow(
            hash,
            key.id(),
            key.name(),
            key.shown(),
            key.scopes().stream().sorted().toArray(String[]::new),
            key.createdAt(),
            key.expiresAt(),
            key.revokedAt()));
  }

  /** Returns the keys of the scope that are not revoked, newest first. */
  public static Future<List<ApiKey>> list(Tx tx, int limit, int offset) {
    return tx.run(LIST, limit, offset).map(rows -> Rows.all(rows, ApiKeys::key));
  }

  /** Returns how many keys of the scope are not revoked. */
  public static Future<Long> count(Tx tx) {
    return tx.run(COUNT).map(rows -> rows.iterator().next().getLong(0));
  }

  /** Takes a key of the scope back; returns whether there was one. */
  public static Future<Boolean> revoke(Tx tx, ApiKeyId id, Instant now) {
    return tx.run(REVOKE, id, now).map(rows -> rows.rowCount() == 1);
  }

  /**
   * Returns the keys of the scope that have a scope of their own and hold now, and keeps them from
   * being taken back by others until the transaction ends.
   */
  public static Future<List<ApiKeyId>> holding(Tx tx, String scope, Instant now) {
    return tx.run(UNLIMITED, new String[] {scope}, now)
        .map(rows -> Rows.all(rows, row -> new ApiKeyId(row.getString(0))));
  }

  /** Returns every environment that has or had a key; outside any scope. */
  public static Future<List<Scope>> scopes(Tx tx) {
    return tx.run(SCOPES_OF_ALL)
        .map(rows -> Rows.all(rows, row -> new Scope(row.getInteger(0), row.getInteger(1))));
  }

  private static ApiKey key(Row row) {
    ApiKeyRow read = ApiKeyRow.read(row, 0);
    int scope = ApiKeyRow.TABLE.fields().size();
    return new ApiKey(
        read.id(),
        new Scope(row.getInteger(scope), row.getInteger(scope + 1)),
        read.name(),
        read.shown(),
        Set.of(read.scopes()),
        read.createdAt(),
        read.expiresAt(),
        read.revokedAt());
  }
}
