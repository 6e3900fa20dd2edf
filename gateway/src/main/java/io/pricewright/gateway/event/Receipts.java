package io.pricewright.gateway.event;

import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.CellModel;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.Explain;
import io.pricewright.rules.rating.Matcher;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.rating.StoredUsage;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.customer.CustomerBooks;
import io.pricewright.store.database.Tx;
import io.pricewright.store.usage.UsageCells;
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
  private static final Future<StoredUsage> NO_USAGE =
      Future.succeededFuture(new StoredUsage(Map.of(), Map.of()));

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
    boolean whole = asked.size() == 1;
    return Future.join(catalogue, books)
        .map(both -> new World(catalogue.result(), books.result(), whole))
        .compose(
            world ->
                (whole ? parkedOn(tx, world, asked.getFirst().rated()) : NO_USAGE)
                    .compose(
                        usage ->
                            scripts.run(
                                () ->
                                    asked.stream()
                                        .map(one -> receipt(one, world, usage))
                                        .toList())));
  }

  /**
   * What receipts are made from.
   *
   * @param whole whether they hold all that it takes to run their scripts again
   */
  private record World(Catalogue catalogue, Map<CustomerNo, CustomerBook> books, boolean whole) {
    @Nullable CellModel model(RatedEvent rated, Entry entry) {
      CustomerNo no = rated.customerNo();
      CustomerBook book = no == null ? null : books.get(no);
      Instant period = entry.periodStart();
      return book == null || period == null
          ? null
          : new Matcher(catalogue)
              .model(
                  book, new CellKey(book.customerNo(), entry.lineItemNo(), period, entry.part()));
    }
  }

  /** Reads the usage of the cells on which an event is parked, as it is without it. */
  private static Future<StoredUsage> parkedOn(Tx tx, World world, RatedEvent rated) {
    Map<CellKey, AggregationType> cells = new HashMap<>();
    Map<CellKey, Set<EventKey>> values = new HashMap<>();
    for (Entry entry : rated.entries()) {
      CellModel model = entry.status() == Entry.Status.PARKED ? world.model(rated, entry) : null;
      if (model != null) {
        cells.put(model.key(), model.meter().aggregation().type());
        Matcher.hit(model, rated.event())
            .map(hit -> hit.contribution().unique())
            .ifPresent(value -> values.put(model.key(), Set.of(value)));
      }
    }
    return cells.isEmpty() ? NO_USAGE : UsageCells.read(tx, cells, values);
  }

  private ReceiptAnswers.Receipt receipt(Asked asked, World world, StoredUsage usage) {
    RatedEvent rated = asked.rated();
    Map<Entry, ReceiptAnswers.Told> told = new HashMap<>();
    for (Entry entry : rated.entries()) {
      CellModel model = world.model(rated, entry);
      if (model != null) {
        told.put(entry, told(rated, entry, model, world, usage));
      }
    }
    return ReceiptAnswers.Receipt.of(
        rated,
        asked.status(),
        told,
        rated.entries().isEmpty() ? nearest(world.catalogue(), rated) : null,
        world.whole());
  }

  private ReceiptAnswers.Told told(
      RatedEvent rated, Entry entry, CellModel model, World world, StoredUsage usage) {
    List<PriceVersion> lineage = world.catalogue().lineage(model.lineItem().lineageId());
    return switch (entry.status()) {
      case NOT_COUNTED -> ReceiptAnswers.Told.NOTHING;
      case PARKED ->
          world.whole()
              ? new ReceiptAnswers.Told(
                  false, null, null, explain.question(model, usage, rated.event()).orElse(null))
              : ReceiptAnswers.Told.NOTHING;
      case RATED -> {
        Explain.Present present =
            explain.present(model, lineage, entry, rated.event()).orElse(null);
        boolean replaced = !model.priceAt(rated.event().occurredAt()).id().equals(entry.priceId());
        yield new ReceiptAnswers.Told(
            replaced,
            present,
            present != null
                ? null
                : explain.explain(model, lineage, entry, rated.event()).orElse(null),
            null);
      }
    };
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
