package io.pricewright.store.testing;

import io.pricewright.store.embedded.Admin;
import io.pricewright.store.embedded.EmbeddedStores;
import io.pricewright.store.embedded.PgAddress;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.migration.Migrations;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and Redis for tests, one instance a JVM, a fresh migrated database a call.
 *
 * <p>{@code PRICEWRIGHT_PG_URL} ({@code postgresql://superuser:password@host:port/postgres}) and
 * {@code PRICEWRIGHT_REDIS_URL} win together; then containers; then the embedded servers under
 * {@code target/}.
 */
public final class TestStores {
  private static final String PASSWORD = "test";
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static @Nullable TestStores shared;

  private final Backend backend;
  private final String prefix;

  private TestStores(Backend backend) throws SQLException {
    this.backend = backend;
    this.prefix = "test_" + ProcessHandle.current().pid() + "_";
    makeTemplate();
  }

  /** A database of its own with the newest schema, copied from a template in a few 10 ms. */
  public static StoreAddresses freshDatabase() {
    try {
      return instance().copyTemplate();
    } catch (SQLException e) {
      throw new IllegalStateException("No fresh test database", e);
    }
  }

  /** A superuser's login to the same server, for tests that look behind row level security. */
  public static PgAddress admin(StoreAddresses fresh) {
    try {
      return instance().backend.admin().withDatabase(fresh.app().database());
    } catch (SQLException e) {
      throw new IllegalStateException("No test server", e);
    }
  }

  private static synchronized TestStores instance() throws SQLException {
    TestStores known = shared;
    if (known == null) {
      known = new TestStores(backend());
      shared = known;
    }
    return known;
  }

  private static Backend backend() {
    String pg = System.getenv("PRICEWRIGHT_PG_URL");
    String redis = System.getenv("PRICEWRIGHT_REDIS_URL");
    if (pg != null && redis != null) {
      return new Backend(parse(pg), redis, 16);
    }
    return Containers.available() ? Containers.start() : embedded();
  }

  private static Backend embedded() {
    Path folder = Path.of("target", "test-stores-" + ProcessHandle.current().pid());
    EmbeddedStores stores = EmbeddedStores.start(folder);
    Runtime.getRuntime().addShutdownHook(new Thread(stores::close, "stop test stores"));
    return new Backend(stores.admin(), stores.addresses().redisUri(), 1024);
  }

  static PgAddress parse(String url) {
    URI uri = URI.create(url.replaceFirst("^jdbc:", ""));
    String[] login = (uri.getUserInfo() == null ? "postgres:" : uri.getUserInfo()).split(":", 2);
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    String password = login.length > 1 ? login[1] : "";
    return new PgAddress(uri.getHost(), port, uri.getPath().substring(1), login[0], password);
  }

  private String template() {
    return prefix + "template";
  }

  private void makeTemplate() throws SQLException {
    try (Admin sql = new Admin(backend.admin())) {
      sql.ensureRoles(PASSWORD, PASSWORD);
      sql.ensureDatabase(template());
    }
    Migrations.migrate(login(Admin.OWNER, template()));
  }

  private synchronized StoreAddresses copyTemplate() throws SQLException {
    int number = NEXT.incrementAndGet();
    String name = prefix + number;
    try (Admin sql = new Admin(backend.admin())) {
      sql.run("create database " + name + " template " + template() + " owner " + Admin.OWNER);
    }
    String redis = backend.redisUri() + "/" + number % backend.redisDatabases();
    return new StoreAddresses(login(Admin.APP, name), login(Admin.OWNER, name), redis);
  }

  private PgAddress login(String role, String database) {
    return backend.admin().withDatabase(database).withUser(role, PASSWORD);
  }
}
