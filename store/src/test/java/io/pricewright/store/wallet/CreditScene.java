package io.pricewright.store.wallet;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.BudgetId;
import io.pricewright.rules.id.CreditGrantId;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.id.WalletTransactionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.rules.wallet.Alerts;
import io.pricewright.rules.wallet.BudgetPeriod;
import io.pricewright.rules.wallet.Cadence;
import io.pricewright.rules.wallet.CreditGrantScope;
import io.pricewright.rules.wallet.ExpirationType;
import io.pricewright.rules.wallet.Hold;
import io.pricewright.rules.wallet.HoldStatus;
import io.pricewright.rules.wallet.TransactionReason;
import io.pricewright.rules.wallet.TransactionStatus;
import io.pricewright.rules.wallet.TransactionType;
import io.pricewright.rules.wallet.Use;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.rules.wallet.WalletType;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.row.BudgetRow;
import io.pricewright.store.row.CreditGrantRow;
import io.pricewright.store.row.CustomerRow;
import io.pricewright.store.row.HoldRow;
import io.pricewright.store.row.WalletRow;
import io.pricewright.store.row.WalletTransactionRow;
import io.pricewright.store.testing.TestStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A database with two environments, and rows of credits with nothing special about them. */
final class CreditScene {
  static final Instant T0 = Instant.parse("2026-01-02T03:04:05.000006Z");
  static final Scope ONE = new Scope(1, 1);
  static final Scope TWO = new Scope(1, 2);

  private final Vertx vertx = Vertx.vertx();
  private final StoreAddresses stores = TestStores.freshDatabase();
  private final Database database = Database.open(vertx, stores.app().options(), 4);

  Database database() {
    return database;
  }

  void open() throws SQLException {
    owner(
        "insert into tenants (id, name, created_at) values ('t', 't', '2026-01-01')",
        "select set_config('app.tenant', '1', false)");
    for (int i = 1; i <= 2; i++) {
      environment(
          i,
          "insert into environments (tenant, environment, id, name, type, created_at) values"
              + " (1, %d, 'e%d', 'e', 'development', '2026-01-01')".formatted(i, i));
    }
  }

  private void environment(int number, String... sql) {
    String[] all = new String[sql.length + 2];
    all[0] = "select set_config('app.tenant', '1', false)";
    all[1] = "select set_config('app.environment', '" + number + "', false)";
    System.arraycopy(sql, 0, all, 2, sql.length);
    owner(all);
  }

