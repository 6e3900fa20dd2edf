package io.pricewright.store.due;

import static io.pricewright.store.jooq.tables.CustomerDues.CUSTOMER_DUES;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.DueScope;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.CustomerDueRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The one queue of what is due for customers. A row may be too early, which costs a look; it is
 * never too late: {@link #earlier} is called, behind the gate, by whoever makes something due, and
 * {@link #next} by the queue alone, behind the gate too, once it has done what is due.
 */
public final class CustomerDues {
  /** Most rows of one claim. */
  public static final int MOST = 500;

  /** Most characters that are kept of why a customer is held. */
  public static final int MOST_REASON = 500;

  private static final Statement SCOPES =
      DueScope.statement(
          "customer_scopes({0}, {1})",
          Sql.arg(1, SQLDataType.INSTANT), Sql.arg(2, SQLDataType.INTEGER));

  private static final Statement EARLIER =
      Sql.statement(
          dsl ->
              Sql.insert(dsl, CUSTOMER_DUES, CUSTOMER_DUES.CUSTOMER_NO, CUSTOMER_DUES.DUE_AT)
                  .onConflict(
                      CUSTOMER_DUES.TENANT, CUSTOMER_DUES.ENVIRONMENT, CUSTOMER_DUES.CUSTOMER_NO)
                  .doUpdate()
                  .set(CUSTOMER_DUES.DUE_AT, DSL.excluded(CUSTOMER_DUES.DUE_AT))
                  .where(CUSTOMER_DUES.DUE_AT.isNull())
                  .or(CUSTOMER_DUES.DUE_AT.gt(DSL.excluded(CUSTOMER_DUES.DUE_AT))));

  private static final Statement CLAIM = Sql.statement(CustomerDues::claim);

  /** Arguments: customers, the time. */
  private static final Statement DUE =
      Sql.statement(
          dsl ->
              dsl.select(CUSTOMER_DUES.CUSTOMER_NO)
                  .from(CUSTOMER_DUES)
                  .where(due(2))
                  .and(Sql.among(1, CUSTOMER_DUES.CUSTOMER_NO)));

  private static final Statement NEXT =
      Sql.statement(
          dsl -> {
            Table<Record> given =
                Sql.rows("given", 1, CUSTOMER_DUES.CUSTOMER_NO, CUSTOMER_DUES.DUE_AT);
            return dsl.update(CUSTOMER_DUES)
                .set(CUSTOMER_DUES.DUE_AT, Sql.of(given, CUSTOMER_DUES.DUE_AT))
                .setNull(CUSTOMER_DUES.LEASE)
                .set(CUSTOMER_DUES.ATTEMPTS, DSL.inline(0))
                .from(given)
                .where(Sql.in(CUSTOMER_DUES))
                .and(CUSTOMER_DUES.CUSTOMER_NO.eq(Sql.of(given, CUSTOMER_DUES.CUSTOMER_NO)));
          });

  /** Arguments: customers, until when. */
  private static final Statement REST =
      Sql.statement(
          dsl ->
              dsl.update(CUSTOMER_DUES)
                  .set(CUSTOMER_DUES.LEASE, Sql.arg(2, CUSTOMER_DUES.LEASE))
                  .where(Sql.in(CUSTOMER_DUES))
                  .and(Sql.among(1, CUSTOMER_DUES.CUSTOMER_NO)));

  /** Arguments: the customer, until when it rests, failures in a row, why it is held. */
  private static final Statement FAILED =
      Sql.statement(
          dsl ->
              dsl.update(CUSTOMER_DUES)
                  .set(CUSTOMER_DUES.LEASE, Sql.arg(2, CUSTOMER_DUES.LEASE))
                  .set(CUSTOMER_DUES.ATTEMPTS, Sql.arg(3, CUSTOMER_DUES.ATTEMPTS))
                  .set(
                      CUSTOMER_DUES.HELD,
                      Sql.arg(4, CUSTOMER_DUES.HELD).cast(CUSTOMER_DUES.HELD.getDataType()))
                  .where(Sql.in(CUSTOMER_DUES))
                  .and(CUSTOMER_DUES.CUSTOMER_NO.eq(Sql.arg(1, CUSTOMER_DUES.CUSTOMER_NO))));

  private static final Statement RELEASE =
      Sql.statement(
          dsl ->
              dsl.update(CUSTOMER_DUES)
                  .setNull(CUSTOMER_DUES.LEASE)
                  .setNull(CUSTOMER_DUES.HELD)
                  .set(CUSTOMER_DUES.ATTEMPTS, DSL.inline(0))
                  .where(Sql.in(CUSTOMER_DUES))
                  .and(CUSTOMER_DUES.CUSTOMER_NO.eq(Sql.arg(1, CUSTOMER_DUES.CUSTOMER_NO)))
                  .and(CUSTOMER_DUES.HELD.isNotNull()));

  private static final Statement WAITING =
      Sql.statement(
          dsl ->
              dsl.select(DSL.count().filterWhere(fine()), DSL.count().filterWhere(DSL.not(fine())))
                  .from(CUSTOMER_DUES)
                  .where(Sql.in(CUSTOMER_DUES))
                  .and(CUSTOMER_DUES.DUE_AT.le(Sql.arg(1, CUSTOMER_DUES.DUE_AT))));

  private CustomerDues() {}

  /**
   * A customer of whom something is due.
   *
   * @param attempts failures in a row
   */
  public record Claimed(CustomerNo customerNo, int attempts) {}

  private static Query claim(DSLContext dsl) {
    var found =
        DSL.name("found")
            .fields("customer_no")
            .asMaterialized(
                dsl.select(CUSTOMER_DUES.CUSTOMER_NO)
                    .from(CUSTOMER_DUES)
                    .where(due(1))
                    .and(
                        CUSTOMER_DUES
                            .LEASE
                            .isNull()
                            .or(CUSTOMER_DUES.LEASE.le(Sql.arg(1, CUSTOMER_DUES.LEASE))))
                    .orderBy(CUSTOMER_DUES.DUE_AT)
                    .limit(Sql.arg(3, SQLDataType.INTEGER))
                    .forUpdate()
                    .skipLocked());
    return dsl.with(found)
        .update(CUSTOMER_DUES)
        .set(CUSTOMER_DUES.LEASE, Sql.arg(2, CUSTOMER_DUES.LEASE))
        .from(found)
        .where(Sql.in(CUSTOMER_DUES))
        .and(CUSTOMER_DUES.CUSTOMER_NO.eq(found.field(CUSTOMER_DUES.CUSTOMER_NO)))
        .returning(CUSTOMER_DUES.CUSTOMER_NO, CUSTOMER_DUES.ATTEMPTS, CUSTOMER_DUES.DUE_AT);
  }

  /** Written out as the index is. */
  private static Condition due(int now) {
    return Sql.in(CUSTOMER_DUES)
        .and(CUSTOMER_DUES.DUE_AT.isNotNull())
        .and(CUSTOMER_DUES.HELD.isNull())
        .and(CUSTOMER_DUES.DUE_AT.le(Sql.arg(now, CUSTOMER_DUES.DUE_AT)));
  }

  /** Returns scopes in which something is due, at most so many, the longest due first. */
  public static Future<List<DueScope>> scopes(Database database, Instant at, int most) {
    return DueScope.find(database, SCOPES, at, most);
  }

  // ---- for whoever makes something due ----

  /** Says, behind the customer's gate, that something of it is due at an instant. */
  public static Future<Void> earlier(Tx tx, CustomerNo customerNo, Instant at) {
    return earlier(tx, Map.of(customerNo, at));
  }

  /** Says, behind the customers' gates, when something of each is due. */
  public static Future<Void> earlier(Tx tx, Map<CustomerNo, Instant> due) {
    return due.isEmpty() ? Future.succeededFuture() : move(tx, EARLIER, due);
  }

  // ---- for the queue ----

  /**
   * Claims customers of whom something is due, the longest due first; skips those that others
   * claim. Takes no gate.
   *
   * @param lease how long nobody else may claim them
   * @param most from 1 to {@link #MOST}
   */
  public static Future<List<Claimed>> claim(Tx tx, Instant now, Duration lease, int most) {
    return tx.run(CLAIM, now, now.plus(lease), Math.min(most, MOST))
        .map(
            rows -> {
              List<Row> found = new ArrayList<>();
              rows.forEach(found::add);
              found.sort(
                  java.util.Comparator.comparing((Row row) -> CustomerDueRow.DUE_AT.get(row, 2)));
              return found.stream()
                  .map(
                      row ->
                          new Claimed(
                              CustomerDueRow.CUSTOMER_NO.get(row, 0),
                              CustomerDueRow.ATTEMPTS.get(row, 1)))
                  .toList();
            });
  }

  /** Returns those of customers of whom something is due and who are not held. */
  public static Future<Set<CustomerNo>> due(Tx tx, Collection<CustomerNo> customers, Instant now) {
    return tx.run(DUE, customers, now)
        .map(rows -> new HashSet<>(Rows.all(rows, row -> CustomerDueRow.CUSTOMER_NO.get(row, 0))));
  }

  /**
   * Writes, behind their gates, what is due next of customers, which are not leased from then on.
   *
   * @param next null values: nothing
   */
  public static Future<Void> next(Tx tx, Map<CustomerNo, @Nullable Instant> next) {
    return next.isEmpty() ? Future.succeededFuture() : move(tx, NEXT, next);
  }

  private static Future<Void> move(
      Tx tx, Statement statement, Map<CustomerNo, ? extends @Nullable Instant> due) {
    Map<CustomerNo, @Nullable Instant> ordered = new TreeMap<>(due);
    return tx.run(statement, List.copyOf(ordered.keySet()), new ArrayList<>(ordered.values()))
        .mapEmpty();
  }

  /** Has nobody claim customers until an instant; null: they may be claimed at once. */
  public static Future<Void> rest(
      Tx tx, Collection<CustomerNo> customers, @Nullable Instant until) {
    return tx.run(REST, List.copyOf(new java.util.TreeSet<>(customers)), until).mapEmpty();
  }

  /**
   * Notes that what is due for a customer failed.
   *
   * @param until nobody tries again before
   * @param attempts failures in a row
   * @param held why nobody tries again until it is released, or null
   */
  public static Future<Void> failed(
      Tx tx, CustomerNo customerNo, Instant until, int attempts, @Nullable String held) {
    String reason =
        held == null || held.length() <= MOST_REASON ? held : held.substring(0, MOST_REASON);
    return tx.run(FAILED, customerNo, until, attempts, reason).mapEmpty();
  }

  /** Returns why a customer is held; empty: it is not. */
  public static Future<Optional<String>> held(Tx tx, CustomerNo customerNo) {
    return CustomerDueRow.TABLE
        .find(tx, customerNo)
        .map(found -> found.flatMap(row -> Optional.ofNullable(row.held())));
  }

  /** Has a held customer tried again, and returns whether it was held. */
  public static Future<Boolean> release(Tx tx, CustomerNo customerNo) {
    return tx.run(RELEASE, customerNo).map(rows -> rows.rowCount() > 0);
  }

  private static Condition fine() {
    return CUSTOMER_DUES.HELD.isNull().and(CUSTOMER_DUES.ATTEMPTS.eq(DSL.inline(0)));
  }

  /**
   * How many customers have something due.
   *
   * @param due what is still to be done, whoever has it in hand
   * @param failing what failed and rests, or is held
   */
  public record Waiting(long due, long failing) {}

  /** Returns how many customers have something due at an instant or before it. */
  public static Future<Waiting> waiting(Tx tx, Instant at) {
    return tx.run(WAITING, at)
        .map(rows -> rows.iterator().next())
        .map(row -> new Waiting(row.getLong(0), row.getLong(1)));
  }

  /** Returns of customers when something is due, but for those of whom nothing is. */
  public static Future<Map<CustomerNo, Instant>> of(Tx tx, Collection<CustomerNo> customers) {
    return CustomerDueRow.TABLE
        .listAny(tx, CustomerDueRow.CUSTOMER_NO, customers)
        .map(
            rows -> {
              Map<CustomerNo, Instant> due = new HashMap<>();
              for (CustomerDueRow row : rows) {
                if (row.dueAt() != null) {
                  due.put(row.customerNo(), row.dueAt());
                }
              }
              return due;
            });
  }
}
