package io.pricewright.store.access;

import static io.pricewright.store.database.Scoped.CREATED_AT;
import static io.pricewright.store.database.Scoped.ENVIRONMENT;
import static io.pricewright.store.database.Scoped.ID;
import static io.pricewright.store.database.Scoped.TENANT;
import static io.pricewright.store.database.Scoped.bytes;
import static io.pricewright.store.database.Scoped.table;
import static io.pricewright.store.database.Scoped.text;
import static io.pricewright.store.database.Scoped.time;

import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The table of API keys. It is read before a scope is known, by the hash of the whole key. */
public final class ApiKeys {
  private static final Table<Record> KEYS = table("api_keys");
  private static final Field<byte[]> KEY_HASH = bytes("key_hash");
  private static final Field<String> NAME = text("name");
  private static final Field<String> SHOWN = text("shown");
  private static final Field<String[]> SCOPES =
      DSL.field(DSL.name("scopes"), SQLDataType.CLOB.array());
  private static final Field<Instant> EXPIRES_AT = time("expires_at");
  private static final Field<Instant> REVOKED_AT = time("revoked_at");
  private static final List<Field<?>> ALL =
      List.of(ID, TENANT, ENVIRONMENT, NAME, SHOWN, SCOPES, CREATED_AT, EXPIRES_AT, REVOKED_AT);

  private ApiKeys() {}

  /** Returns the key of a hash, in whatever environment. */
  public static Future<Optional<ApiKey>> find(Tx tx, byte[] hash) {
    return tx.run(Sql.DSL_CONTEXT.select(ALL).from(KEYS).where(KEY_HASH.eq(hash)))
        .map(rows -> Rows.first(rows, ApiKeys::key));
  }

  /** Adds a key. */
  public static Future<Void> add(Tx tx, ApiKey key, byte[] hash) {
    return tx.run(
            Sql.DSL_CONTEXT
                .insertInto(KEYS)
                .set(KEY_HASH, hash)
                .set(ID, key.id())
                .set(TENANT, key.scope().tenant())
                .set(ENVIRONMENT, key.scope().environment())
                .set(NAME, key.name())
                .set(SHOWN, key.shown())
                .set(SCOPES, key.scopes().stream().sorted().toArray(String[]::new))
                .set(CREATED_AT, key.createdAt())
                .set(EXPIRES_AT, key.expiresAt()))
        .mapEmpty();
  }

  /** Returns the keys of the scope that are not revoked, newest first. */
  public static Future<List<ApiKey>> list(Tx tx, int limit, int offset) {
    return tx.run(
            Sql.DSL_CONTEXT
                .select(ALL)
                .from(KEYS)
                .where(Scoped.in(tx.scope()).and(REVOKED_AT.isNull()))
                .orderBy(CREATED_AT.desc(), ID.desc())
                .limit(limit)
                .offset(offset))
        .map(rows -> Rows.all(rows, ApiKeys::key));
  }

  /** Returns how many keys of the scope are not revoked. */
  public static Future<Long> count(Tx tx) {
    return tx.run(
            Sql.DSL_CONTEXT
                .select(DSL.count())
                .from(KEYS)
                .where(Scoped.in(tx.scope()).and(REVOKED_AT.isNull())))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** Takes a key of the scope back; returns whether there was one. */
  public static Future<Boolean> revoke(Tx tx, String id, Instant now) {
    return tx.run(
            Sql.DSL_CONTEXT
                .update(KEYS)
                .set(REVOKED_AT, now)
                .where(Scoped.in(tx.scope()).and(ID.eq(id)).and(REVOKED_AT.isNull())))
        .map(rows -> rows.rowCount() == 1);
  }

  private static ApiKey key(Row row) {
    return new ApiKey(
        row.getString("id"),
        new Scope(row.getInteger("tenant"), row.getInteger("environment")),
        row.getString("name"),
        row.getString("shown"),
        Set.of(row.getArrayOfStrings("scopes")),
        Rows.instant(row, "created_at"),
        Rows.instantOrNull(row, "expires_at"),
        Rows.instantOrNull(row, "revoked_at"));
  }
}
