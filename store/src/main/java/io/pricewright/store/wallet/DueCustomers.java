package io.pricewright.store.wallet;

import static io.pricewright.store.jooq.tables.CreditGrants.CREDIT_GRANTS;
import static io.pricewright.store.jooq.tables.CreditSchedules.CREDIT_SCHEDULES;
import static io.pricewright.store.jooq.tables.Environments.ENVIRONMENTS;
import static io.pricewright.store.jooq.tables.Holds.HOLDS;
import static io.pricewright.store.jooq.tables.Subscriptions.SUBSCRIPTIONS;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.id.ScheduleId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.rules.wallet.CreditGrantScope;
import io.pricewright.rules.wallet.HoldStatus;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.due.CustomerDues;
import io.pricewright.store.row.CreditScheduleRow;
import io.pricewright.store.row.HoldRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * What is due of customers' credits besides their grants, which are in their books: holds past
 * their expiry and schedules; and environments' clocks, by which it is due.
 */
public final class DueCustomers {
  /** Most ended holds of a customer that are read at once. */
  public static final int MOST_HOLDS = 500;

  /** Arguments: customers, the time. Of each its longest ended holds. */
  private static final Statement ENDED_HOLDS =
      Sql.statement(
          dsl -> {
            Table<Record> whose = Sql.rows("whose", 1, HOLDS.CUSTOMER_NO);
            Table<?> ended =
                DSL.lateral(
                    dsl.select(HoldRow.TABLE.fields())
                        .from(HOLDS)
                        .where(Sql.in(HOLDS))
                        .and(HOLDS.CUSTOMER_NO.eq(Sql.of(whose, HOLDS.CUSTOMER_NO)))
                        .and(held())
                        .and(HOLDS.EXPIRES_AT.le(Sql.arg(2, HOLDS.EXPIRES_AT)))
                        .orderBy(HOLDS.EXPIRES_AT, HOLDS.ID)
                        .limit(DSL.inline(MOST_HOLDS))
                        .asTable("ended"));
            return dsl.select(HoldRow.TABLE.fields().stream().map(f -> Sql.of(ended, f)).toList())
                .from(whose, ended)
                .orderBy(Sql.of(ended, HOLDS.EXPIRES_AT), Sql.of(ended, HOLDS.ID));
          });

  /** Arguments: customers, the time. Of each the first hold that ends after it. */
  private static final Statement NEXT_HOLDS =
      Sql.statement(
          dsl ->
              dsl.select(HOLDS.CUSTOMER_NO, DSL.min(HOLDS.EXPIRES_AT))
                  .from(HOLDS)
                  .where(Sql.in(HOLDS))
                  .and(Sql.among(1, HOLDS.CUSTOMER_NO))
                  .and(held())
                  .and(HOLDS.EXPIRES_AT.gt(Sql.arg(2, HOLDS.EXPIRES_AT)))
                  .groupBy(HOLDS.CUSTOMER_NO));

  private static final Statement END_HOLDS =
      Sql.statement(
          dsl ->
              dsl.update(HOLDS)
                  .set(HOLDS.HOLD_STATUS, DSL.inline(HoldStatus.EXPIRED, HOLDS.HOLD_STATUS))
                  .set(HOLDS.UPDATED_AT, Sql.arg(2, HOLDS.UPDATED_AT))
                  .where(Sql.in(HOLDS))
                  .and(Sql.among(1, HOLDS.ID)));

  private static final Statement SCHEDULES =
      Sql.statement(
          dsl ->
              dsl.select(CreditScheduleRow.TABLE.fields())
                  .from(CREDIT_SCHEDULES)
                  .where(Sql.in(CREDIT_SCHEDULES))
                  .and(Sql.among(1, CREDIT_SCHEDULES.CUSTOMER_NO))
                  .orderBy(CREDIT_SCHEDULES.CREATED_AT, CREDIT_SCHEDULES.ID));

  private static final List<Field<?>> MOVED =
      List.of(
          CREDIT_SCHEDULES.ANCHOR,
          CREDIT_SCHEDULES.ORDINAL,
          CREDIT_SCHEDULES.NEXT_AT,
          CREDIT_SCHEDULES.CYCLE_END,
          CREDIT_SCHEDULES.CARRIED_AT,
          CREDIT_SCHEDULES.CARRIED);

