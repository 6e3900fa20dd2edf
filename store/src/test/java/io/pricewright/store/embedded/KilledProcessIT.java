package io.pricewright.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.store.database.PgAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessIT {
  @TempDir Path folder;

  @Test
  void stores_afterTheirProcessWasKilled_stopTheOrphansAndKeepTheData() throws Exception {
    startAndKill();
    ProcessHandle orphanPg = orphan("postgres/postmaster.pid");
    ProcessHandle orphanRedis = orphan("redis/redis.pid");
    try (EmbeddedStores stores = EmbeddedStores.start(folder)) {
      assertThat(orphanPg.isAlive()).isFalse();
      assertThat(orphanRedis.isAlive()).isFalse();
      PgAddress owner = stores.addresses().owner();
      try (Connection connection =
              DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("select number from kept")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(7);
      }
    }
  }

  private ProcessHandle orphan(String pidFile) throws Exception {
    String pid = Files.readAllLines(folder.resolve(pidFile)).getFirst().strip();
    ProcessHandle found = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    assertThat(found.isAlive()).isTrue();
    return found;
  }

  private void startAndKill() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WritesThenWaits.class.getName(),
                folder.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!Files.exists(folder.resolve("written"))) {
      assertThat(child.isAlive()).isTrue();
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(50);
    }
    child.destroyForcibly().waitFor();
  }
}
