package io.pricewright.store.billing;

import static io.pricewright.store.jooq.tables.Deferrals.DEFERRALS;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.due.CustomerDues;
import io.pricewright.store.row.DeferralRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** What was asked in advance and is earned bit by bit. The caller holds the gates. */
public final class Deferred {
  /** Most rows of one reading. */
  public static final int MOST = 1_000;

  /** Arguments: columns of rows. What is there already moves, and is looked at. */
  private static final Statement MORE =
      Sql.statement(
          dsl -> {
            Table<Record> given =
                Sql.rows(
                    "given",
                    1,
                    DEFERRALS.LINE_ITEM_NO,
                    DEFERRALS.PERIOD_START,
                    DEFERRALS.INVOICE_ID,
                    DEFERRALS.LINE_NO,
                    DEFERRALS.NET,
                    DEFERRALS.NEXT_AT);
            return dsl.update(DEFERRALS)
                .set(DEFERRALS.INVOICE_ID, Sql.of(given, DEFERRALS.INVOICE_ID))
                .set(DEFERRALS.LINE_NO, Sql.of(given, DEFERRALS.LINE_NO))
                .set(DEFERRALS.NET, DEFERRALS.NET.plus(Sql.of(given, DEFERRALS.NET)))
                .set(
                    DEFERRALS.NEXT_AT,
                    DSL.least(DEFERRALS.NEXT_AT, Sql.of(given, DEFERRALS.NEXT_AT)))
                .from(given)
                .where(Sql.in(DEFERRALS))
                .and(DEFERRALS.LINE_ITEM_NO.eq(Sql.of(given, DEFERRALS.LINE_ITEM_NO)))
                .and(DEFERRALS.PERIOD_START.eq(Sql.of(given, DEFERRALS.PERIOD_START)))
                .returning(DEFERRALS.LINE_ITEM_NO, DEFERRALS.PERIOD_START);
          });

  /** Arguments: columns of rows. */
  private static final Statement EARNED =
      Sql.statement(
          dsl -> {
            Table<Record> given =
                Sql.rows(
                    "given",
                    1,
                    DEFERRALS.LINE_ITEM_NO,
                    DEFERRALS.PERIOD_START,
                    DEFERRALS.RECOGNIZED,
                    DEFERRALS.NEXT_AT);
            return dsl.update(DEFERRALS)
                .set(DEFERRALS.RECOGNIZED, Sql.of(given, DEFERRALS.RECOGNIZED))
                .set(DEFERRALS.NEXT_AT, Sql.of(given, DEFERRALS.NEXT_AT))
                .from(given)
                .where(Sql.in(DEFERRALS))
                .and(DEFERRALS.LINE_ITEM_NO.eq(Sql.of(given, DEFERRALS.LINE_ITEM_NO)))
                .and(DEFERRALS.PERIOD_START.eq(Sql.of(given, DEFERRALS.PERIOD_START)));
          });

  /** Arguments: line items, when they end. */
  private static final Statement ENDED =
      Sql.statement(
          dsl -> {
            Table<Record> given = Sql.rows("given", 1, DEFERRALS.LINE_ITEM_NO, DEFERRALS.NEXT_AT);
            return dsl.update(DEFERRALS)
                .set(DEFERRALS.NEXT_AT, Sql.of(given, DEFERRALS.NEXT_AT))
                .from(given)
                .where(Sql.in(DEFERRALS))
                .and(DEFERRALS.LINE_ITEM_NO.eq(Sql.of(given, DEFERRALS.LINE_ITEM_NO)))
                .and(DEFERRALS.NEXT_AT.gt(Sql.of(given, DEFERRALS.NEXT_AT)))
                .returning(DEFERRALS.CUSTOMER_NO, DEFERRALS.NEXT_AT);
          });

  /** Arguments: customers, the time, most rows. */
  private static final Statement DUE =
      Sql.statement(
          dsl ->
              dsl.select(DeferralRow.TABLE.fields())
                  .from(DEFERRALS)
                  .where(Sql.in(DEFERRALS))
                  .and(Sql.among(1, DEFERRALS.CUSTOMER_NO))
                  .and(DEFERRALS.NEXT_AT.isNotNull())
                  .and(DEFERRALS.NEXT_AT.le(Sql.arg(2, DEFERRALS.NEXT_AT)))
                  .orderBy(DEFERRALS.NEXT_AT, DEFERRALS.LINE_ITEM_NO, DEFERRALS.PERIOD_START)
                  .limit(Sql.arg(3, SQLDataType.INTEGER)));

  /** Arguments: customers, the time. */
  private static final Statement LATER =
      Sql.statement(
          dsl ->
              dsl.select(
                      DEFERRALS.CUSTOMER_NO,
                      DSL.count().filterWhere(DEFERRALS.NEXT_AT.le(Sql.arg(2, DEFERRALS.NEXT_AT))),
                      DSL.min(DEFERRALS.NEXT_AT)
                          .filterWhere(DEFERRALS.NEXT_AT.gt(Sql.arg(2, DEFERRALS.NEXT_AT))))
                  .from(DEFERRALS)
                  .where(Sql.in(DEFERRALS))
                  .and(Sql.among(1, DEFERRALS.CUSTOMER_NO))
                  .and(DEFERRALS.NEXT_AT.isNotNull())
                  .groupBy(DEFERRALS.CUSTOMER_NO));

