package io.pricewright.gateway.invoice;

import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.rules.billing.Asking;
import io.pricewright.rules.billing.FixedCadence;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.invoice.InvoiceSettings;
import io.pricewright.rules.invoice.InvoiceStatus;
import io.pricewright.rules.invoice.InvoiceType;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.ItemSpan;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.store.customer.CustomerBooks;
import io.pricewright.store.database.Entity;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.row.InvoiceRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.TouchedRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads how far customers' subscriptions are asked, in statements for all of them. */
final class ReadOpen {
  private final Snapshots snapshots;

  ReadOpen(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** Reads it, behind gates that are taken. */
  Future<Map<CustomerNo, List<OpenSubscription>>> of(
      Tx tx, Collection<Gate> gates, InvoiceSettings settings, Instant now) {
    List<CustomerNo> customers = gates.stream().map(Gate::customerNo).toList();
    Future<Catalogue> catalogue = snapshots.catalogue(tx);
    Future<Map<CustomerNo, CustomerBook>> books = CustomerBooks.load(tx, customers);
    Future<List<InvoiceRow>> drafts =
        InvoiceRow.TABLE.list(
            tx,
            Where.<InvoiceRow>all()
                .andAny(InvoiceRow.CUSTOMER_NO, customers)
                .and(InvoiceRow.INVOICE_STATUS, InvoiceStatus.DRAFT)
                .and(InvoiceRow.TYPE, InvoiceType.SUBSCRIPTION),
            Entity.MOST_ANY,
            0);
    return Future.join(catalogue, books, drafts)
        .compose(
            all ->
                cadences(tx, catalogue.result(), books.result().values())
                    .map(
                        cadences ->
                            sorted(
                                gates,
                                books.result(),
                                drafts.result(),
                                catalogue.result(),
                                cadences,
                                settings))
                    .compose(open -> late(tx, open, now).map(open)));
  }

  /** Reads it of one subscription, if it is there and no draft, behind its customer's gate. */
  Future<Optional<OpenSubscription>> one(
      Tx tx, Gate gate, SubscriptionId id, InvoiceSettings settings, Instant now) {
    return of(tx, List.of(gate), settings, now)
        .map(
            all ->
                all.getOrDefault(gate.customerNo(), List.of()).stream()
                    .filter(one -> one.subscription().id().equals(id))
                    .findFirst());
  }

  /** What moved of subscriptions that are over is asked once more. */
  private static Future<Void> late(
      Tx tx, Map<CustomerNo, List<OpenSubscription>> open, Instant now) {
    Map<LineItemNo, OpenSubscription> over = new HashMap<>();
    open.values().stream()
        .flatMap(List::stream)
        .filter(one -> one.over() && one.after() != null)
        .forEach(one -> one.subscription().lineItems().forEach(item -> over.put(item.no(), one)));
    return TouchedRow.TABLE
        .listAny(tx, TouchedRow.LINE_ITEM_NO, over.keySet())
        .map(
            touched -> {
              touched.forEach(row -> Objects.requireNonNull(over.get(row.lineItemNo())).late(now));
              return null;
            });
  }

  /** Finds when the fixed prices are asked. */
  private static Future<Map<PriceId, FixedCadence>> cadences(
      Tx tx, Catalogue catalogue, Collection<CustomerBook> books) {
    List<PriceId> fixed =
        books.stream()
            .flatMap(book -> book.subscriptions().stream())
            .flatMap(subscription -> subscription.lineItems().stream())
            .filter(item -> fixed(catalogue, item))
            .map(ReadOpen::price)
            .distinct()
            .toList();
    return PriceRow.TABLE
        .listAny(tx, PriceRow.ID, fixed)
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            PriceRow::id,
                            row -> FixedCadence.of(row.billingPeriod(), row.invoiceCadence()))));
  }

  private static boolean fixed(Catalogue catalogue, LineItem item) {
    return catalogue.lineage(item.lineageId()).getFirst().meterId() == null;
  }

  /** A lineage is named by its first price. */
  private static PriceId price(LineItem item) {
    PriceId pinned = item.pinnedPriceId();
    return pinned == null ? new PriceId(item.lineageId().value()) : pinned;
  }

  private static Map<CustomerNo, List<OpenSubscription>> sorted(
      Collection<Gate> gates,
      Map<CustomerNo, CustomerBook> books,
      List<InvoiceRow> drafts,
      Catalogue catalogue,
      Map<PriceId, FixedCadence> cadences,
      InvoiceSettings settings) {
    Map<SubscriptionId, InvoiceRow> waiting = new HashMap<>();
    drafts.forEach(row -> waiting.put(Objects.requireNonNull(row.subscriptionId()), row));
    Map<CustomerNo, List<OpenSubscription>> open = new HashMap<>();
    for (Gate gate : gates) {
      CustomerBook book = books.get(gate.customerNo());
      List<OpenSubscription> mine = new ArrayList<>();
      for (Subscription one : book == null ? List.<Subscription>of() : book.subscriptions()) {
        List<Asking> items =
            one.lineItems().stream().map(item -> asking(item, catalogue, cadences)).toList();
        @Nullable Instant after = settings.after(one.start(), one.closedThrough());
        mine.add(new OpenSubscription(gate, one, items, after, waiting.get(one.id())));
      }
      open.put(gate.customerNo(), mine);
    }
    return open;
  }

  private static Asking asking(
      LineItem item, Catalogue catalogue, Map<PriceId, FixedCadence> cadences) {
    ItemSpan span = item.span();
    if (!fixed(catalogue, item)) {
      return new Asking(span, false, true);
    }
    FixedCadence cadence = cadences.getOrDefault(price(item), FixedCadence.ARREAR);
    return new Asking(span, cadence != FixedCadence.ARREAR, false, cadence == FixedCadence.ONETIME);
  }
}
