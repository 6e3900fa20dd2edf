package io.pricewright.gateway.event;

import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.CellModel;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.Explain;
import io.pricewright.rules.rating.Matcher;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.customer.CustomerBooks;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes receipts that explain themselves: with the scripts' lines, or with why nothing matched. */
public final class Receipts {
  private final Snapshots snapshots;
  private final ScriptPool scripts;
  private final Explain explain;

  /** Explains with a script engine, on the pool. */
  public Receipts(Snapshots snapshots, ScriptPool scripts, ScriptEngine engine) {
    this.snapshots = snapshots;
    this.scripts = scripts;
    this.explain = new Explain(engine);
  }

  /** An event and the status its answer carries. */
  record Asked(RatedEvent rated, Delivery.Status status) {
    static Asked of(Delivery delivery) {
      return new Asked(delivery.rated(), delivery.status());
    }
  }

  /** Returns the receipts of events, in order; of one alone with the parameters of its prices. */
  Future<List<ReceiptAnswers.Receipt>> of(Tx tx, List<Asked> asked) {
    Set<CustomerNo> customers = new TreeSet<>();
    asked.forEach(
        one -> {
          CustomerNo no = one.rated().customerNo();
          if (no != null) {
            customers.add(no);
          }
        });
    Future<Catalogue> catalogue = snapshots.catalogue(tx);
    Future<Map<CustomerNo, CustomerBook>> books = CustomerBooks.load(tx, List.copyOf(customers));
    return Future.join(catalogue, books)
        .compose(
            both ->
                scripts.run(
                    () ->
                        asked.stream()
                            .map(
                                one ->
                                    receipt(
                                        one, catalogue.result(), books.result(), asked.size() == 1))
                            .toList()));
  }

  private ReceiptAnswers.Receipt receipt(
      Asked asked, Catalogue catalogue, Map<CustomerNo, CustomerBook> books, boolean whole) {
    RatedEvent rated = asked.rated();
    CustomerNo no = rated.customerNo();
    CustomerBook book = no == null ? null : books.get(no);
    Map<Entry, Explain.Explanation> explanations = new HashMap<>();
    if (book != null) {
      Matcher matcher = new Matcher(catalogue);
      rated
          .entries()
          .forEach(entry -> explain(rated, entry, catalogue, book, matcher, explanations));
    }
    return ReceiptAnswers.Receipt.of(
        rated,
        asked.status(),
        explanations,
        rated.entries().isEmpty() ? nearest(catalogue, rated) : null,
        whole);
  }

  private void explain(
      RatedEvent rated,
      Entry entry,
      Catalogue catalogue,
      CustomerBook book,
      Matcher matcher,
      Map<Entry, Explain.Explanation> explanations) {
    Instant period = entry.periodStart();
    if (period == null || entry.status() != Entry.Status.RATED) {
      return;
    }
    CellModel model =
        matcher.model(
            book, new CellKey(book.customerNo(), entry.lineItemNo(), period, entry.part()));
    if (model != null) {
      explain
          .explain(model, catalogue.lineage(model.lineItem().lineageId()), entry, rated.event())
          .ifPresent(found -> explanations.put(entry, found));
    }
  }

  /** Names the meter that came nearest to an event nobody counted, and what failed. */
  private static ReceiptAnswers.@Nullable NearestMeter nearest(
      Catalogue catalogue, RatedEvent rated) {
    for (Meter meter : catalogue.metersOf(rated.event().name())) {
      return ReceiptAnswers.NearestMeter.of(meter, meter.firstMismatch(rated.event().properties()));
    }
    return null;
  }
}
