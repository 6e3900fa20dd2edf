package io.pricewright.gateway.kafka;

import io.pricewright.store.embedded.StoreAddresses;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Locks all offsets, so that every poll stops right before it would commit. */
final class HeldOffsets implements AutoCloseable {
  private final Connection connection;
  private final Billed billed;

  private HeldOffsets(Connection connection, Billed billed) {
    this.connection = connection;
    this.billed = billed;
  }

  /** Waits until all partitions have an offset, and locks them. */
  static HeldOffsets hold(StoreAddresses stores, Billed billed) {
    BigDecimal partitions = BigDecimal.valueOf(EventTopic.PARTITIONS);
    Billed.until(
        "all partitions are placed",
        30,
        () -> billed.number("select count(*) from topic_offsets").compareTo(partitions) == 0);
    try {
      Connection connection =
          DriverManager.getConnection(
              stores.owner().jdbcUrl(), stores.owner().user(), stores.owner().password());
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("select * from topic_offsets for update");
      }
      return new HeldOffsets(connection, billed);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until so many polls wait for the offsets. */
  void untilWaiting(int polls) {
    Billed.until(
        "polls wait for the offsets",
        60,
        () -> billed.number("select count(*) from pg_locks where not granted").intValue() >= polls);
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