  /** Arguments: ids, and a column each of what moves. */
  private static final Statement PUT_SCHEDULES =
      Sql.statement(
          dsl -> {
            List<Field<?>> columns = new ArrayList<>(List.of(CREDIT_SCHEDULES.ID));
            columns.addAll(MOVED);
            Table<Record> given = Sql.rows("given", 1, columns.toArray(Field<?>[]::new));
            Map<Field<?>, Field<?>> values = new LinkedHashMap<>();
            MOVED.forEach(column -> values.put(column, Sql.of(given, column)));
            return dsl.update(CREDIT_SCHEDULES)
                .set(values)
                .from(given)
                .where(Sql.in(CREDIT_SCHEDULES))
                .and(CREDIT_SCHEDULES.ID.eq(Sql.of(given, CREDIT_SCHEDULES.ID)));
          });

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
                .doNothing()
                .returning(CREDIT_SCHEDULES.NEXT_AT);
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

  // A function of the owner, which sees all environments and tells scopes alone.
  private static final Statement CLOCKS_AHEAD =
      Sql.statement(
          dsl ->
              dsl.select(
                      DSL.field("tenant", Integer.class),
                      DSL.field("environment", Integer.class),
                      DSL.field("ahead_us", Long.class))
                  .from("clocks_ahead()"));

  private DueCustomers() {}

  private static Condition held() {
    return HOLDS.HOLD_STATUS.eq(DSL.inline(HoldStatus.HELD, HOLDS.HOLD_STATUS));
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

  /** Returns customers' holds that are past their expiry, longest first; of each so many. */
  public static Future<List<HoldRow>> holds(Tx tx, Collection<CustomerNo> customers, Instant now) {
    return tx.run(ENDED_HOLDS, customers, now).map(HoldRow.TABLE::all);
  }

  /** Returns when the next hold of customers ends, after an instant. */
  public static Future<Map<CustomerNo, Instant>> nextHolds(
      Tx tx, Collection<CustomerNo> customers, Instant now) {
    return tx.run(NEXT_HOLDS, customers, now)
        .map(
            rows -> {
              Map<CustomerNo, Instant> next = new HashMap<>();
              rows.forEach(
                  row -> next.put(HoldRow.CUSTOMER_NO.get(row, 0), HoldRow.EXPIRES_AT.get(row, 1)));
              return next;
            });
  }

  /** Writes that holds expired. */
  public static Future<Void> expire(Tx tx, Collection<HoldId> holds, Instant now) {
    return holds.isEmpty()
        ? Future.succeededFuture()
        : tx.run(END_HOLDS, List.copyOf(holds), now).mapEmpty();
  }

  /** Returns the schedules of customers, oldest first. */
  public static Future<List<CreditScheduleRow>> schedules(Tx tx, Collection<CustomerNo> customers) {
    return tx.run(SCHEDULES, customers).map(CreditScheduleRow.TABLE::all);
  }

  /** Writes how far schedules have come. */
  public static Future<Void> put(Tx tx, Collection<CreditScheduleRow> moved) {
    List<CreditScheduleRow> rows = List.copyOf(moved);
    return rows.isEmpty()
        ? Future.succeededFuture()
        : tx.run(
                PUT_SCHEDULES,
                each(rows, CreditScheduleRow::id),
                each(rows, CreditScheduleRow::anchor),
                each(rows, CreditScheduleRow::ordinal),
                each(rows, CreditScheduleRow::nextAt),
                each(rows, CreditScheduleRow::cycleEnd),
                each(rows, CreditScheduleRow::carriedAt),
                each(rows, CreditScheduleRow::carried))
            .mapEmpty();
  }

  private static <T> List<@Nullable Object> each(
      List<T> rows, Function<T, @Nullable Object> value) {
    List<@Nullable Object> values = new ArrayList<>(rows.size());
    rows.forEach(row -> values.add(value.apply(row)));
    return values;
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
            made -> {
              Optional<Instant> first =
                  Rows.all(made, row -> CreditScheduleRow.NEXT_AT.get(row, 0)).stream()
                      .min(Instant::compareTo);
              return first.isEmpty()
                  ? Future.succeededFuture()
                  : CreditBooks.watch(tx, customerNo)
                      .compose(kept -> CustomerDues.earlier(tx, customerNo, first.get()));
            });
  }

  private static Scope scope(Row row) {
    return new Scope(row.getInteger(0), row.getInteger(1));
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
