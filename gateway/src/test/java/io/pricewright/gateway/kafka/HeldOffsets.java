package io.pricewright.gateway.kafka;

import io.pricewright.gateway.testing.Rows;
import io.pricewright.gateway.testing.Waiting;
import io.pricewright.store.embedded.StoreAddresses;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Locks all offsets, so that every poll stops right before it would commit. */
final class HeldOffsets implements AutoCloseable {
  private final Connection connection;
  private final Rows rows;

  private HeldOffsets(Connection connection, Rows rows) {
    this.connection = connection;
    this.rows = rows;
  }

  /** Waits until all partitions have an offset, and locks them. */
  static HeldOffsets hold(StoreAddresses stores, Rows rows) {
    Waiting.until(
        "all partitions are placed",
        () -> rows.number("select count(*) from topic_offsets") == EventTopic.PARTITIONS);
    try {
      Connection connection = Rows.connect(stores.owner());
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("select * from topic_offsets for update");
      }
      return new HeldOffsets(connection, rows);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until so many polls wait for the offsets. */
  void untilWaiting(int polls) {
    Waiting.until(
        "polls wait for the offsets",
        () -> rows.number("select count(*) from pg_locks where not granted") >= polls);
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
