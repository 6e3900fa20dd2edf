package io.pricewright.store.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The PostgreSQL server of one folder: durable, reachable on the loopback interface with passwords.
 */
final class EmbeddedPg implements AutoCloseable {
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("max_connections", "100"),
          Map.entry("shared_buffers", "256MB"),
          Map.entry("effective_cache_size", "1GB"),
          Map.entry("work_mem", "8MB"),
          Map.entry("maintenance_work_mem", "128MB"),
          Map.entry("max_wal_size", "2GB"),
          Map.entry("wal_compression", "pglz"),
          Map.entry("checkpoint_timeout", "15min"),
          Map.entry("random_page_cost", "1.1"),
          Map.entry("jit", "off"),
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", "''"),
          Map.entry("log_min_messages", "warning"));
  private static final String LOCKED =
      "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n";
  private static final String OPEN =
      "host all all 127.0.0.1/32 trust\nhost all all ::1/128 trust\n";
  private static final long LOG_BYTES_MAX = 16L << 20;

  private final EmbeddedPostgres server;
  private final PgAddress admin;
  private final Credentials credentials;

  private EmbeddedPg(EmbeddedPostgres server, PgAddress admin, Credentials credentials) {
    this.server = server;
    this.admin = admin;
    this.credentials = credentials;
  }

  /** Stops an orphan of the folder, starts the server, and sets the roles and the database up. */
  static EmbeddedPg start(Path folder, int wantedPort) {
    Path data = folder.resolve("postgres");
    Orphan.stop(data.resolve("postmaster.pid"), "postgres", List.of("INT", "QUIT"));
    int port = Ports.free(wantedPort, "PostgreSQL");
    try {
      Credentials credentials = Credentials.of(folder);
      EmbeddedPostgres server = launch(folder, data, port, credentials);
      PgAddress admin =
          new PgAddress("127.0.0.1", port, "postgres", "postgres", credentials.superuser());
      EmbeddedPg pg = new EmbeddedPg(server, admin, credentials);
      pg.setUp(data);
      return pg;
    } catch (IOException | SQLException | RuntimeException e) {
      Orphan.stop(data.resolve("postmaster.pid"), "postgres", List.of("INT", "QUIT"));
      if (e instanceof StoreStartException known) {
        throw known;
      }
      throw new StoreStartException(
          "PostgreSQL does not start in " + data + ": see " + folder.resolve("postgres.log"), e);
    }
  }

  private static EmbeddedPostgres launch(Path folder, Path data, int port, Credentials credentials)
      throws IOException {
    Path log = folder.resolve("postgres.log");
    if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
      Files.delete(log);
    }
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setDataDirectory(data)
            .setDataDirectoryCustomizer(made -> openOnce(made.toPath(), credentials))
            .setOverrideWorkingDirectory(binaries().toFile())
            .setPGStartupWait(Duration.ofSeconds(60))
            .setConnectConfig("password", credentials.superuser())
            .setLocaleConfig("locale", "C")
            .setPort(port)
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
    SETTINGS.forEach(builder::setServerConfig);
    return builder.start();
  }

  /** A server whose passwords were just made does not know them: it is open until they are set. */
  private static void openOnce(Path data, Credentials credentials) {
    if (credentials.fresh()) {
      writeAccess(data, OPEN);
    }
  }

  private static void writeAccess(Path data, String rules) {
    try {
      Files.writeString(data.resolve("pg_hba.conf"), rules);
    } catch (IOException e) {
      throw new StoreStartException("Cannot write " + data.resolve("pg_hba.conf"), e);
    }
  }

  private static Path binaries() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "pricewright-" + System.getProperty("user.name"));
  }

  private void setUp(Path data) throws SQLException {
    try (Admin sql = new Admin(admin)) {
      sql.requireOn("fsync");
      sql.requireOn("synchronous_commit");
      sql.run("alter role postgres password '" + credentials.superuser() + "'");
      sql.ensureRoles(credentials.owner(), credentials.app());
      sql.ensureDatabase(Admin.DATABASE);
      writeAccess(data, LOCKED);
      sql.run("select pg_reload_conf()");
    }
  }

  PgAddress admin() {
    return admin;
  }

  PgAddress owner() {
    return admin.withDatabase(Admin.DATABASE).withUser(Admin.OWNER, credentials.owner());
  }

  PgAddress app() {
    return admin.withDatabase(Admin.DATABASE).withUser(Admin.APP, credentials.app());
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL does not stop", e);
    }
  }
}
