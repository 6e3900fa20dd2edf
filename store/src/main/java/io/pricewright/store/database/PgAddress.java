package io.pricewright.store.database;

import io.vertx.pgclient.PgConnectOptions;

/**
 * Where a PostgreSQL database is and as whom to use it.
 *
 * @param host name or address
 * @param port TCP port
 * @param database database name
 * @param user role
 * @param password its password; empty for none
 */
public record PgAddress(String host, int port, String database, String user, String password) {
  /** Returns the address for the reactive client. */
  public PgConnectOptions options() {
    return new PgConnectOptions()
        .setHost(host)
        .setPort(port)
        .setDatabase(database)
        .setUser(user)
        .setPassword(password);
  }

  /** Returns the JDBC URL, without credentials. */
  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
  }

  /** Returns the same server and role with another database. */
  public PgAddress withDatabase(String other) {
    return new PgAddress(host, port, other, user, password);
  }

  @Override
  public String toString() {
    return "%s@%s:%d/%s".formatted(user, host, port, database);
  }
}
