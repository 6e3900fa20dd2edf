package io.pricewright.store.embedded;

import io.pricewright.store.database.PgAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server on a folder, with an owner role and an application role. From its first
 * second nobody enters without the password in the data folder, and it listens on the loopback
 * alone.
 *
 * <p>Text: roles and databases are PostgreSQL's own catalogue, before there is a table of ours.
 */
final class EmbeddedPostgres implements AutoCloseable {
  private static final String OWNER = "pricewright_owner";
  private static final String APP = "pricewright_app";
  private static final String SUPERUSER = "postgres";
  private static final String DATABASE = "pricewright";
  private static final Duration START_MAX = Duration.ofSeconds(60);

  private static final String LOGINS =
      "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n";

  /** Durable as a ledger wants it; sized for a first run and for development. */
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "password_encryption=scram-sha-256",
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "max_connections=100",
          "shared_buffers=256MB",
          "max_wal_size=2GB",
          "wal_buffers=16MB",
          "jit=off",
          "random_page_cost=1.1");

  private final Child server;
  private final int port;
  private final String password;

  private EmbeddedPostgres(Child server, int port, String password) {
    this.server = server;
    this.port = port;
    this.password = password;
  }

  static EmbeddedPostgres start(Path home) throws IOException {
    Path programs = Programs.postgres(home);
    Path data = Folders.closed(home.resolve("postgres"));
    stopOrphan(data);
    Passwords.Password password = Passwords.in(home.resolve("postgres-password"));
    Path log = home.resolve("postgres.log");
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      make(programs, data, home.resolve("postgres-password"), log);
    } else if (password.fresh()) {
      change(programs, data, password.text(), log);
    }
    Files.writeString(data.resolve("pg_hba.conf"), LOGINS);
    int port = Child.freePort();
    List<String> command = asUser(programs.resolve("bin/postgres"), "-D", data.toString());
    command.addAll(List.of("-p", Integer.toString(port)));
    SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
    PgAddress superuser = new PgAddress("127.0.0.1", port, SUPERUSER, SUPERUSER, password.text());
    Child server = new Child("PostgreSQL", command, log, START_MAX, () -> answers(superuser));
    EmbeddedPostgres postgres = new EmbeddedPostgres(server, port, password.text());
    try {
      postgres.prepare(superuser);
      return postgres;
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  /** PostgreSQL refuses to run as root: in a user namespace of its own it does not see that. */
  private static List<String> asUser(Path program, String... arguments) {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))
        && Files.isExecutable(Path.of("/usr/bin/unshare"))) {
      command.addAll(List.of("/usr/bin/unshare", "-U"));
    }
    command.add(program.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static void make(Path programs, Path data, Path passwordFile, Path log)
      throws IOException {
    run(
        "PostgreSQL could not make its folder",
        asUser(
            programs.resolve("bin/initdb"),
            "--pgdata=" + data,
            "--username=" + SUPERUSER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C"),
        log,
        null);
  }

  /** Gives a database whose password file is gone a new one, while nobody can connect. */
  private static void change(Path programs, Path data, String password, Path log)
      throws IOException {
    run(
        "PostgreSQL did not take a new password",
        asUser(programs.resolve("bin/postgres"), "--single", "-D", data.toString(), SUPERUSER),
        log,
        "alter role %s password '%s'\n".formatted(SUPERUSER, password));
  }

  private static void run(String failure, List<String> command, Path log, @Nullable String input)
      throws IOException {
    Passwords.write(log, "");
    Process process =
        Child.builder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try (OutputStream in = process.getOutputStream()) {
      if (input != null) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      if (!process.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)) {
        Child.stop(process.toHandle());
      }
    } catch (InterruptedException e) {
      Child.stop(process.toHandle());
      Thread.currentThread().interrupt();
    }
    if (process.exitValue() != 0) {
      throw new FolderException("%s: see %s.".formatted(failure, log));
    }
  }

  private static boolean answers(PgAddress superuser) throws IOException {
    try (Connection connection = connect(superuser)) {
      return connection.isValid(5);
    } catch (SQLException e) {
      if ("28P01".equals(e.getSQLState())) {
        throw new FolderException(
            "PostgreSQL's folder has another password than the file postgres-password beside it:"
                + " delete that file, and start again.");
      }
      return false;
    }
  }

  private static Connection connect(PgAddress address) throws SQLException {
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  /** Stops a server that outlived its parent: postmaster.pid has its pid, folder and start. */
  private static void stopOrphan(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.size() >= 3) {
      Instant started = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
      // SIGINT is PostgreSQL's fast shutdown; SIGQUIT its immediate one, safe with durable writes.
      Orphan.find(lines.getFirst(), "postgres", data, started)
          .ifPresent(process -> Child.stop(process, "INT", "QUIT"));
    }
    Files.deleteIfExists(pidFile);
  }

  private void prepare(PgAddress superuser) {
    try (Connection connection = connect(superuser);
        Statement statement = connection.createStatement()) {
      role(statement, OWNER);
      role(statement, APP);
      for (String name : List.of(OWNER, APP)) {
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
    return new PgAddress("localhost", port, DATABASE, APP, password);
  }

  PgAddress owner() {
    return new PgAddress("localhost", port, DATABASE, OWNER, password);
  }

  /** Returns its process id. */
  long pid() {
    return server.pid();
  }

  @Override
  public void close() {
    server.stop("INT", "QUIT");
  }
}
