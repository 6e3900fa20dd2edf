package io.pricewright.store.event;

import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.PgAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Streams large parts of the event log in one snapshot, by COPY in binary on connections of its
 * own. What the planner would scan is cut into slices of blocks, which several readers take one
 * after the other; anything else is one slice. Blocks: call it on threads of your own.
 */
public final class EventHistory {
  private static final int SLICES = 8;
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final PgAddress address;

  /**
   * Reads at an address.
   *
   * @param address the database under the application's role
   */
  public EventHistory(PgAddress address) {
    this.address = address;
  }

  /**
   * What is read: events of customers that were not voided.
   *
   * @param scope whose
   * @param eventNames only of these names; not empty
   * @param from earliest time
   * @param to first time after
   * @param customerNos only of these customers; null for all
   * @param paths properties that are read; null for the whole event with its id
   * @param keys whether the event's key is needed; implied without paths
   */
  public record Wanted(
      Scope scope,
      List<String> eventNames,
      Instant from,
      Instant to,
      @Nullable List<CustomerNo> customerNos,
      @Nullable Collection<String> paths,
      boolean keys) {
    public Wanted {
      eventNames = List.copyOf(eventNames);
    }

    boolean whole() {
      return paths == null;
    }
  }

  /** A snapshot, open until it is closed; its slices may be read on several threads. */
  public final class Reading implements AutoCloseable {
    private final Connection holder;
    private final String snapshot;
    private final Wanted wanted;
    private final List<String> slices;

    private Reading(Connection holder, String snapshot, Wanted wanted, List<String> slices) {
      this.holder = holder;
      this.snapshot = snapshot;
      this.wanted = wanted;
      this.slices = slices;
    }

    /** Returns how many slices there are. */
    public int slices() {
      return slices.size();
    }

    /**
     * Reads one slice page by page.
     *
     * @param pageSize events of a page
     * @param sink takes the pages, on this thread
     * @param stop ends reading with {@link CancellationException} when it says so
     */
    public void read(
        int slice, int pageSize, Consumer<List<HistoryRow>> sink, BooleanSupplier stop) {
      try (Connection connection = open(wanted.scope())) {
        execute(connection, "set transaction snapshot '" + snapshot + "'");
        CopyOut out =
            connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(
                    "copy (" + select(wanted, slices.get(slice)) + ") to stdout (format binary)");
        HistoryRows rows = new HistoryRows(wanted);
        List<HistoryRow> page = new ArrayList<>(pageSize);
        for (byte[] message = out.readFromCopy(); message != null; message = out.readFromCopy()) {
          HistoryRow row = rows.read(message);
          if (row != null) {
            page.add(row);
          }
          if (page.size() == pageSize) {
            if (stop.getAsBoolean()) {
              out.cancelCopy();
              throw new CancellationException("reading was stopped");
            }
            sink.accept(page);
            page = new ArrayList<>(pageSize);
          }
        }
        sink.accept(page);
        connection.rollback();
      } catch (SQLException e) {
        throw failed(e);
      }
    }

    @Override
    public void close() {
      try {
        holder.close();
      } catch (SQLException e) {
        throw failed(e);
      }
    }
  }

  /** Opens a snapshot. */
  public Reading open(Wanted wanted) {
    try {
      Connection connection = open(wanted.scope());
      try {
        String snapshot = text(connection, "select pg_export_snapshot()");
        return new Reading(connection, snapshot, wanted, slices(connection, wanted));
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private Connection open(Scope scope) throws SQLException {
    Connection connection =
        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    try (PreparedStatement enter =
        connection.prepareStatement(
            "set local max_parallel_workers_per_gather = 0; set local jit = off;"
                + " set local statement_timeout = '%1$ds';".formatted(LONGEST.toSeconds())
                + " set local idle_in_transaction_session_timeout = '%1$ds'"
                    .formatted(LONGEST.toSeconds()))) {
      enter.execute();
    }
    return entered(connection, scope);
  }

  private static Connection entered(Connection connection, Scope scope) throws SQLException {
    // Without a query before it: a snapshot can only be taken over by a transaction without one.
    execute(connection, "set local app.tenant = '%d'".formatted(scope.tenant()));
    execute(connection, "set local app.environment = '%d'".formatted(scope.environment()));
    return connection;
  }

  private static List<String> slices(Connection connection, Wanted wanted) throws SQLException {
    String plan = text(connection, "explain (costs off) " + select(wanted, ""));
    if (!plan.startsWith("Seq Scan")) {
      return List.of("");
    }
    long blocks =
        Long.parseLong(
            text(
                connection,
                "select pg_relation_size('events') / current_setting('block_size')::integer"));
    List<String> slices = new ArrayList<>();
    for (int i = 0; i < SLICES; i++) {
      String from = " and ctid >= '(%d,0)'".formatted(blocks * i / SLICES);
      String to = " and ctid < '(%d,0)'".formatted(blocks * (i + 1) / SLICES);
      slices.add(i == SLICES - 1 ? from : from + to);
    }
    return slices;
  }

  private static String select(Wanted wanted, String slice) {
    StringBuilder sql = new StringBuilder(400);
    sql.append("select customer_no, occurred_at, event_name, properties,")
        .append(" case when outcome = %d then entries end".formatted(Outcome.PARKED.number()))
        .append(wanted.keys() || wanted.whole() ? ", event_key" : "")
        .append(wanted.whole() ? ", event_id" : "")
        .append(" from events where tenant = %d".formatted(wanted.scope().tenant()))
        .append(" and environment = %d".formatted(wanted.scope().environment()))
        .append(" and occurred_at >= '%s'".formatted(wanted.from()))
        .append(" and occurred_at < '%s'".formatted(wanted.to()))
        .append(" and outcome <> %d".formatted(Outcome.VOIDED.number()))
        .append(" and event_name in (");
    for (int i = 0; i < wanted.eventNames().size(); i++) {
      sql.append(i == 0 ? "" : ", ").append(quoted(wanted.eventNames().get(i)));
    }
    sql.append(')');
    List<CustomerNo> customers = wanted.customerNos();
    if (customers == null) {
      sql.append(" and customer_no is not null");
    } else {
      sql.append(" and customer_no = any('{");
      for (int i = 0; i < customers.size(); i++) {
        sql.append(i == 0 ? "" : ",").append(customers.get(i).value());
      }
      sql.append("}')");
    }
    return sql.append(slice).toString();
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 4).append("E'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c == '\'' || c == '\\' ? "\\" : "").append(c);
    }
    return out.append('\'').toString();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("the event log cannot be read: " + e.getMessage(), e);
  }
}
