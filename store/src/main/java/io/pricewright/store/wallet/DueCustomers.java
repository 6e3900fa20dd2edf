package io.pricewright.store.wallet;

import static io.pricewright.store.jooq.tables.CreditGrants.CREDIT_GRANTS;
import static io.pricewright.store.jooq.tables.CreditSchedules.CREDIT_SCHEDULES;
import static io.pricewright.store.jooq.tables.Environments.ENVIRONMENTS;
import static io.pricewright.store.jooq.tables.Holds.HOLDS;
import static io.pricewright.store.jooq.tables.Subscriptions.SUBSCRIPTIONS;
import static io.pricewright.store.jooq.tables.WalletGrants.WALLET_GRANTS;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ScheduleId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.rules.wallet.CreditGrantScope;
import io.pricewright.rules.wallet.HoldStatus;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.DueScope;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.HoldRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Finds where credits are due: grants that begin, that end and whose expiry is past by the grace,
 * holds past theirs, credits of schedules. What is due is read from the rows themselves, so nothing
 * is forgotten.
 */
public final class DueCustomers {
  /** Most ended holds of a customer that are read at once. */
  public static final int MOST_HOLDS = 500;

  /** Arguments: the time, the time less the grace, the grace in microseconds, most customers. */
  private static final Statement DUE =
      Sql.statement(
          dsl -> {
            Field<Instant> lapses =
                DSL.field(
                        "{0} + {1} * interval '1 microsecond'",
                        WALLET_GRANTS.EXPIRES_AT.getDataType(),
                        WALLET_GRANTS.EXPIRES_AT,
                        Sql.arg(3, SQLDataType.BIGINT).cast(SQLDataType.BIGINT))
                    .as("due_at");
            var due =
                dsl.select(WALLET_GRANTS.CUSTOMER_NO, lapses)
                    .from(WALLET_GRANTS)
                    .where(Sql.in(WALLET_GRANTS))
                    .and(DSL.not(DSL.condition(WALLET_GRANTS.LAPSED)))
                    .and(WALLET_GRANTS.EXPIRES_AT.isNotNull())
                    .and(WALLET_GRANTS.EXPIRES_AT.le(Sql.arg(2, WALLET_GRANTS.EXPIRES_AT)))
                    .unionAll(
                        dsl.select(WALLET_GRANTS.CUSTOMER_NO, WALLET_GRANTS.EXPIRES_AT)
                            .from(WALLET_GRANTS)
                            .where(Sql.in(WALLET_GRANTS))
                            .and(DSL.condition(WALLET_GRANTS.CARRIES))
                            .and(WALLET_GRANTS.EXPIRES_AT.le(Sql.arg(1, HOLDS.EXPIRES_AT))))
                    .unionAll(
                        dsl.select(WALLET_GRANTS.CUSTOMER_NO, WALLET_GRANTS.EFFECTIVE_AT)
                            .from(WALLET_GRANTS)
                            .where(Sql.in(WALLET_GRANTS))
                            .and(DSL.not(DSL.condition(WALLET_GRANTS.BEGUN)))
                            .and(DSL.not(DSL.condition(WALLET_GRANTS.SPENT)))
                            .and(WALLET_GRANTS.EFFECTIVE_AT.le(Sql.arg(1, HOLDS.EXPIRES_AT))))
                    .unionAll(
                        dsl.select(HOLDS.CUSTOMER_NO, HOLDS.EXPIRES_AT)
                            .from(HOLDS)
                            .where(Sql.in(HOLDS))
                            .and(
                                HOLDS.HOLD_STATUS.eq(
                                    DSL.inline(HoldStatus.HELD, HOLDS.HOLD_STATUS)))
                            .and(HOLDS.EXPIRES_AT.le(Sql.arg(1, HOLDS.EXPIRES_AT))))
                    .unionAll(
                        dsl.select(CREDIT_SCHEDULES.CUSTOMER_NO, CREDIT_SCHEDULES.NEXT_AT)
                            .from(CREDIT_SCHEDULES)
                            .where(Sql.in(CREDIT_SCHEDULES))
                            .and(CREDIT_SCHEDULES.NEXT_AT.isNotNull())
                            .and(CREDIT_SCHEDULES.NEXT_AT.le(Sql.arg(1, HOLDS.EXPIRES_AT))))
                    .asTable("due");
            Field<CustomerNo> whose = Sql.of(due, WALLET_GRANTS.CUSTOMER_NO);
            return dsl.select(whose)
                .from(due)
                .groupBy(whose)
                .orderBy(DSL.min(DSL.field(DSL.name("due", "due_at"))))
                .limit(Sql.arg(4, SQLDataType.INTEGER));
          });

