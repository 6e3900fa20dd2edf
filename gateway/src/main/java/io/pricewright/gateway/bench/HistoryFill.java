package io.pricewright.gateway.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/**
 * Stores events as they look when they are rated, receipt and all, made by the database itself:
 * random customers, in order of time.
 */
final class HistoryFill {
  private static final int PART = 500_000;
  private static final String INSERT =
      """
      insert into events (tenant, environment, event_key, event_id, body_hash, event_name,
        external_customer_id, customer_no, occurred_at, ingested_at, properties, gate_seq, batch_id,
        outcome, entries)
      select k.tenant, k.environment,
        substring(sha256(('bench-' || c.i)::bytea) for 16), 'bench-' || c.i,
        substring(sha256(('body-' || c.i)::bytea) for 16), ?, k.external_id, k.customer_no, c.at, c.at,
        '{"model":"gpt-4o","tokens":' || (100 + c.i % 4000) || ',"region":"eu-west-1"}', c.i,
        '01890000-0000-7000-8000-000000000000', 1,
        '[{"s":"R","m":"meter_01KM48NC00ZBMXGG5YEFFHHPYK","l":"' || k.customer_no
          || '","p":"2026-01-01T00:00:00Z","q":"1000","a":"0.002","c":"usd",'
          || '"v":"price_01KM48NC00VZGZVWACE6MJ2FRS","b":"1000","e":"2000"}]'
      from (select i, (hashint4(i) & 2147483647) % ? as n,
          ?::timestamptz + (?::timestamptz - ?::timestamptz) * (i::double precision / ?) as at
        from generate_series(?, ?) as i) c
      join customers k on k.external_id = 'bench-' || c.n
      """;

  private HistoryFill() {}

  static void fill(
      String jdbcUrl, String event, Instant from, Instant to, int events, int customers) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
      connection.setAutoCommit(false);
      for (int first = 1; first <= events; first += PART) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(
              "select set_config('app.tenant', tenant::text, true),"
                  + " set_config('app.environment', environment::text, true)"
                  + " from (select tenant, environment from api_keys limit 1) k");
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
          insert.setString(1, event);
          insert.setInt(2, customers);
          insert.setString(3, from.toString());
          insert.setString(4, to.toString());
          insert.setString(5, from.toString());
          insert.setInt(6, events + 1);
          insert.setInt(7, first);
          insert.setInt(8, Math.min(events, first + PART - 1));
          insert.executeUpdate();
        }
        connection.commit();
      }
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("vacuum analyze events");
      }
    } catch (SQLException e) {
      throw new BenchException("The events cannot be stored: " + e.getMessage());
    }
  }
}
