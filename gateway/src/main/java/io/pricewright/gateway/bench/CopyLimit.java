package io.pricewright.gateway.bench;

import io.pricewright.rules.tenancy.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * The limit of ingestion: the very rows the server stored, receipts and all, taken out of {@code
 * events} and copied by one COPY on one connection into an equal table (same columns, primary key,
 * indexes and fill factor, without row level security), with the commit.
 */
final class CopyLimit implements AutoCloseable {
  private static final String TABLE = "bench_copy_events";
  private static final int MOST_BYTES = 512 * 1024 * 1024;

  private final Connection connection;

  private CopyLimit(Connection connection) {
    this.connection = connection;
  }

  /** What was measured. */
  record Result(long events, long bytes, double seconds, boolean fsync) {
    double perSecond() {
      return events / seconds;
    }
  }

  /** Connects. The role must see the rows and may create a table: the owner. */
  static CopyLimit connect(String jdbcUrl) {
    try {
      return new CopyLimit(DriverManager.getConnection(jdbcUrl));
    } catch (SQLException e) {
      throw new BenchException("The database at --pg cannot be used: " + e.getMessage());
    }
  }

  /**
   * Measures, once to warm the connection and the files, then the median of three.
   *
   * @param idPrefix takes the events whose id begins so
   * @param most takes at most so many of them
   */
  Result measure(String idPrefix, int most) {
    try {
      byte[] rows = rows(idPrefix, most);
      Result[] results = new Result[3];
      copy(rows);
      for (int i = 0; i < results.length; i++) {
        results[i] = copy(rows);
      }
      java.util.Arrays.sort(results, java.util.Comparator.comparingDouble(Result::seconds));
      return results[1];
    } catch (SQLException | IOException e) {
      throw new BenchException("The COPY limit cannot be measured: " + e.getMessage());
    } finally {
      drop();
    }
  }

  private byte[] rows(String idPrefix, int most) throws SQLException, IOException {
    connection.setAutoCommit(false);
    enterScope(idPrefix);
    ByteArrayOutputStream rows = new ByteArrayOutputStream(64 * 1024 * 1024);
    String query =
        "copy (select * from events where event_id like '%s%%' limit %d) to stdout"
            .formatted(idPrefix.replace("_", "\\_"), most);
    CopyOut out = copies().copyOut(query);
    for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
      rows.write(row);
      if (rows.size() > MOST_BYTES) {
        throw new BenchException("The rows take more than 512 MiB; lower --copy-events.");
      }
    }
    connection.commit();
    if (rows.size() == 0) {
      throw new BenchException(
          "The role of --pg sees none of the events just sent. Is it the same database, and the"
              + " owner's or superuser's role?");
    }
    return rows.toByteArray();
  }

  // A role that row level security holds for sees a scope only when it names it.
  private void enterScope(String idPrefix) throws SQLException {
    for (Scope scope : scopes()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "select set_config('app.tenant', '%d', true), set_config('app.environment', '%d', true)"
                .formatted(scope.tenant(), scope.environment()));
        try (ResultSet any =
            statement.executeQuery(
                "select 1 from events where event_id like '%s%%' limit 1"
                    .formatted(idPrefix.replace("_", "\\_")))) {
          if (any.next()) {
            return;
          }
        }
      }
    }
  }

  private List<Scope> scopes() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select distinct tenant, environment from api_keys limit 100")) {
      List<Scope> scopes = new ArrayList<>();
      while (rows.next()) {
        scopes.add(new Scope(rows.getInt(1), rows.getInt(2)));
      }
      return scopes;
    }
  }

  private Result copy(byte[] rows) throws SQLException {
    createTable();
    connection.setAutoCommit(false);
    long began = System.nanoTime();
    CopyIn in = copies().copyIn("copy " + TABLE + " from stdin");
    int part = 64 * 1024;
    for (int from = 0; from < rows.length; from += part) {
      in.writeToCopy(rows, from, Math.min(part, rows.length - from));
    }
    long events = in.endCopy();
    connection.commit();
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Result(events, rows.length, seconds, fsync());
  }

  private void createTable() throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists " + TABLE);
      statement.execute(
          "create table %s (like events including defaults including constraints including indexes"
                  .formatted(TABLE)
              + " including storage) with (fillfactor = 95)");
    }
  }

  private boolean fsync() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet setting = statement.executeQuery("show fsync")) {
      return setting.next() && "on".equals(setting.getString(1));
    }
  }

  private CopyManager copies() throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  private void drop() {
    try (Statement statement = connection.createStatement()) {
      connection.rollback();
      connection.setAutoCommit(true);
      statement.execute("drop table if exists " + TABLE);
    } catch (SQLException e) {
      throw new BenchException("The table %s is left over: %s".formatted(TABLE, e.getMessage()));
    }
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