  private static final Statement ENDED_HOLDS =
      Sql.statement(
          dsl ->
              dsl.select(HoldRow.TABLE.fields())
                  .from(HOLDS)
                  .where(Sql.in(HOLDS))
                  .and(HOLDS.CUSTOMER_NO.eq(Sql.arg(1, HOLDS.CUSTOMER_NO)))
                  .and(HOLDS.HOLD_STATUS.eq(DSL.inline(HoldStatus.HELD, HOLDS.HOLD_STATUS)))
                  .and(HOLDS.EXPIRES_AT.le(Sql.arg(2, HOLDS.EXPIRES_AT)))
                  .orderBy(HOLDS.EXPIRES_AT, HOLDS.ID)
                  .limit(DSL.inline(MOST_HOLDS)));

  /** Arguments: the subscription, what the ids begin with, the time. */
  private static final Statement ENROL =
      Sql.statement(
          dsl -> {
            Field<Instant> begins =
                DSL.greatest(SUBSCRIPTIONS.START_DATE, CREDIT_GRANTS.START_DATE);
            Field<ScheduleId> id =
                DSL.field(
                    "{0} || row_number() over (order by {1}, {2})",
                    CREDIT_SCHEDULES.ID.getDataType(),
                    Sql.arg(2, SQLDataType.CLOB).cast(SQLDataType.CLOB),
                    CREDIT_GRANTS.CREATED_AT,
                    CREDIT_GRANTS.ID);
            return dsl.insertInto(
                    CREDIT_SCHEDULES,
                    CREDIT_SCHEDULES.TENANT,
                    CREDIT_SCHEDULES.ENVIRONMENT,
                    CREDIT_SCHEDULES.ID,
                    CREDIT_SCHEDULES.CREDIT_GRANT_ID,
                    CREDIT_SCHEDULES.SUBSCRIPTION_ID,
                    CREDIT_SCHEDULES.CUSTOMER_NO,
                    CREDIT_SCHEDULES.ANCHOR,
                    CREDIT_SCHEDULES.NEXT_AT,
                    CREDIT_SCHEDULES.CREATED_AT)
                .select(
                    dsl.select(
                            CREDIT_GRANTS.TENANT,
                            CREDIT_GRANTS.ENVIRONMENT,
                            id,
                            CREDIT_GRANTS.ID,
                            SUBSCRIPTIONS.ID,
                            SUBSCRIPTIONS.CUSTOMER_NO,
                            begins,
                            begins,
                            Sql.arg(3, CREDIT_SCHEDULES.CREATED_AT)
                                .cast(CREDIT_SCHEDULES.CREATED_AT.getDataType()))
                        .from(CREDIT_GRANTS)
                        .join(SUBSCRIPTIONS)
                        .on(Sql.same(SUBSCRIPTIONS, CREDIT_GRANTS))
                        .and(
                            CREDIT_GRANTS
                                .SUBSCRIPTION_ID
                                .eq(SUBSCRIPTIONS.ID)
                                .or(
                                    CREDIT_GRANTS
                                        .SCOPE
                                        .eq(DSL.inline(CreditGrantScope.PLAN, CREDIT_GRANTS.SCOPE))
                                        .and(CREDIT_GRANTS.PLAN_ID.eq(SUBSCRIPTIONS.PLAN_ID))))
                        .where(Sql.in(CREDIT_GRANTS))
                        .and(SUBSCRIPTIONS.ID.eq(Sql.arg(1, SUBSCRIPTIONS.ID)))
                        .and(
                            CREDIT_GRANTS.STATUS.eq(
                                DSL.inline(Status.PUBLISHED, CREDIT_GRANTS.STATUS))))
                .onConflict(
                    CREDIT_SCHEDULES.TENANT,
                    CREDIT_SCHEDULES.ENVIRONMENT,
                    CREDIT_SCHEDULES.CREDIT_GRANT_ID,
                    CREDIT_SCHEDULES.SUBSCRIPTION_ID)
                .doNothing();
          });

