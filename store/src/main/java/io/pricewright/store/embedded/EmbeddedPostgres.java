package io.pricewright.store.embedded;

import io.pricewright.store.database.PgAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server on a folder, with an owner role and an application role. */
final class EmbeddedPostgres implements AutoCloseable {
  private static final String OWNER = "pricewright_owner";
  private static final String APP = "pricewright_app";
  private static final String DATABASE = "pricewright";

  private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
  private final String password;

  private EmbeddedPostgres(
      io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, String password) {
    this.server = server;
    this.password = password;
  }

  static EmbeddedPostgres start(Path data) throws IOException {
    stopOrphan(data);
    Files.createDirectories(data);
    String password = LoginFile.password(data);
    var builder =
        io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(data.resolveSibling("postgres-binaries").toFile())
            .setPGStartupWait(Duration.ofSeconds(60))
            .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
            .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
            // Our own shutdown stops it, after the last answer.
            .setRegisterShutdownHook(false)
            .setConnectConfig("password", password)
            .setServerConfig("password_encryption", "scram-sha-256")
            // The library turns durability off; a ledger wants it on.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("max_connections", "100")
            .setServerConfig("shared_buffers", "256MB")
            .setServerConfig("max_wal_size", "2GB")
            .setServerConfig("wal_buffers", "16MB")
            .setServerConfig("jit", "off")
            .setServerConfig("random_page_cost", "1.1");
    EmbeddedPostgres postgres = new EmbeddedPostgres(builder.start(), password);
    try {
      postgres.prepare();
      postgres.demandPasswords(data);
      return postgres;
    } catch (IOException | RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  /** Stops a server that outlived its parent: its pid stands first in postmaster.pid. */
  private static void stopOrphan(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.isEmpty()) {
      return;
    }
    ProcessHandle.of(Long.parseLong(lines.getFirst().trim()))
        .filter(process -> process.info().command().orElse("").contains("postgres"))
        .ifPresent(EmbeddedPostgres::stop);
    Files.deleteIfExists(pidFile);
  }

  private static void stop(ProcessHandle process) {
    try {
      // SIGINT is PostgreSQL's fast shutdown; SIGQUIT its immediate one, safe with durable writes.
      signal("INT", process);
      if (!ended(process, 15)) {
        signal("QUIT", process);
        if (!ended(process, 10)) {
          process.destroyForcibly();
        }
      }
    } catch (IOException e) {
      process.destroyForcibly();
    }
  }

  private static void signal(String name, ProcessHandle process) throws IOException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
  }

  private static boolean ended(ProcessHandle process, int seconds) {
    try {
      process.onExit().get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (java.util.concurrent.TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      return !process.isAlive();
    }
  }

  /** From here on nobody logs in without the password. */
  private void demandPasswords(Path data) throws IOException {
    LoginFile.demandPasswords(data);
    try (Connection connection = superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_reload_conf()");
    } catch (SQLException e) {
      throw new IllegalStateException("the embedded database did not take its login rules", e);
    }
  }

  private Connection superuser() throws SQLException {
    return server.getPostgresDatabase(Map.of("password", password)).getConnection();
  }

  private void prepare() {
    try (Connection connection = superuser();
        Statement statement = connection.createStatement()) {
      role(statement, OWNER);
      role(statement, APP);
      for (String name : List.of(OWNER, APP, "postgres")) {
        // Hexadecimal digits: nothing to escape.
        statement.execute("alter role %s password '%s'".formatted(name, password));
      }
      try (ResultSet found =
          statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("create database " + DATABASE + " owner " + OWNER);
    } catch (SQLException e) {
      throw new IllegalStateException("the embedded database could not be prepared", e);
    }
  }

  private static void role(Statement statement, String name) throws SQLException {
    boolean known;
    try (ResultSet found =
        statement.executeQuery("select 1 from pg_roles where rolname = '" + name + "'")) {
      known = found.next();
    }
    if (!known) {
      boolean owner = name.equals(OWNER);
      statement.execute(
          "create role %s login nosuperuser nobypassrls nocreaterole %s"
              .formatted(name, owner ? "createdb" : "nocreatedb"));
    }
  }

  PgAddress app() {
    return new PgAddress("localhost", server.getPort(), DATABASE, APP, password);
  }

  PgAddress owner() {
    return new PgAddress("localhost", server.getPort(), DATABASE, OWNER, password);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
