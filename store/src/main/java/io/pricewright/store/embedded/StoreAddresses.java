package io.pricewright.store.embedded;

/**
 * The addresses a node needs: the application's login, the owner's login (migrations only), and
 * Redis.
 *
 * @param app the role that serves requests; row level security binds it
 * @param owner the role that owns the tables and runs the migrations
 * @param redisUri {@code redis://host:port} with an optional {@code /number} of a logical database
 */
public record StoreAddresses(PgAddress app, PgAddress owner, String redisUri) {}
