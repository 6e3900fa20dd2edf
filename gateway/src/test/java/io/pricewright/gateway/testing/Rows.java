package io.pricewright.gateway.testing;

import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.PgAddress;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks into the tables of a database: at all rows, or at those of one environment. */
public final class Rows implements AutoCloseable {
  private final Connection connection;
  private final @Nullable Scope scope;

  private Rows(Connection connection, @Nullable Scope scope) {
    this.connection = connection;
    this.scope = scope;
  }

  /**
   * Returns a look at all rows; row level security binds the owner too, so it is told to let it.
   */
  public static Rows ofAll(PgAddress owner) {
    Rows rows = new Rows(connect(owner), null);
    rows.execute(
        """
        do $$ declare t text;
        begin
          for t in select relname from pg_class where relforcerowsecurity and not exists
              (select from pg_policy where polrelid = pg_class.oid and polname = 'tests_see') loop
            execute format('create policy tests_see on %I for select to current_user using (true)', t);
          end loop;
        end $$\
        """);
    return rows;
  }

  /** Returns a look with the rights of a node, whose connection serves many environments. */
  static Rows asNode(PgAddress app) {
    return new Rows(connect(app), null);
  }

  /** Returns a look at the rows of one environment by the same connection. */
  Rows in(Scope one) {
    return new Rows(connection, one);
  }

  /** Returns the environment whose rows it sees. */
  public Scope scope() {
    return Objects.requireNonNull(scope, "it sees all");
  }

  /** Connects for SQL of a test's own. */
  public static Connection connect(PgAddress address) {
    try {
      return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    } catch (SQLException e) {
      throw new AssertionError("no connection to " + address, e);
    }
  }

  private interface Reading<T> {
    T of(ResultSet rows) throws SQLException;
  }

  private <T> T ask(String sql, Reading<T> reading) {
    synchronized (connection) {
      try (Statement statement = connection.createStatement()) {
        enter(statement);
        try (ResultSet rows = statement.executeQuery(sql)) {
          return reading.of(rows);
        }
      } catch (SQLException e) {
        throw new AssertionError(sql, e);
      }
    }
  }

  private void enter(Statement statement) throws SQLException {
    if (scope != null) {
      statement.execute(
          "select set_config('app.tenant', '%d', false), set_config('app.environment', '%d', false)"
              .formatted(scope.tenant(), scope.environment()));
    }
  }

  /** Does something in the database. */
  public void execute(String sql) {
    synchronized (connection) {
      try (Statement statement = connection.createStatement()) {
        enter(statement);
        statement.execute(sql);
      } catch (SQLException e) {
        throw new AssertionError(sql, e);
      }
    }
  }

  /** Asks for one whole number. */
  public long number(String sql) {
    return decimal(sql).longValueExact();
  }

  /** Asks for one number. */
  public BigDecimal decimal(String sql) {
    return Objects.requireNonNull(
        ask(
            sql,
            rows -> {
              rows.next();
              return rows.getBigDecimal(1);
            }),
        sql);
  }

  /** Asks for the first column of some rows as text. */
  public List<String> texts(String sql) {
    return ask(
        sql,
        rows -> {
          List<String> texts = new ArrayList<>();
          while (rows.next()) {
            texts.add(String.valueOf(rows.getString(1)));
          }
          return texts;
        });
  }

  /** Waits until no task is open, and fails the test when one has failed. */
  public void settle() {
    Waiting.until(
        "no task is open",
        () ->
            number(
                    "select count(*) from tasks where status in ('pending', 'running') and not"
                        + " (kind in ('end_subscription', 'carry_level') and status = 'pending'"
                        + " and attempts = 0 and due_at > now())")
                == 0);
    List<String> failed =
        texts("select kind || ' ' || coalesce(last_error, '') from tasks where status = 'failed'");
    if (!failed.isEmpty()) {
      throw new AssertionError("tasks have failed: " + failed);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
