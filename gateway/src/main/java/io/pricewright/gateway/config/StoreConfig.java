package io.pricewright.gateway.config;

import io.pricewright.store.database.PgAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the stores are.
 *
 * @param app PostgreSQL as the application's role; null for the embedded one
 * @param owner PostgreSQL as the owner, to migrate at start; null to leave the tables alone
 * @param redisUri Redis; null for the embedded one
 * @param connections most database connections
 */
public record StoreConfig(
    @Nullable PgAddress app,
    @Nullable PgAddress owner,
    @Nullable String redisUri,
    int connections) {
  private static final Setting<PgAddress> PG_URL =
      Setting.database(
          "PRICEWRIGHT_PG_URL",
          "an embedded one",
          "PostgreSQL, as a role that neither owns the tables nor bypasses row level security");

  private static final Setting<PgAddress> PG_OWNER_URL =
      Setting.database(
          "PRICEWRIGHT_PG_OWNER_URL",
          "tables are left as they are",
          "the same as the tables' owner; migrations run at start");

  private static final Setting<String> REDIS_URL =
      Setting.redis("PRICEWRIGHT_REDIS_URL", "an embedded one", "Redis");

  private static final Setting<Integer> CONNECTIONS =
      Setting.whole("PRICEWRIGHT_CONNECTIONS", 1, 1_000, 16, "connections to the database at most");

  static final List<Setting<?>> SETTINGS = List.of(PG_URL, PG_OWNER_URL, REDIS_URL, CONNECTIONS);

  /** Reads it. */
  public static StoreConfig read(Variables from) {
    return new StoreConfig(
        from.find(PG_URL), from.find(PG_OWNER_URL), from.find(REDIS_URL), from.get(CONNECTIONS));
  }

  @Override
  public String toString() {
    return "StoreConfig[app=%s, owner=%s, redis %s, connections=%d]"
        .formatted(app, owner, redisUri == null ? "embedded" : "named", connections);
  }
}
