package io.pricewright.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.store.migration.Migrations;
import io.pricewright.store.testing.TestStores;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedStoresIT {
  @TempDir Path folder;

  @Test
  void data_afterTheJvmWasKilled_isKeptAndTheOrphansAreStopped() throws Exception {
    ProcessHandle killed = startAndKill();
    assertThat(killed.isAlive()).isFalse();
    ProcessHandle orphanPg = orphan("postgres/postmaster.pid", "postgres");
    ProcessHandle orphanRedis = orphan("redis/redis.pid", "redis-server");
    try (EmbeddedStores stores = EmbeddedStores.start(folder)) {
      assertThat(orphanPg.isAlive()).isFalse();
      assertThat(orphanRedis.isAlive()).isFalse();
      try (Admin app = new Admin(stores.addresses().app())) {
        assertThat(app.text("select number from kept")).isEqualTo("7");
      }
    }
    assertThat(Orphan.find(folder.resolve("redis/redis.pid"), "redis-server")).isEmpty();
    assertThat(Orphan.find(folder.resolve("postgres/postmaster.pid"), "postgres")).isEmpty();
  }

  private ProcessHandle orphan(String pidFile, String program) throws Exception {
    return Orphan.find(folder.resolve(pidFile), program).orElseThrow();
  }

  private ProcessHandle startAndKill() throws Exception {
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
    return child.toHandle();
  }

  @Test
  void servers_whileRunning_areDurableGuardedAndAlone() throws Exception {
    try (EmbeddedStores stores = EmbeddedStores.start(folder)) {
      try (Admin app = new Admin(stores.addresses().app())) {
        assertThat(app.text("show fsync")).isEqualTo("on");
        assertThat(app.text("show synchronous_commit")).isEqualTo("on");
        assertThat(
                app.text(
                    "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"))
            .isEqualTo("f");
      }
      PgAddress wrong = stores.admin().withUser("postgres", "guess");
      assertThatThrownBy(() -> new Admin(wrong).close()).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> EmbeddedStores.start(folder))
          .isInstanceOf(StoreStartException.class)
          .hasMessageContaining("is in use by process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void start_onATakenPort_saysWhichPort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedStores.start(folder, taken.getLocalPort(), 0))
          .isInstanceOf(StoreStartException.class)
          .hasMessageContaining(
              "Port " + taken.getLocalPort() + " for PostgreSQL is already in use");
    }
  }

  @Test
  void start_inAPlaceThatIsNoFolder_saysWhatToDo() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> EmbeddedStores.start(file.resolve("data")))
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining("make it writable, or choose another folder");
  }

  @Test
  void freshDatabases_areMigratedSeparateAndBoundByRowLevelSecurity() throws Exception {
    StoreAddresses one = TestStores.freshDatabase();
    StoreAddresses two = TestStores.freshDatabase();
    assertThat(one.app().database()).isNotEqualTo(two.app().database());
    assertThat(one.redisUri()).isNotEqualTo(two.redisUri());
    assertThat(Migrations.migrate(one.owner())).isZero();
    try (Admin app = new Admin(one.app())) {
      assertThat(app.text("select count(*) from events")).isEqualTo("0");
      assertThatThrownBy(() -> app.run("create table mine (id int)"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> app.run("select * from flyway_schema_history"))
          .isInstanceOf(SQLException.class);
    }
  }
}
