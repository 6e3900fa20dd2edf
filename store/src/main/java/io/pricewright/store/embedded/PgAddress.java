package io.pricewright.store.embedded;

/** Where a PostgreSQL database is and who logs in; {@link #toString()} leaves the password out. */
public record PgAddress(String host, int port, String database, String user, String password) {

  /** The JDBC URL, without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  /** The same server and login, another database. */
  public PgAddress withDatabase(String other) {
    return new PgAddress(host, port, other, user, password);
  }

  /** The same server and database, another login. */
  public PgAddress withUser(String otherUser, String otherPassword) {
    return new PgAddress(host, port, database, otherUser, otherPassword);
  }

  @Override
  public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
  }
}
