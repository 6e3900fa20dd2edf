package io.pricewright.gateway.invoice;

import io.pricewright.gateway.background.CustomerStep;
import io.pricewright.gateway.background.CustomerWork;
import io.pricewright.gateway.background.Rank;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.rules.billing.Earning;
import io.pricewright.rules.billing.QuantitySpan;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.PostingId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.ledger.Account;
import io.pricewright.rules.ledger.Booking;
import io.pricewright.rules.ledger.Posting;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.store.billing.Deferred;
import io.pricewright.store.customer.CustomerBooks;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.ledger.Ledger;
import io.pricewright.store.row.DeferralRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.Quantities;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Earns what was asked in advance, as it is served: at the ends of local months and at the end of
 * the service period what is earned by then, less what was told before, moves from what is deferred
 * to revenue. What was asked less meanwhile goes back the other way.
 */
final class EarnDeferred implements CustomerWork {
  private static final int POSTINGS = 6;

  private final Snapshots snapshots;
  private final BilledItems items;
  private final ScriptPool scripts;

  EarnDeferred(Snapshots snapshots, BilledItems items, ScriptPool scripts) {
    this.snapshots = snapshots;
    this.items = items;
    this.scripts = scripts;
  }

  @Override
  public Future<Agenda> open(Tx tx, Map<CustomerNo, Gate> gates, Instant now) {
    return Deferred.open(tx, gates.keySet(), now)
        .compose(
            open ->
                open.rows().isEmpty()
                    ? Future.succeededFuture(new Earnings(List.of(), open, now))
                    : earnings(tx, open.rows()).map(rows -> new Earnings(rows, open, now)));
  }

  /** What of a line item and period is earned. For one thread. */
  private static final class Earned {
    private final Earning earning;
    private DeferralRow row;

    Earned(DeferralRow row, Earning earning) {
      this.row = row;
      this.earning = earning;
    }

    Instant at() {
      return Objects.requireNonNull(row.nextAt());
    }

    /** Goes on to the next instant, and returns what moves: below zero, what is taken back. */
    BigDecimal step() {
      Instant at = at();
      BigDecimal earned = earning.until(earning.told(at), row.net());
      BigDecimal more = earned.subtract(row.recognized());
      row = row.withRecognized(earned).withNextAt(earning.next(at).orElse(null));
      return more;
    }
  }

  private Future<List<Earned>> earnings(Tx tx, List<DeferralRow> rows) {
    Future<Catalogue> catalogue = snapshots.catalogue(tx);
    Future<Map<CustomerNo, CustomerBook>> books =
        CustomerBooks.load(
            tx, rows.stream().map(DeferralRow::customerNo).distinct().sorted().toList());
    return Future.join(catalogue, books)
        .map(both -> places(books.result().values()))
        .compose(
            places -> {
              Future<Map<SubscriptionId, SubscriptionRow>> of = subscriptions(tx, rows, places);
              Future<Map<LineItemNo, List<QuantitySpan.Change>>> quantities =
                  Quantities.of(tx, rows.stream().map(DeferralRow::lineItemNo).distinct().toList());
              return Future.join(of, quantities)
                  .compose(
                      both ->
                          // Prices of several quantities are the script's.
                          scripts.run(
                              () ->
                                  earnings(
                                      rows,
                                      catalogue.result(),
                                      places,
                                      of.result(),
                                      quantities.result())));
            });
  }

  private record Place(Subscription subscription, LineItem item) {}

  private static Future<Map<SubscriptionId, SubscriptionRow>> subscriptions(
      Tx tx, List<DeferralRow> rows, Map<LineItemNo, Place> places) {
    List<SubscriptionId> ids =
        rows.stream()
            .map(row -> place(places, row).subscription().id())
            .distinct()
            .sorted(Comparator.comparing(SubscriptionId::value))
            .toList();
    return SubscriptionRow.TABLE
        .listAny(tx, SubscriptionRow.ID, ids)
        .map(
            found ->
                found.stream().collect(Collectors.toMap(SubscriptionRow::id, Function.identity())));
  }

  private static Place place(Map<LineItemNo, Place> places, DeferralRow row) {
    Place place = places.get(row.lineItemNo());
    if (place == null) {
      throw new IllegalStateException("nobody knows line item " + row.lineItemNo());
    }
    return place;
  }

