package io.pricewright.store.wallet;

import static io.pricewright.store.jooq.tables.Holds.HOLDS;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.rules.wallet.HoldStatus;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.HoldRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.impl.DSL;

/**
 * Finds where credits are due: grants past their expiry and the grace, holds past theirs, credits
 * of schedules. What is due is read from the rows themselves, so nothing is forgotten.
 */
public final class DueCustomers {
  private static final String DUE =
      "select customer_no from (select customer_no, expires_at + $4::bigint * interval '1"
          + " microsecond' as due_at from wallet_grants where tenant = $1 and environment = $2 and"
          + " not lapsed and expires_at is not null and expires_at <= $3::timestamptz - $4::bigint"
          + " * interval '1 microsecond' union all select customer_no, expires_at from holds where"
          + " tenant = $1 and environment = $2 and hold_status = 'held' and expires_at <="
          + " $3::timestamptz union all select customer_no, next_at from credit_schedules where"
          + " tenant = $1 and environment = $2 and next_at is not null and next_at <="
          + " $3::timestamptz) due group by customer_no order by min(due_at) limit $5";
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
                  .limit(500));
  private static final String ENROL =
      "insert into credit_schedules (tenant, environment, id, credit_grant_id, subscription_id,"
          + " customer_no, anchor, next_at, created_at) select g.tenant, g.environment, 'csch_' ||"
          + " replace($4::uuid::text, '-', '') || '_' || row_number() over (order by g.created_at,"
          + " g.id), g.id, s.id, s.customer_no, greatest(s.start_date, g.start_date),"
          + " greatest(s.start_date, g.start_date), $5::timestamptz from credit_grants g join"
          + " subscriptions s on s.tenant = g.tenant and s.environment = g.environment and"
          + " (g.subscription_id = s.id or (g.scope = 'PLAN' and g.plan_id = s.plan_id)) where"
          + " g.tenant = $1 and g.environment = $2 and s.id = $3 and g.status = 'published' on"
          + " conflict (tenant, environment, credit_grant_id, subscription_id) do nothing";
  private static final String ADVANCE =
      "update environments set clock_ahead_us = clock_ahead_us + $3 where tenant = $1 and"
          + " environment = $2 returning clock_ahead_us";

  private DueCustomers() {}

  /** Returns scopes in which something is due, at most so many, each by its own clock. */
  public static Future<List<Scope>> scopes(
      Database database, Instant now, Duration grace, int most) {
    return database.unscoped(
        tx ->
            tx.run(
                    "select tenant, environment from credit_scopes($1, $2::bigint * interval '1"
                        + " microsecond', $3)",
                    Tuple.of(Tx.at(now), micros(grace), most))
                .map(rows -> Rows.all(rows, DueCustomers::scope)));
  }

  /** Returns how far environments' clocks are ahead. */
  public static Future<Map<Scope, Duration>> clocksAhead(Database database) {
    return database.unscoped(
        tx ->
            tx.run("select tenant, environment, ahead_us from clocks_ahead()", Tuple.tuple())
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
    return tx.run(ADVANCE, scoped(tx).addLong(micros(by)))
        .map(rows -> Duration.ofNanos(rows.iterator().next().getLong(0) * 1_000));
  }

  /** Returns customers for whom something is due, longest first. */
  public static Future<List<CustomerNo>> customers(Tx tx, Instant now, Duration grace, int most) {
    return tx.run(
            DUE, scoped(tx).addOffsetDateTime(Tx.at(now)).addLong(micros(grace)).addInteger(most))
        .map(rows -> Rows.all(rows, row -> new CustomerNo(row.getLong(0))));
  }

  /** Returns a customer's holds that are past their expiry, at most 500, longest first. */
  public static Future<List<HoldRow>> holds(Tx tx, CustomerNo customerNo, Instant now) {
    return tx.run(ENDED_HOLDS, customerNo, now).map(HoldRow.TABLE::all);
  }

  /** Makes the schedules of a subscription's credit grants that have none yet. */
  public static Future<Void> enrol(Tx tx, SubscriptionId subscriptionId, Instant now) {
    return tx.run(
            ENROL,
            scoped(tx)
                .addString(subscriptionId.value())
                .addUUID(UUID.randomUUID())
                .addOffsetDateTime(Tx.at(now)))
        .mapEmpty();
  }

  private static Scope scope(Row row) {
    return new Scope(row.getInteger(0), row.getInteger(1));
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  private static Tuple scoped(Tx tx) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment());
  }
}
