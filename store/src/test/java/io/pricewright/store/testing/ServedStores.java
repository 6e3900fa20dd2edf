package io.pricewright.store.testing;

import io.pricewright.store.database.PgAddress;
import io.pricewright.store.embedded.StoreAddresses;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A PostgreSQL and a Redis that the tests do not bring themselves: at the addresses of the
 * environment, or in containers. Its superuser makes a database, an owner and an application role
 * that are this run's own.
 */
final class ServedStores {
  static final String PG = "PRICEWRIGHT_TEST_PG_URL";
  static final String REDIS = "PRICEWRIGHT_TEST_REDIS_URL";

  private static final String PASSWORD = "pricewright";
  private static final int PG_PORT = 5432;
  private static final int REDIS_PORT = 6379;

  private ServedStores() {}

  /**
   * Returns the stores that an environment names; empty when it names none.
   *
   * @throws IllegalStateException when it names one of the two only
   */
  static Optional<StoreAddresses> named(Map<String, String> env) {
    String pg = env.get(PG);
    String redis = env.get(REDIS);
    if (pg == null && redis == null) {
      return Optional.empty();
    }
    if (pg == null || redis == null) {
      throw new IllegalStateException("set both " + PG + " and " + REDIS + ", or neither");
    }
    URI uri = URI.create(pg);
    String[] user = uri.getUserInfo().split(":", 2);
    return Optional.of(
        prepare(
            new PgAddress(
                uri.getHost(), uri.getPort(), uri.getPath().substring(1), user[0], user[1]),
            redis));
  }

  /** Returns stores in containers; empty where no Docker engine answers. */
  static Optional<StoreAddresses> contained() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return Optional.empty();
    }
    GenericContainer<?> postgres =
        new GenericContainer<>(DockerImageName.parse("postgres:18"))
            .withEnv("POSTGRES_PASSWORD", PASSWORD)
            .withExposedPorts(PG_PORT)
            .waitingFor(Wait.forLogMessage(".*ready to accept connections.*\\n", 2));
    GenericContainer<?> redis =
        new GenericContainer<>(DockerImageName.parse("redis:8")).withExposedPorts(REDIS_PORT);
    // Both end with the run: the library's own watcher removes them.
    postgres.start();
    redis.start();
    return Optional.of(
        prepare(
            new PgAddress(
                postgres.getHost(),
                postgres.getMappedPort(PG_PORT),
                "postgres",
                "postgres",
                PASSWORD),
            "redis://%s:%d".formatted(redis.getHost(), redis.getMappedPort(REDIS_PORT))));
  }

  private static StoreAddresses prepare(PgAddress admin, String redisUri) {
    String run = "pw_" + UUID.randomUUID().toString().substring(0, 8);
    String owner = run + "_owner";
    String app = run + "_app";
    try (Connection connection =
            DriverManager.getConnection(admin.jdbcUrl(), admin.user(), admin.password());
        Statement statement = connection.createStatement()) {
      String role = "create role %s login nosuperuser nobypassrls nocreaterole %s password '%s'";
      statement.execute(role.formatted(owner, "createdb", PASSWORD));
      statement.execute(role.formatted(app, "nocreatedb", PASSWORD));
      statement.execute("create database %s owner %s".formatted(run, owner));
      try (ResultSet version = statement.executeQuery("show server_version_num")) {
        version.next();
        if (version.getInt(1) < 160_000) {
          throw new IllegalStateException(admin + " is older than PostgreSQL 16");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("no database for the tests at " + admin, e);
    }
    return new StoreAddresses(
        new PgAddress(admin.host(), admin.port(), run, app, PASSWORD),
        new PgAddress(admin.host(), admin.port(), run, owner, PASSWORD),
        redisUri);
  }
}
