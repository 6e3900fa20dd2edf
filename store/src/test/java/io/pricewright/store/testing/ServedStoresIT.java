package io.pricewright.store.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.store.database.PgAddress;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.migration.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stores at addresses of the environment are made ready for the tests as the embedded ones are. */
final class ServedStoresIT {
  @Test
  void addressesInTheEnvironment_areUsed() throws SQLException {
    PgAddress known = TestStores.freshDatabase().owner();
    // Embedded and contained servers have one password for all.
    String embedded =
        "postgresql://postgres:%s@%s:%d/postgres"
            .formatted(known.password(), known.host(), known.port());
    String url = System.getenv().getOrDefault(ServedStores.PG, embedded);
    StoreAddresses stores =
        ServedStores.named(
                Map.of(ServedStores.PG, url, ServedStores.REDIS, "redis://localhost:6379"))
            .orElseThrow();
    Migrations.migrate(stores.owner(), stores.app().user());
    PgAddress app = stores.app();
    try (Connection connection =
            DriverManager.getConnection(app.jdbcUrl(), app.user(), app.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select row_security_active('events')")) {
      row.next();
      assertThat(row.getBoolean(1)).isTrue();
    }
    assertThat(stores.redisUri()).isEqualTo("redis://localhost:6379");
  }

  @Test
  void environment_withoutAddresses_namesNone_andWithOneOnly_isRefused() {
    assertThat(ServedStores.named(Map.of())).isEmpty();
    assertThatThrownBy(
            () -> ServedStores.named(Map.of(ServedStores.REDIS, "redis://localhost:6379")))
        .hasMessageContaining(ServedStores.PG);
  }
}
