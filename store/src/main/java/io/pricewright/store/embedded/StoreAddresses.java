package io.pricewright.store.embedded;

import io.pricewright.store.database.PgAddress;

/**
 * Where the stores are.
 *
 * @param app PostgreSQL as the application's role
 * @param owner PostgreSQL as the role that owns the tables and runs migrations
 * @param redisUri Redis
 */
public record StoreAddresses(PgAddress app, PgAddress owner, String redisUri) {}
