package io.pricewright.store.testing;

import io.pricewright.store.database.PgAddress;
import io.pricewright.store.embedded.EmbeddedStores;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.migration.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives tests a PostgreSQL database of their own, copied from a migrated template, and a Redis: of
 * the servers that the environment names, else in containers where a Docker engine answers, else
 * embedded.
 */
public final class TestStores {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final StoreAddresses SHARED = start();

  private TestStores() {}

  private static StoreAddresses start() {
    StoreAddresses addresses =
        ServedStores.named(System.getenv())
            .or(ServedStores::contained)
            .orElseGet(TestStores::embedded);
    Migrations.migrate(addresses.owner(), addresses.app().user());
    return addresses;
  }

  private static StoreAddresses embedded() {
    String folder = "target/test-stores-" + ProcessHandle.current().pid();
    EmbeddedStores stores = EmbeddedStores.start(Path.of(folder));
    Runtime.getRuntime().addShutdownHook(new Thread(stores::close));
    return stores.addresses();
  }

  /** Returns the addresses of a fresh, migrated database. */
  public static StoreAddresses freshDatabase() {
    String name = "test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    PgAddress maintenance = SHARED.owner().withDatabase("postgres");
    synchronized (TestStores.class) {
      try (Connection connection =
              DriverManager.getConnection(
                  maintenance.jdbcUrl(), maintenance.user(), maintenance.password());
          Statement statement = connection.createStatement()) {
        statement.execute("create database " + name + " template " + SHARED.owner().database());
      } catch (SQLException e) {
        throw new IllegalStateException("no fresh database", e);
      }
    }
    return new StoreAddresses(
        SHARED.app().withDatabase(name), SHARED.owner().withDatabase(name), SHARED.redisUri());
  }
}
