package io.pricewright.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.catalogue.SeedScripts;
import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.ApiKeyId;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.PgAddress;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.testing.TestStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A key that is in use, taken away, asked for by many. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(VertxExtension.class)
final class FindCallerIT {
  private final StoreAddresses addresses = TestStores.freshDatabase();
  private final Database database;
  private final GraalScriptEngine engine = new GraalScriptEngine(ScriptLimits.defaults());
  private final AtomicLong nanos = new AtomicLong();
  private CreateTenant tenants;
  private FindCaller callers;

  FindCallerIT(Vertx vertx) {
    database = Database.open(vertx, addresses.app().options(), 8);
  }

  @BeforeAll
  void open() {
    Ids ids = new Ids();
    tenants =
        new CreateTenant(
            database,
            new EnvironmentClock(Clock.systemUTC()),
            ids,
            SeedScripts.shipped(ids, engine));
  }

  @BeforeEach
  void forgetAll() {
    callers = new FindCaller(database, Clock.systemUTC(), nanos::get);
  }

  @AfterAll
  void close(VertxTestContext test) {
    engine.close();
    database.close().onComplete(test.succeedingThenComplete());
  }

  @Test
  void revokedElsewhere_worksFor5SecondsAtMost() throws SQLException {
    String key = newKey();
    assertThat(found(key)).isPresent();
    revokeInTable(key);
    nanos.addAndGet(FindCaller.READ_AGAIN.minusMillis(1).toNanos());
    assertThat(found(key)).as("what is known answers").isPresent();
    nanos.addAndGet(FindCaller.LIFE.minus(FindCaller.READ_AGAIN).plusMillis(1).toNanos());
    assertThat(found(key)).as("its life is over").isEmpty();
  }

  @Test
  void inUse_isReadAgainBeforeItsLifeEnds() throws Exception {
    String key = newKey();
    assertThat(found(key)).isPresent();
    revokeInTable(key);
    nanos.addAndGet(FindCaller.READ_AGAIN.plusMillis(1).toNanos());
    // Time stands still here: only a reading in the background can find out.
    for (int i = 0; found(key).isPresent(); i++) {
      assertThat(i).as("tries of 20 ms").isLessThan(500);
      Thread.sleep(20);
    }
  }

  @Test
  void forgotten_isReadAtOnce() throws SQLException {
    String key = newKey();
    ApiKeyId id = found(key).orElseThrow().keyId();
    revokeInTable(key);
    assertThat(found(key)).isPresent();
    callers.forget(id);
    assertThat(found(key)).isEmpty();
  }

  @Test
  void askedByMany_isReadOnce(VertxTestContext test) throws Exception {
    String key = newKey();
    List<Future<Optional<Caller>>> all = new ArrayList<>();
    try (Connection owner = owner();
        Statement statement = owner.createStatement()) {
      owner.setAutoCommit(false);
      statement.execute("lock table api_keys in access exclusive mode");
      for (int i = 0; i < 300; i++) {
        all.add(callers.find(key));
      }
      // Whoever reads the table waits for the lock; more would come at once, so 0.3 s shows it.
      for (int i = 0; waiting(statement) == 0; i++) {
        assertThat(i).as("tries of 10 ms").isLessThan(500);
        Thread.sleep(10);
      }
      Thread.sleep(300);
      assertThat(waiting(statement)).isEqualTo(1);
      owner.rollback();
    }
    Future.all(all)
        .onComplete(
            test.succeeding(
                found ->
                    test.verify(
                        () -> {
                          assertThat(found.<Optional<Caller>>list())
                              .hasSize(300)
                              .allMatch(Optional::isPresent);
                          test.completeNow();
                        })));
  }

  @Test
  void mistyped_isRefusedAndNotKept() {
    String key = newKey();
    String wrong = key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0");
    assertThat(found(wrong)).isEmpty();
    assertThat(found("")).isEmpty();
  }

  private static int waiting(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "select count(*) from pg_locks where not granted and relation ="
                + " 'api_keys'::regclass")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private void revokeInTable(String key) throws SQLException {
    try (Connection owner = owner();
        var update =
            owner.prepareStatement("update api_keys set revoked_at = now() where key_hash = ?")) {
      update.setBytes(1, KeyText.hash(key));
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private Connection owner() throws SQLException {
    PgAddress owner = addresses.owner();
    return DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
  }

  private String newKey() {
    return tenants.create("Acme", "production").await().apiKey();
  }

  private Optional<Caller> found(String key) {
    return callers.find(key).await();
  }
}
