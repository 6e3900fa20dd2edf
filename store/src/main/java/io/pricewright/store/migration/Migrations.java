package io.pricewright.store.migration;

import io.pricewright.store.database.PgAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/**
 * Runs the migrations and grants the application's role what it needs. Blocks: call it at start-up.
 *
 * <p>Text: roles and rights are PostgreSQL's own catalogue.
 */
public final class Migrations {
  private Migrations() {}

  /**
   * Migrates a database.
   *
   * @param owner the address under the owner's role
   * @param appRole role that gets rights on the rows, and none on the tables
   */
  public static void migrate(PgAddress owner, String appRole) {
    Flyway.configure()
        .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
        .locations("classpath:db/migration")
        .load()
        .migrate();
    try (Connection connection =
            DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
        Statement statement = connection.createStatement()) {
      check(statement, appRole);
      statement.execute(
          "grant select, insert, update, delete on all tables in schema public to " + appRole);
      statement.execute("grant usage on all sequences in schema public to " + appRole);
      statement.execute("revoke insert, update, delete on flyway_schema_history from " + appRole);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "the rights of role %s could not be set".formatted(appRole), e);
    }
  }

  /**
   * Refuses a role that row level security does not bind, and a name that is no plain identifier.
   */
  private static void check(Statement statement, String appRole) throws SQLException {
    if (!appRole.matches("[a-z_][a-z0-9_]*")) {
      throw new IllegalStateException("the application's role has a plain lower-case name");
    }
    try (ResultSet role =
        statement.executeQuery(
            "select rolsuper or rolbypassrls from pg_roles where rolname = '" + appRole + "'")) {
      if (!role.next()) {
        throw new IllegalStateException("there is no database role " + appRole);
      }
      if (role.getBoolean(1)) {
        throw new IllegalStateException(
            "role %s bypasses row level security; give the application a plain role"
                .formatted(appRole));
      }
    }
  }
}