  private Deferred() {}

  /**
   * What a document asks in advance.
   *
   * @param row as it is if nothing was asked of its line item and period before
   * @param again when it is looked at if something was: not after now
   */
  public record Asked(DeferralRow row, Instant again) {
    private Key key() {
      return new Key(row.lineItemNo(), row.periodStart());
    }
  }

  private record Key(LineItemNo lineItemNo, Instant periodStart) {}

  /** Notes what documents ask, once a line item and period, and when more of it is earned. */
  public static Future<Void> defer(Tx tx, Collection<Asked> asked) {
    if (asked.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Asked> sorted =
        asked.stream()
            .sorted(
                Comparator.comparingLong((Asked one) -> one.row().lineItemNo().value())
                    .thenComparing(one -> one.row().periodStart()))
            .toList();
    return tx.run(
            MORE,
            sorted.stream().map(one -> one.row().lineItemNo()).toList(),
            sorted.stream().map(one -> one.row().periodStart()).toList(),
            sorted.stream().map(one -> one.row().invoiceId()).toList(),
            sorted.stream().map(one -> one.row().lineNo()).toList(),
            sorted.stream().map(one -> one.row().net()).toList(),
            sorted.stream().map(Asked::again).toList())
        .compose(
            rows -> {
              Set<Key> there = new HashSet<>();
              for (Row row : rows) {
                there.add(
                    new Key(
                        DeferralRow.LINE_ITEM_NO.get(row, 0),
                        DeferralRow.PERIOD_START.get(row, 1)));
              }
              return add(tx, sorted, there);
            });
  }

  private static Future<Void> add(Tx tx, List<Asked> asked, Set<Key> there) {
    Map<CustomerNo, Instant> due = new HashMap<>();
    for (Asked one : asked) {
      Instant at = there.contains(one.key()) ? one.again() : one.row().nextAt();
      if (at != null) {
        due.merge(one.row().customerNo(), at, (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    List<DeferralRow> rows =
        asked.stream().filter(one -> !there.contains(one.key())).map(Asked::row).toList();
    return DeferralRow.TABLE.addAll(tx, rows).compose(added -> CustomerDues.earlier(tx, due));
  }

  /** Has the rest of line items that ended earned when they did, if it is still deferred. */
  public static Future<Void> ended(Tx tx, Map<LineItemNo, Instant> ends) {
    if (ends.isEmpty()) {
      return Future.succeededFuture();
    }
    Map<LineItemNo, Instant> ordered = new TreeMap<>(Comparator.comparingLong(LineItemNo::value));
    ordered.putAll(ends);
    return tx.run(ENDED, List.copyOf(ordered.keySet()), List.copyOf(ordered.values()))
        .compose(
            rows -> {
              Map<CustomerNo, Instant> due = new HashMap<>();
              for (Row row : rows) {
                due.merge(
                    DeferralRow.CUSTOMER_NO.get(row, 0),
                    Objects.requireNonNull(DeferralRow.NEXT_AT.get(row, 1)),
                    (a, b) -> a.isBefore(b) ? a : b);
              }
              return CustomerDues.earlier(tx, due);
            });
  }

  /**
   * What of customers is to be earned.
   *
   * @param rows those that are due, the earliest first; at most {@link #MOST}
   * @param due how many of a customer are due
   * @param later when more is due of a customer after that
   */
  public record Open(
      List<DeferralRow> rows, Map<CustomerNo, Long> due, Map<CustomerNo, Instant> later) {}

  /** Reads what of customers is due by now, and when more is. */
  public static Future<Open> open(Tx tx, Collection<CustomerNo> customers, Instant now) {
    return tx.run(LATER, customers, now)
        .compose(
            found -> {
              Map<CustomerNo, Long> due = new HashMap<>();
              Map<CustomerNo, Instant> later = new HashMap<>();
              for (Row row : found) {
                CustomerNo customer = DeferralRow.CUSTOMER_NO.get(row, 0);
                @Nullable Instant next = DeferralRow.NEXT_AT.getOrNull(row, 2);
                if (row.getLong(1) > 0) {
                  due.put(customer, row.getLong(1));
                }
                if (next != null) {
                  later.put(customer, next);
                }
              }
              return due.isEmpty()
                  ? Future.succeededFuture(new Open(List.of(), due, later))
                  : tx.run(DUE, due.keySet(), now, MOST)
                      .map(rows -> new Open(DeferralRow.TABLE.all(rows), due, later));
            });
  }

  /** Writes how much is earned, and when more is. */
  public static Future<Void> earned(Tx tx, List<DeferralRow> rows) {
    return rows.isEmpty()
        ? Future.succeededFuture()
        : tx.run(
                EARNED,
                rows.stream().map(DeferralRow::lineItemNo).toList(),
                rows.stream().map(DeferralRow::periodStart).toList(),
                rows.stream().map(DeferralRow::recognized).toList(),
                rows.stream()
                    .map(DeferralRow::nextAt)
                    .collect(java.util.stream.Collectors.toList()))
            .mapEmpty();
  }
}
