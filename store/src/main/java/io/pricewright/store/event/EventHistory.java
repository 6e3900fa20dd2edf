package io.pricewright.store.event;

import static io.pricewright.store.jooq.tables.Events.EVENTS;

import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.PgAddress;
import io.pricewright.store.database.Sql;
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
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Streams large parts of the event log in one snapshot, by COPY in binary on connections of its
 * own. What the planner would scan is cut into slices of blocks, which several readers take one
 * after the other; anything else is one slice. Blocks: call it on threads of your own.
 *
 * <p>Text: COPY, snapshots and blocks of a table are no part of jOOQ's language; the query that is
 * copied is.
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
                "select pg_relation_size('%s') / current_setting('block_size')::integer"
                    .formatted(EVENTS.getName())));
    List<String> slices = new ArrayList<>();
    for (int i = 0; i < SLICES; i++) {
      String from = " and ctid >= '(%d,0)'".formatted(blocks * i / SLICES);
      String to = " and ctid < '(%d,0)'".formatted(blocks * (i + 1) / SLICES);
      slices.add(i == SLICES - 1 ? from : from + to);
    }
    return slices;
  }

  private static String select(Wanted wanted, String slice) {
    List<Field<?>> columns =
        new ArrayList<>(
            List.of(
                EVENTS.CUSTOMER_NO,
                EVENTS.OCCURRED_AT,
                EVENTS.EVENT_NAME,
                EVENTS.PROPERTIES,
                DSL.when(EVENTS.OUTCOME.eq(Outcome.PARKED), EVENTS.ENTRIES)));
    if (wanted.keys() || wanted.whole()) {
      columns.add(EVENTS.EVENT_KEY);
    }
    if (wanted.whole()) {
      columns.add(EVENTS.EVENT_ID);
    }
    List<CustomerNo> customers = wanted.customerNos();
    Condition where =
        Sql.in(EVENTS, wanted.scope())
            .and(EVENTS.OCCURRED_AT.ge(wanted.from()))
            .and(EVENTS.OCCURRED_AT.lt(wanted.to()))
            .and(EVENTS.OUTCOME.ne(Outcome.VOIDED))
            .and(EVENTS.EVENT_NAME.in(wanted.eventNames()))
            .and(
                customers == null
                    ? EVENTS.CUSTOMER_NO.isNotNull()
                    : EVENTS.CUSTOMER_NO.in(customers));
    return Sql.DSL_CONTEXT.renderInlined(Sql.DSL_CONTEXT.select(columns).from(EVENTS).where(where))
        + slice;
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
