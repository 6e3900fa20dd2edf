package io.pricewright.store.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A superuser's connection that makes roles and databases; names are ours, never a caller's. */
public final class Admin implements AutoCloseable {
  /** The role that owns the database and runs migrations. */
  public static final String OWNER = "pricewright_owner";

  /** The role that serves requests: no owner, no superuser, bound by row level security. */
  public static final String APP = "pricewright_app";

  /** The database's name. */
  public static final String DATABASE = "pricewright";

  private final Connection connection;

  /** Connects as the given superuser. */
  public Admin(PgAddress superuser) throws SQLException {
    connection =
        DriverManager.getConnection(superuser.jdbcUrl(), superuser.user(), superuser.password());
  }

  /** Runs one statement. */
  public void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the first row as text, or the empty string when there is none. */
  public String text(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  /** Makes both roles if need be and gives them these passwords (hexadecimal, no quotes). */
  public void ensureRoles(String ownerPassword, String appPassword) throws SQLException {
    ensureRole(OWNER, ownerPassword);
    ensureRole(APP, appPassword);
  }

  private void ensureRole(String role, String password) throws SQLException {
    String verb =
        text("select 1 from pg_roles where rolname = '" + role + "'").isEmpty()
            ? "create"
            : "alter";
    run(
        verb
            + " role "
            + role
            + " login nosuperuser nobypassrls nocreatedb nocreaterole password '"
            + password
            + "'");
  }

  /** Makes the database, owned by the owner role, if it is not there. */
  public void ensureDatabase(String database) throws SQLException {
    if (text("select 1 from pg_database where datname = '" + database + "'").isEmpty()) {
      run("create database " + database + " owner " + OWNER);
    }
  }

  void requireOn(String setting) throws SQLException {
    if (!text("show " + setting).equals("on")) {
      throw new StoreStartException(
          "PostgreSQL runs with " + setting + " off and could lose paid usage: switch it on.");
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
