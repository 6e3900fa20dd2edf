package io.pricewright.gateway.whole;

import io.pricewright.gateway.Server;
import io.pricewright.gateway.Settings;
import io.pricewright.gateway.testing.TestWorkers;
import io.pricewright.store.database.PgAddress;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.testing.TestStores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Nodes of this process on one fresh database, and a look into its tasks. */
final class Nodes implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final StoreAddresses addresses = TestStores.freshDatabase();
  private final List<Server> servers = new ArrayList<>();

  // So much that a busy machine defers nothing.
  private static final Duration AMPLE = Duration.ofSeconds(20);

  Nodes(int count) {
    this(count, AMPLE, null);
  }

  /** Returns one node that tells an endpoint on this machine what happened. */
  static Nodes withWebhook(String url) {
    return new Nodes(1, AMPLE, url);
  }

  /** Returns one node whose scripts have so much time in each transaction. */
  static Nodes withScriptBudget(Duration budget) {
    return new Nodes(1, budget, null);
  }

  private Nodes(int count, Duration scriptBudget, @Nullable String webhookUrl) {
    Settings settings =
        new Settings(
            0,
            Path.of("target"),
            addresses.app(),
            null,
            addresses.redisUri(),
            null,
            "unused",
            webhookUrl,
            webhookUrl == null ? null : "whsec_" + "c2VjcmV0".repeat(4),
            webhookUrl != null,
            8,
            4,
            50_000,
            30_000,
            (int) scriptBudget.toMillis(),
            false);
    for (int i = 0; i < count; i++) {
      servers.add(Server.start(settings, Clock.systemUTC(), TestWorkers.SHARED));
    }
  }

  /** Returns a new tenant's key. */
  String tenant() {
    return servers.getFirst().createTenant("Acme", "production").apiKey();
  }

  /** Returns the key of the first tenant, if this node made it. */
  Optional<String> firstKey(int node) {
    return servers.get(node).createFirstTenant("First", "production").map(made -> made.apiKey());
  }

  Client client(int node, String key) {
    return new Client(servers.get(node).port(), key);
  }

  Client newTenant() {
    return client(0, tenant());
  }

  /** Waits until no task is open, and fails the test when one has failed. */
  void settle() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (count("status in ('pending', 'running')") > 0) {
      if (System.nanoTime() > end) {
        throw new AssertionError("tasks are still open: " + faults());
      }
      pause(20);
    }
    if (count("status = 'failed'") > 0) {
      throw new AssertionError("tasks have failed: " + faults());
    }
  }

  private long count(String condition) {
    return Long.parseLong(ask("select count(*) from tasks where " + condition));
  }

  private String faults() {
    return ask(
        "select string_agg(kind || ' ' || coalesce(last_error, ''), '; ') from tasks where status <> 'done'");
  }

  private String ask(String sql) {
    PgAddress owner = addresses.owner();
    try (Connection connection =
            DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    servers.forEach(Server::close);
  }
}