  private static Map<LineItemNo, Place> places(Collection<CustomerBook> books) {
    Map<LineItemNo, Place> places = new HashMap<>();
    for (CustomerBook book : books) {
      for (Subscription subscription : book.subscriptions()) {
        subscription
            .lineItems()
            .forEach(item -> places.put(item.no(), new Place(subscription, item)));
      }
    }
    return places;
  }

  private List<Earned> earnings(
      List<DeferralRow> rows,
      Catalogue catalogue,
      Map<LineItemNo, Place> places,
      Map<SubscriptionId, SubscriptionRow> subscriptions,
      Map<LineItemNo, List<QuantitySpan.Change>> quantities) {
    List<Earned> earned = new ArrayList<>();
    for (DeferralRow row : rows) {
      Place place = place(places, row);
      earned.add(
          new Earned(
              row,
              items.earning(
                  place.subscription(),
                  Objects.requireNonNull(subscriptions.get(place.subscription().id())),
                  place.item(),
                  catalogue,
                  row.periodStart(),
                  Objects.requireNonNull(row.nextAt()),
                  quantities.getOrDefault(row.lineItemNo(), List.of()))));
    }
    return earned;
  }

  /** The earnings of a group of customers. */
  private static final class Earnings implements Agenda {
    private final Map<CustomerNo, PriorityQueue<Earned>> customers = new HashMap<>();
    private final Map<CustomerNo, Instant> later;
    private final Set<CustomerNo> cut = new HashSet<>();
    private final Set<CustomerNo> over = new HashSet<>();
    private final List<Earned> all;
    private final List<Posting> postings = new ArrayList<>();
    private final BatchId batch;
    private final Instant now;

    Earnings(List<Earned> all, Deferred.Open open, Instant now) {
      this.all = all;
      this.later = open.later();
      this.now = now;
      this.batch = BatchId.of(now, ThreadLocalRandom.current().nextLong());
      Map<CustomerNo, Long> missing = new HashMap<>(open.due());
      for (Earned one : all) {
        CustomerNo customer = one.row.customerNo();
        customers
            .computeIfAbsent(customer, no -> new PriorityQueue<>(Comparator.comparing(Earned::at)))
            .add(one);
        missing.merge(customer, -1L, Long::sum);
      }
      missing.forEach(
          (customer, rows) -> {
            if (rows > 0) {
              cut.add(customer);
            }
          });
    }

    @Override
    public @Nullable CustomerStep next(CustomerNo customer) {
      Instant at = later.get(customer);
      PriorityQueue<Earned> mine = customers.get(customer);
      if (mine != null && !mine.isEmpty()) {
        Instant first = mine.peek().at();
        at = at == null || first.isBefore(at) ? first : at;
      }
      if (cut.contains(customer) && (at == null || at.isAfter(now))) {
        at = now; // There is more than was read: the next transaction goes on.
      }
      return at == null ? null : new CustomerStep(at, Rank.EARNED);
    }

    @Override
    public void take(CustomerNo customer, CustomerStep step) {
      PriorityQueue<Earned> mine = customers.get(customer);
      Earned one = mine == null ? null : mine.poll();
      if (mine == null || one == null) {
        over.add(customer);
        return;
      }
      Instant at = one.at();
      post(one.row, one.step(), at);
      if (one.row.nextAt() != null) {
        mine.add(one);
      }
    }

    private void post(DeferralRow row, BigDecimal amount, Instant at) {
      if (amount.signum() == 0) {
        return;
      }
      boolean earned = amount.signum() > 0;
      postings.add(
          new Posting(
              new PostingId(batch.row(POSTINGS, postings.size())),
              row.customerNo(),
              earned ? Account.DEFERRED : Account.REVENUE,
              earned ? Account.REVENUE : Account.DEFERRED,
              new Money(amount.abs(), row.currency()),
              null,
              new Booking(at, row.invoiceId(), row.lineNo())));
    }

    @Override
    public boolean over(CustomerNo customer) {
      return over.contains(customer);
    }

    @Override
    public Future<Void> write(Tx tx) {
      return Future.join(
              Deferred.earned(tx, all.stream().map(one -> one.row).toList()),
              Ledger.post(tx, batch, postings, now))
          .mapEmpty();
    }
  }
}
