package io.pricewright.gateway.credit;

import io.pricewright.rules.id.CreditGrantId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ScheduleId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.wallet.Use;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.CreditGrantRow;
import io.pricewright.store.row.CreditScheduleRow;
import io.pricewright.store.row.HoldRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.wallet.CreditBook;
import io.pricewright.store.wallet.CreditBooks;
import io.pricewright.store.wallet.DueCustomers;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything of a customer's credits that may be due. Lists change as it is done.
 *
 * @param holds those past their expiry
 * @param nextHold when the next one is past its, or null
 * @param schedules all, ended ones too, as their last grants may carry over
 */
record Dues(
    CreditBook book,
    List<HoldRow> holds,
    @Nullable Instant nextHold,
    List<CreditScheduleRow> schedules,
    Map<CreditGrantId, CreditGrantRow> grants,
    Map<SubscriptionId, SubscriptionRow> subscriptions) {
  /** Reads it of customers whose gates are taken, in statements for all. */
  static Future<List<Dues>> read(Tx tx, Collection<CustomerNo> customers, Instant now) {
    Map<CustomerNo, Set<Use.Key>> uses = new HashMap<>();
    customers.forEach(customer -> uses.put(customer, Set.of(Use.WORK)));
    Future<Map<CustomerNo, CreditBook>> books =
        CreditBooks.load(tx, customers, new CreditBooks.Asked(uses, true));
    Future<List<HoldRow>> holds = DueCustomers.holds(tx, customers, now);
    Future<Map<CustomerNo, Instant>> nextHolds = DueCustomers.nextHolds(tx, customers, now);
    Future<List<CreditScheduleRow>> schedules = DueCustomers.schedules(tx, customers);
    return Future.join(books, holds, nextHolds, schedules)
        .compose(
            all -> {
              List<CreditScheduleRow> rows = schedules.result();
              Future<List<CreditGrantRow>> grants =
                  CreditGrantRow.TABLE.listAny(
                      tx, CreditGrantRow.ID, each(rows, CreditScheduleRow::creditGrantId));
              Future<List<SubscriptionRow>> subscriptions =
                  SubscriptionRow.TABLE.listAny(
                      tx, SubscriptionRow.ID, each(rows, CreditScheduleRow::subscriptionId));
              return Future.join(grants, subscriptions)
                  .map(
                      both ->
                          sorted(
                              books.result(),
                              holds.result(),
                              nextHolds.result(),
                              rows,
                              byId(grants.result(), CreditGrantRow::id),
                              byId(subscriptions.result(), SubscriptionRow::id)));
            });
  }

  private static <T> List<T> each(List<CreditScheduleRow> rows, Function<CreditScheduleRow, T> of) {
    return rows.stream().map(of).distinct().toList();
  }

  private static <K, V> Map<K, V> byId(List<V> rows, Function<V, K> id) {
    return rows.stream().collect(Collectors.toMap(id, Function.identity()));
  }

  private static List<Dues> sorted(
      Map<CustomerNo, CreditBook> books,
      List<HoldRow> holds,
      Map<CustomerNo, Instant> nextHolds,
      List<CreditScheduleRow> schedules,
      Map<CreditGrantId, CreditGrantRow> grants,
      Map<SubscriptionId, SubscriptionRow> subscriptions) {
    Map<CustomerNo, List<HoldRow>> ended =
        holds.stream().collect(Collectors.groupingBy(HoldRow::customerNo));
    Map<CustomerNo, List<CreditScheduleRow>> recurring =
        schedules.stream().collect(Collectors.groupingBy(CreditScheduleRow::customerNo));
    List<Dues> all = new ArrayList<>();
    books.forEach(
        (customer, book) -> {
          List<HoldRow> mine = new ArrayList<>(ended.getOrDefault(customer, List.of()));
          boolean more = mine.size() == DueCustomers.MOST_HOLDS;
          all.add(
              new Dues(
                  book,
                  mine,
                  more ? mine.getLast().expiresAt() : nextHolds.get(customer),
                  new ArrayList<>(recurring.getOrDefault(customer, List.of())),
                  grants,
                  subscriptions));
        });
    return all;
  }

  /** Returns the schedules with what they are of, as they are by now. */
  List<Recurring> recurring() {
    return schedules.stream().map(this::recurring).toList();
  }

  Recurring recurring(CreditScheduleRow row) {
    return new Recurring(
        row,
        Objects.requireNonNull(grants.get(row.creditGrantId())),
        Objects.requireNonNull(subscriptions.get(row.subscriptionId())));
  }

  /** Returns a schedule with what it is of, or null. */
  @Nullable Recurring recurring(ScheduleId id) {
    return schedules.stream()
        .filter(row -> row.id().equals(id))
        .findFirst()
        .map(this::recurring)
        .orElse(null);
  }
}
