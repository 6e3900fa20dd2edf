package io.pricewright.gateway.bench;

import io.pricewright.store.database.PgAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The rows of the measurement of what is due: customers made of one that stands for all, and the
 * rows that their dues wrote, inserted once more by {@code unnest} into equal tables.
 */
final class DueRows implements AutoCloseable {
  /** What a due credit writes or moves, table by table. */
  private static final List<String> WRITTEN =
      List.of(
          "wallet_grants",
          "wallet_transactions",
          "postings",
          "balances",
          "credit_schedules",
          "customer_dues",
          "gates");

  private static final int ROWS = 250;

  private final PgAddress owner;
  private final Connection connection;

  private DueRows(PgAddress owner, Connection connection) {
    this.owner = owner;
    this.connection = connection;
  }

  /** Connects as the owner. */
  static DueRows connect(PgAddress owner) {
    try {
      return new DueRows(owner, connection(owner));
    } catch (SQLException e) {
      throw new BenchException("The database cannot be used: " + e.getMessage());
    }
  }

  private static Connection connection(PgAddress owner) throws SQLException {
    return DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
  }

  /** Begins a transaction in the only environment there is. */
  private static Statement entered(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    Statement statement = connection.createStatement();
    statement.execute(
        "select set_config('app.tenant', tenant::text, true),"
            + " set_config('app.environment', environment::text, true)"
            + " from (select tenant, environment from api_keys order by created_at limit 1) k");
    return statement;
  }

  /**
   * Makes customers like one that is there, with its subscription, wallet and schedule.
   *
   * @param of external id of the one
   */
  void copies(String of, int count) {
    String whose = of.replace("'", "");
    made(
        "customers",
        """
        insert into customers overriding system value
        select r.* from customers c, generate_series(1, %d) i,
          jsonb_populate_record(c, jsonb_build_object('customer_no', 1000000 + i,
            'id', 'cust_bench_' || i, 'external_id', 'bench-' || i)) r
        where c.external_id = '%s'
        """
            .formatted(count, whose));
    for (String table : List.of("gates", "subscriptions", "wallets", "credit_schedules")) {
      made(
          table,
          """
          insert into %s
          select r.* from %1$s t, generate_series(1, %d) i,
            jsonb_populate_record(t, jsonb_build_object('customer_no', 1000000 + i,
              'id', '%1$s_bench_' || i, 'subscription_id', 'subscriptions_bench_' || i)) r
          where t.customer_no = (select customer_no from customers where external_id = '%s')
          """
              .formatted(table, count, whose));
    }
    made(
        "customer_dues",
        "insert into customer_dues (tenant, environment, customer_no, due_at) select tenant,"
            + " environment, customer_no, next_at from credit_schedules where next_at is not null"
            + " on conflict do nothing");
  }

  /** Without statistics the checks of the next table's keys would read all of this one. */
  private void made(String table, String insert) {
    try (Statement statement = entered(connection)) {
      statement.execute(insert);
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute("vacuum analyze " + table);
    } catch (SQLException e) {
      throw new BenchException("The %s cannot be made: %s".formatted(table, e.getMessage()));
    }
  }

  /** Makes the environment one whose clock may be set forward, before anybody has asked it. */
  void tryingOut() {
    try (Statement statement = entered(connection)) {
      statement.execute("update environments set type = 'development'");
      connection.commit();
    } catch (SQLException e) {
      throw new BenchException("The environment cannot be changed: " + e.getMessage());
    }
  }

  /** Asks for one number. */
  long number(String query) {
    try (Statement statement = entered(connection);
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      long found = rows.getLong(1);
      connection.commit();
      return found;
    } catch (SQLException e) {
      throw new BenchException("The rows cannot be counted: " + e.getMessage());
    }
  }

  /** What inserting came to. */
  record Inserted(long rows, double seconds) {
    double perSecond() {
      return rows / seconds;
    }
  }

  /** Inserts what was written once more, a transaction for so many rows, on two connections. */
  Inserted again() {
    try {
      Map<String, List<String>> parts = new LinkedHashMap<>();
      long rows = 0;
      for (String table : WRITTEN) {
        parts.put(table, parts(table));
        rows += number("select count(*) from " + table);
      }
      long began = System.nanoTime();
      insert(parts);
      return new Inserted(rows, (System.nanoTime() - began) / 1e9);
    } catch (SQLException e) {
      throw new BenchException("The limit cannot be measured: " + e.getMessage());
    }
  }

  private List<String> parts(String table) throws SQLException {
    try (Statement statement = entered(connection)) {
      statement.execute("drop table if exists bench_" + table);
      statement.execute(
          "create table bench_%s (like %1$s including defaults including constraints including"
                  .formatted(table)
              + " indexes including generated)");
      ResultSet found =
          statement.executeQuery(
              ("select array_agg(t)::text from (select t, (row_number() over () - 1) / %d as part"
                      + " from %s t) numbered group by part")
                  .formatted(ROWS, table));
      List<String> parts = new ArrayList<>();
      while (found.next()) {
        parts.add(found.getString(1));
      }
      connection.commit();
      return parts;
    }
  }

  private void insert(Map<String, List<String>> parts) throws SQLException {
    int most = parts.values().stream().mapToInt(List::size).max().orElse(0);
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      List<Future<?>> halves = new ArrayList<>();
      for (int half = 0; half < 2; half++) {
        int first = half;
        halves.add(
            two.submit(
                () -> {
                  try (Connection own = connection(owner)) {
                    own.setAutoCommit(false);
                    for (int i = first; i < most; i += 2) {
                      for (Map.Entry<String, List<String>> table : parts.entrySet()) {
                        if (i < table.getValue().size()) {
                          insert(own, table.getKey(), table.getValue().get(i));
                        }
                      }
                      own.commit();
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : halves) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new SQLException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException(e);
    }
  }

  private void insert(Connection own, String table, String rows) throws SQLException {
    String columns = columns(own, table);
    try (PreparedStatement insert =
        own.prepareStatement(
            "insert into bench_%s (%s) select %2$s from unnest(?::%1$s[])"
                .formatted(table, columns))) {
      insert.setString(1, rows);
      insert.executeUpdate();
    }
  }

  private final Map<String, String> known = new java.util.concurrent.ConcurrentHashMap<>();

  private String columns(Connection own, String table) throws SQLException {
    String found = known.get(table);
    if (found == null) {
      try (Statement statement = own.createStatement();
          ResultSet columns =
              statement.executeQuery(
                  ("select string_agg(column_name, ', ' order by ordinal_position) from"
                          + " information_schema.columns where table_name = '%s' and table_schema ="
                          + " current_schema() and is_generated = 'NEVER'")
                      .formatted(table))) {
        columns.next();
        found = columns.getString(1);
        known.put(table, found);
      }
    }
    return found;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new BenchException("The connection cannot be closed: " + e.getMessage());
    }
  }
}
