package io.pricewright.store.migration;

import io.pricewright.store.embedded.Admin;
import io.pricewright.store.embedded.PgAddress;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** The migrations of the schema. Blocking; not for an event loop. */
public final class Migrations {
  private Migrations() {}

  /**
   * Runs what is missing as {@code owner} and grants the application role its rights, if that role
   * exists; concurrent nodes wait for each other. Returns how many scripts ran.
   */
  public static int migrate(PgAddress owner) {
    int ran =
        Flyway.configure()
            .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
            .locations("classpath:db/migration")
            .validateMigrationNaming(true)
            .load()
            .migrate()
            .migrationsExecuted;
    grant(owner);
    return ran;
  }

  private static void grant(PgAddress owner) {
    try (Admin sql = new Admin(owner)) {
      if (sql.text("select 1 from pg_roles where rolname = '" + Admin.APP + "'").isEmpty()) {
        return;
      }
      sql.run("grant usage on schema public to " + Admin.APP);
      sql.run(
          "grant select, insert, update, delete on all tables in schema public to " + Admin.APP);
      sql.run("revoke all on flyway_schema_history from " + Admin.APP);
      sql.run("grant usage, select on all sequences in schema public to " + Admin.APP);
      sql.run("grant execute on all functions in schema public to " + Admin.APP);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The rights of "
              + Admin.APP
              + " cannot be granted: does "
              + owner.user()
              + " own the tables of "
              + owner.database()
              + "?",
          e);
    }
  }
}
