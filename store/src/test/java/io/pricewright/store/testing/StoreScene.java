package io.pricewright.store.testing;

import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.DueScope;
import io.pricewright.store.database.Tx;
import io.pricewright.store.embedded.StoreAddresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A fresh database with two environments of one tenant, and what foreign keys ask for, made by
 * plain SQL so that no statement under test is needed to make it.
 */
public final class StoreScene {
  /** When everything was made. */
  public static final Instant T0 = Instant.parse("2026-01-02T03:04:05.000006Z");

  /** An environment. */
  public static final Scope ONE = new Scope(1, 1);

  /** Another one of the same tenant. */
  public static final Scope TWO = new Scope(1, 2);

  private final Vertx vertx = Vertx.vertx();
  private final StoreAddresses stores = TestStores.freshDatabase();
  private final Database database = Database.open(vertx, stores.app().options(), 8);

  /** Makes the tenant and its environments. */
  public StoreScene() {
    environments(database, ONE, TWO);
  }

  /** Makes environments and their tenants in an empty database; the tenants count from 1. */
  public static void environments(Database database, Scope... scopes) {
    int tenants = 0;
    for (Scope scope : scopes) {
      while (tenants < scope.tenant()) {
        tenants++;
        run(
            database,
            scope,
            "insert into tenants (id, name, created_at) values ('t%d', 't', '2026-01-01')"
                .formatted(tenants));
      }
      run(
          database,
          scope,
          "insert into environments (tenant, environment, id, name, type, created_at)"
              + " values (%d, %d, 'e%2$d', 'e', 'development', '2026-01-01')"
                  .formatted(scope.tenant(), scope.environment()));
    }
  }

  private static void run(Database database, Scope scope, String sql) {
    database.inScope(scope, tx -> tx.run(sql, Tuple.tuple())).await();
  }

  /** Returns the database, under the application's role. */
  public Database database() {
    return database;
  }

  /** Runs work in a transaction of a scope, and waits for it. */
  public <T> T in(Scope scope, Function<Tx, Future<T>> work) {
    return database.inScope(scope, work).await();
  }

  /** Returns the rows that work in a scope finds. */
  public <T> List<T> all(Scope scope, Function<Tx, Future<List<T>>> work) {
    return in(scope, work);
  }

  /** Returns the row that work in a scope finds, if there is one. */
  public <T> Optional<T> one(Scope scope, Function<Tx, Future<Optional<T>>> work) {
    return in(scope, work);
  }

  /** Begins work in a transaction of a scope. */
  public <T> Future<T> begin(Scope scope, Function<Tx, Future<T>> work) {
    return database.inScope(scope, work);
  }

  /** Asks where something is due, and waits for it. */
  public List<DueScope> due(Function<Database, Future<List<DueScope>>> question) {
    return question.apply(database).await();
  }

  /** Makes a customer with its gate and alias, and returns its number. */
  public CustomerNo customer(Scope scope, String name) {
    String values = "%d, %d, ".formatted(scope.tenant(), scope.environment());
    sql(
        scope,
        "insert into customers (tenant, environment, id, external_id, name, created_at, updated_at)"
            + " values (%s'%s', '%s', 'n', '2026-01-01', '2026-01-01')"
                .formatted(values, new CustomerId("cust_" + name), new ExternalId(name)),
        "insert into gates (tenant, environment, customer_no) select %scustomer_no from customers"
                .formatted(values)
            + " where id = 'cust_%s'".formatted(name),
        ("insert into customer_aliases (tenant, environment, external_id, customer_no, created_at)"
                + " select %s'%s', customer_no, '2026-01-01' from customers where id = 'cust_%s'")
            .formatted(values, name, name));
    return new CustomerNo(
        number(scope, "select customer_no from customers where id = 'cust_%s'".formatted(name)));
  }

  /** Makes a plan. */
  public void plan(Scope scope, String id) {
    sql(
        scope,
        "insert into plans (tenant, environment, id, name, created_at, updated_at)"
            + " values (%d, %d, '%s', 'n', '2026-01-01', '2026-01-01')"
                .formatted(scope.tenant(), scope.environment(), id));
  }

  /** Makes the first version of a price of a plan, on a meter of its own, and its script. */
  public void price(Scope scope, String id, String plan, String currency) {
    String values = "%d, %d, ".formatted(scope.tenant(), scope.environment());
    sql(
        scope,
        ("insert into meters (tenant, environment, id, name, event_name, aggregation, reset_usage,"
                + " allow_negative, created_at, updated_at) values (%s'meter_%s', 'm', 'e', '{}',"
                + " 'BILLING_PERIOD', false, '2026-01-01', '2026-01-01')")
            .formatted(values, id),
        ("insert into scripts (tenant, environment, id, name, number, sha256, kind, source, schema,"
                + " gate, created_at) values (%s'script_%s', 's_%2$s', 1, '%s', 'CUMULATIVE', '',"
                + " '{}', '{}', '2026-01-01')")
            .formatted(values, id, "0".repeat(64)),
        ("insert into prices (tenant, environment, id, lineage_id, version, entity_type, entity_id,"
                + " type, meter_id, currency, billing_model, billing_period, invoice_cadence,"
                + " script_id, params, terms, status, created_at, updated_at) values (%s'%s', '%2$s',"
                + " 1, 'PLAN', '%s', 'USAGE', 'meter_%2$s', '%s', '%s', 'MONTHLY', 'ARREAR',"
                + " 'script_%2$s', '{}', '{}', '%s', '2026-01-01', '2026-01-01')")
            .formatted(
                values, id, plan, currency, BillingModel.FLAT_FEE.code(), Status.PUBLISHED.code()));
  }

  /** Makes a metered feature of the meter of a price. */
  public void feature(Scope scope, String id, String price) {
    sql(
        scope,
        ("insert into features (tenant, environment, id, name, type, meter_id, created_at,"
                + " updated_at) values (%d, %d, '%s', 'f', 'metered', 'meter_%s', '2026-01-01',"
                + " '2026-01-01')")
            .formatted(scope.tenant(), scope.environment(), id, price));
  }

  /** Runs SQL as the owner, within a scope. */
  public void sql(Scope scope, String... statements) {
    String[] all = new String[statements.length + 2];
    all[0] = "select set_config('app.tenant', '%d', false)".formatted(scope.tenant());
    all[1] = "select set_config('app.environment', '%d', false)".formatted(scope.environment());
    System.arraycopy(statements, 0, all, 2, statements.length);
    sql(all);
  }

  private void sql(String... statements) {
    try (Connection owner = owner();
        Statement statement = owner.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads one number as the owner, within a scope. */
  public long number(Scope scope, String query) {
    try (Connection owner = owner();
        Statement statement = owner.createStatement()) {
      statement.execute("select set_config('app.tenant', '%d', false)".formatted(scope.tenant()));
      statement.execute(
          "select set_config('app.environment', '%d', false)".formatted(scope.environment()));
      var rows = statement.executeQuery(query);
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection owner() throws SQLException {
    return DriverManager.getConnection(
        stores.owner().jdbcUrl(), stores.owner().user(), stores.owner().password());
  }

  /** Closes the database. */
  public void close() throws Exception {
    database.close().await(60, TimeUnit.SECONDS);
    vertx.close().await(60, TimeUnit.SECONDS);
  }
}
