package io.pricewright.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.store.database.PgAddress;
import io.pricewright.store.migration.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoresIT {
  @TempDir Path folder;

  @Test
  void stores_started_areDurableAndBoundByRowLevelSecurity() throws SQLException {
    try (EmbeddedStores stores = EmbeddedStores.start(folder)) {
      PgAddress owner = stores.addresses().owner();
      Migrations.migrate(owner, stores.addresses().app().user());
      PgAddress app = stores.addresses().app();
      assertThat(ask(app, "show fsync")).isEqualTo("on");
      assertThat(ask(app, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(app, "select count(*) from events")).isEqualTo("0");
      assertThat(
              ask(
                  app,
                  "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"))
          .isEqualTo("f");
      assertThatThrownBy(() -> ask(app, "create table mine (x int)"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> EmbeddedStores.start(folder))
          .isInstanceOf(FolderException.class)
          .hasMessageContaining("in use by another Pricewright");
    }
    try (EmbeddedStores again = EmbeddedStores.start(folder)) {
      assertThat(ask(again.addresses().app(), "select count(*) from events")).isEqualTo("0");
    }
  }

  @Test
  void stores_withoutThePassword_letNobodyIn() throws Exception {
    try (EmbeddedStores stores = EmbeddedStores.start(folder)) {
      for (String user : List.of("postgres", "pricewright_owner", "pricewright_app")) {
        PgAddress known = stores.addresses().app();
        PgAddress guess =
            new PgAddress(known.host(), known.port(), known.database(), user, "guess");
        assertThatThrownBy(() -> ask(guess, "select 1"))
            .hasMessageContaining("password authentication failed");
      }
    }
    Path file = folder.resolve("postgres-password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.delete(file);
    try (EmbeddedStores again = EmbeddedStores.start(folder)) {
      assertThat(ask(again.addresses().app(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void stores_whenRedisCannotStart_leaveNothingBehind() throws Exception {
    Path obstacle = Files.createFile(folder.resolve("redis"));
    assertThatThrownBy(() -> EmbeddedStores.start(folder)).isInstanceOf(FolderException.class);
    assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
    Files.delete(obstacle);
    try (EmbeddedStores stores = EmbeddedStores.start(folder)) {
      assertThat(ask(stores.addresses().app(), "select 1")).isEqualTo("1");
    }
  }

  private static String ask(PgAddress address, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
