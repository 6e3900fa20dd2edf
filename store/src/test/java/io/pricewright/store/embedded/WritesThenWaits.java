package io.pricewright.store.embedded;

import io.pricewright.store.database.PgAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;

/** A process that starts the stores, commits a row, says so, and waits to be killed. */
final class WritesThenWaits {
  private WritesThenWaits() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    PgAddress owner = EmbeddedStores.start(folder).addresses().owner();
    try (Connection connection =
            DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create table kept as select 7 as number");
    }
    Files.createFile(folder.resolve("written"));
    new CountDownLatch(1).await();
  }
}