  private static final Statement ADVANCE =
      Sql.statement(
          dsl ->
              dsl.update(ENVIRONMENTS)
                  .set(
                      ENVIRONMENTS.CLOCK_AHEAD_US,
                      ENVIRONMENTS.CLOCK_AHEAD_US.plus(Sql.arg(1, ENVIRONMENTS.CLOCK_AHEAD_US)))
                  .where(Sql.in(ENVIRONMENTS))
                  .returning(ENVIRONMENTS.CLOCK_AHEAD_US));

  // Functions of the owner, which see all environments and tell scopes alone.
  private static final Statement SCOPES =
      DueScope.statement(
          "credit_scopes({0}, {1} * interval '1 microsecond', {2})",
          Sql.arg(1, SQLDataType.INSTANT),
          Sql.arg(2, SQLDataType.BIGINT).cast(SQLDataType.BIGINT),
          Sql.arg(3, SQLDataType.INTEGER));
  private static final Statement CLOCKS_AHEAD =
      Sql.statement(
          dsl ->
              dsl.select(
                      DSL.field("tenant", Integer.class),
                      DSL.field("environment", Integer.class),
                      DSL.field("ahead_us", Long.class))
                  .from("clocks_ahead()"));

  private DueCustomers() {}

  /** Returns scopes in which something is due, at most so many, the longest due first. */
  public static Future<List<DueScope>> scopes(
      Database database, Instant now, Duration grace, int most) {
    return DueScope.find(database, SCOPES, now, micros(grace), most);
  }

  /** Returns how far environments' clocks are ahead. */
  public static Future<Map<Scope, Duration>> clocksAhead(Database database) {
    return database.unscoped(
        tx ->
            tx.run(CLOCKS_AHEAD)
                .map(
                    rows -> {
                      Map<Scope, Duration> ahead = new HashMap<>();
                      for (Row row : rows) {
                        ahead.put(scope(row), Duration.ofNanos(row.getLong(2) * 1_000));
                      }
                      return ahead;
                    }));
  }

  /** Sets an environment's clock forward, and returns how far it is ahead then. */
  public static Future<Duration> advance(Tx tx, Duration by) {
    return tx.run(ADVANCE, micros(by))
        .map(rows -> Duration.ofNanos(rows.iterator().next().getLong(0) * 1_000));
  }

  /** Returns customers for whom something is due, longest first. */
  public static Future<List<CustomerNo>> customers(Tx tx, Instant now, Duration grace, int most) {
    return tx.run(DUE, now, now.minus(grace), micros(grace), most)
        .map(rows -> Rows.all(rows, row -> HoldRow.CUSTOMER_NO.get(row, 0)));
  }

  /** Returns a customer's holds that are past their expiry, longest first. */
  public static Future<List<HoldRow>> holds(Tx tx, CustomerNo customerNo, Instant now) {
    return tx.run(ENDED_HOLDS, customerNo, now).map(HoldRow.TABLE::all);
  }

  /**
   * Makes the schedules of a subscription's credit grants that have none yet. From then on its
   * customer's credits are kept, so that usage that is rated before they come is paid by the time
   * at which it occurred. The caller holds the customer's gate.
   */
  public static Future<Void> enrol(
      Tx tx, SubscriptionId subscription, CustomerNo customerNo, Instant now) {
    String begin = "csch_%s_".formatted(UUID.randomUUID().toString().replace("-", ""));
    return tx.run(ENROL, subscription, begin, now)
        .compose(
            made ->
                made.rowCount() == 0
                    ? Future.succeededFuture()
                    : CreditBooks.watch(tx, customerNo));
  }

  private static Scope scope(Row row) {
    return new Scope(row.getInteger(0), row.getInteger(1));
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