  private void owner(String... sql) {
    try (Connection owner =
            DriverManager.getConnection(
                stores.owner().jdbcUrl(), stores.owner().user(), stores.owner().password());
        Statement statement = owner.createStatement()) {
      for (String one : sql) {
        statement.execute(one);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void close() throws Exception {
    database.close().await(60, TimeUnit.SECONDS);
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  /** Works in the first environment. */
  <T> T in(Function<Tx, Future<T>> work) {
    return database.inScope(ONE, work).await();
  }

  /** Works in the other environment of the tenant. */
  <T> T other(Function<Tx, Future<T>> work) {
    return database.inScope(TWO, work).await();
  }

  CustomerNo customer(Scope scope, String id) {
    CustomerRow row =
        new CustomerRow(
            new CustomerNo(0),
            new CustomerId("cust_" + id),
            new ExternalId(id),
            id,
            null,
            Status.PUBLISHED,
            Json.Obj.EMPTY,
            Json.Obj.EMPTY,
            T0,
            T0);
    return database
        .inScope(
            scope,
            tx ->
                CustomerRow.TABLE
                    .add(tx, row)
                    .compose(
                        added -> CustomerRow.TABLE.one(tx, Where.is(CustomerRow.ID, row.id()))))
        .await()
        .orElseThrow()
        .customerNo();
  }

  WalletRow wallet(String id, CustomerNo customerNo, Currency currency) {
    return new WalletRow(
        new WalletId(id),
        customerNo,
        "Wallet",
        null,
        currency,
        null,
        WalletType.PRE_PAID,
        Wallet.Status.ACTIVE,
        BigDecimal.ONE,
        BigDecimal.ONE,
        BigDecimal.ZERO,
        Wallet.Prices.ALL,
        null,
        null,
        null,
        Alerts.State.OK,
        Alerts.State.OK,
        null,
        0,
        false,
        null,
        Json.Obj.EMPTY,
        Status.PUBLISHED,
        T0,
        T0);
  }

  /** Returns a wallet whose amounts have no trailing zeros. */
  WalletRow plain(WalletRow row) {
    return row.withConversionRate(Money.plain(row.conversionRate()))
        .withTopupConversionRate(Money.plain(row.topupConversionRate()))
        .withCreditLine(Money.plain(row.creditLine()));
  }

  WalletTransactionRow transaction(
      String id, String wallet, CustomerNo customerNo, @Nullable String key) {
    return new WalletTransactionRow(
        new WalletTransactionId(id),
        new WalletId(wallet),
        customerNo,
        TransactionType.CREDIT,
        BigDecimal.TEN,
        BigDecimal.TEN,
        BigDecimal.ZERO,
        BigDecimal.TEN,
        TransactionReason.FREE_CREDIT_GRANT,
        TransactionStatus.COMPLETED,
        new GrantId("grant_of_" + id),
        null,
        null,
        null,
        key,
        Json.Obj.EMPTY,
        T0);
  }

  HoldRow hold(String id, CustomerNo customerNo, Instant expiresAt) {
    return new HoldRow(
        new HoldId(id),
        customerNo,
        new Currency("usd"),
        BigDecimal.ONE,
        new Hold(new HoldId(id), List.of(new Use.Draw(new GrantId("g"), BigDecimal.ONE, null)))
            .toRow(),
        null,
        HoldStatus.HELD,
        null,
        expiresAt,
        Json.Obj.EMPTY,
        T0,
        T0);
  }

  CreditGrantRow creditGrant(
      String id, @Nullable PlanId plan, @Nullable SubscriptionId subscription) {
    return new CreditGrantRow(
        new CreditGrantId(id),
        id,
        plan == null ? CreditGrantScope.SUBSCRIPTION : CreditGrantScope.PLAN,
        plan,
        subscription,
        BigDecimal.TEN,
        Cadence.RECURRING,
        BillingPeriod.MONTHLY,
        1,
        ExpirationType.NEVER,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        null,
        null,
        Json.Obj.EMPTY,
        Status.PUBLISHED,
        T0,
        T0);
  }

  BudgetRow budget(String id, CustomerNo customerNo) {
    return new BudgetRow(
        new BudgetId(id),
        customerNo,
        null,
        null,
        new Currency("usd"),
        new BigDecimal("100"),
        BudgetPeriod.CALENDAR_MONTH,
        Instant.parse("2026-01-01T00:00:00Z"),
        BigDecimal.ZERO,
        0,
        Json.Obj.EMPTY,
        Status.PUBLISHED,
        T0,
        T0);
  }

  void feature(String id, @Nullable String meter) {
    if (meter != null) {
      environment(
          1,
          "insert into meters (tenant, environment, id, name, event_name, aggregation, filters,"
              + " reset_usage, allow_negative, created_at, updated_at) values (1, 1, '%s', 'm', 'e',"
                  .formatted(meter)
              + " '{}', '[]', 'BILLING_PERIOD', false, '2026-01-01', '2026-01-01')");
    }
    environment(
        1,
        "insert into features (tenant, environment, id, name, type, meter_id, created_at,"
            + " updated_at)"
            + " values (1, 1, '%s', 'f', '%s', %s, '2026-01-01', '2026-01-01')"
                .formatted(
                    id,
                    meter == null ? "boolean" : "metered",
                    meter == null ? "null" : "'" + meter + "'"));
  }

  void subscription(String id, CustomerNo customerNo, String plan) {
    environment(
        1,
        "insert into plans (tenant, environment, id, name, created_at, updated_at) values"
            + " (1, 1, '%s', 'p', '2026-01-01', '2026-01-01')".formatted(plan),
        "insert into subscriptions (tenant, environment, id, customer_no, plan_id, currency,"
            + " billing_period, billing_period_count, billing_cycle, billing_anchor, timezone,"
            + " start_date, subscription_status, created_at, updated_at) values (1, 1, '%s', %s,"
                .formatted(id, customerNo)
            + " '%s', 'usd', 'MONTHLY', 1, 'anniversary', '%s', 'UTC', '%s', 'active', '%s', '%s')"
                .formatted(plan, T0, T0, T0, T0));
  }

  void charge(CustomerNo customerNo, long lineItem, String amount) {
    environment(
        1,
        "insert into charges (tenant, environment, id, batch_id, customer_no, line_item_no,"
            + " period_start, part, amount, currency, price_id, script_id, cause, events, made_at)"
            + " values (1, 1, gen_random_uuid(), gen_random_uuid(), %s, %s, '%s', '', %s, 'usd',"
                .formatted(customerNo, lineItem, T0, amount)
            + " 'price', 'script', 'usage', 1, '%s')".formatted(T0));
  }
}
