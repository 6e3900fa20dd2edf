package io.pricewright.gateway.rating.rerating;

import io.pricewright.gateway.rating.BatchWriter;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.rating.snapshot.Snapshots.Ground;
import io.pricewright.gateway.script.BatchBudget;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.rating.BatchPlan;
import io.pricewright.rules.rating.BatchRater;
import io.pricewright.rules.rating.Cause;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.CellModel;
import io.pricewright.rules.rating.CellRater;
import io.pricewright.rules.rating.Charge;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.Hit;
import io.pricewright.rules.rating.Match;
import io.pricewright.rules.rating.Matcher;
import io.pricewright.rules.rating.RatedBatch;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.usage.DistinctValues;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.subscription.LineItems;
import io.pricewright.store.usage.UsageCells;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rates stored events: adds them to cells, takes them out, counts cells again. Inside one
 * transaction.
 */
public final class Rerating {
  /** Events of one step. */
  static final int STEP = 1_000;

  /** Most events of a cell that is counted again; beyond, the work fails and says so. */
  static final int MOST_RECOUNTED = 250_000;

  /** How long the scripts of a step may hold the customer's gate; what is left is deferred. */
  private static final Duration SCRIPT_BUDGET = Duration.ofSeconds(4);

  private final Snapshots snapshots;
  private final ScriptPool scripts;
  private final ScriptEngine engine;
  private final CellRater cells;
  private final BatchWriter writer;
  private final EnvironmentClock clock;

  /** Rates with these parts. */
  public Rerating(
      Snapshots snapshots,
      ScriptPool scripts,
      ScriptEngine engine,
      BatchWriter writer,
      EnvironmentClock clock) {
    this.snapshots = snapshots;
    this.scripts = scripts;
    this.engine = engine;
    this.cells = new CellRater(engine);
    this.writer = writer;
    this.clock = clock;
  }

  private BatchRater rater() {
    return new BatchRater(new BatchBudget(engine, SCRIPT_BUDGET));
  }

  /** Takes the locks of one customer. */
  Future<Ground> ground(Tx tx, CustomerNo customerNo) {
    return snapshots.take(tx, customerNo);
  }

  /**
   * Adds stored events to line items on which they are not yet rated.
   *
   * @param adopt whether the events get this customer and a new seq
   * @param lineItems line items to look at; entries of others stay as they are
   */
  Future<Void> add(
      Tx tx,
      Ground ground,
      CustomerNo customerNo,
      List<StoredEvent> events,
      boolean adopt,
      Predicate<LineItemNo> lineItems) {
    CustomerBook book = ground.books().get(customerNo);
    Matcher matcher = new Matcher(ground.catalogue());
    BatchPlan plan = new BatchPlan();
    for (StoredEvent stored : events) {
      if (stored.outcome() != Outcome.VOIDED) {
        plan(plan, matcher, book, stored, customerNo, lineItems);
      }
    }
    long seq = Objects.requireNonNull(ground.gates().get(customerNo)).seq();
    BatchId batch = batch(tx);
    return UsageCells.read(tx, plan.cells(), plan.distinctValues())
        .compose(stored -> scripts.run(() -> rater().rate(plan, stored, batch, Cause.RERATE)))
        .compose(
            rated -> write(tx, ground, batch, rated, changed(events, rated, adopt ? seq : null)));
  }

  /** Returns the receipts that say something new; those of adopted events all do. */
  private static List<EventLog.Receipt> changed(
      List<StoredEvent> before, RatedBatch rated, @Nullable Long seq) {
    Map<EventKey, RatedEvent> known = new HashMap<>();
    before.forEach(stored -> known.put(stored.event().key(), stored.rated()));
    List<EventLog.Receipt> receipts = new ArrayList<>();
    for (RatedEvent event : rated.events()) {
      if (seq != null || !event.equals(known.get(event.event().key()))) {
        receipts.add(new EventLog.Receipt(event, seq));
      }
    }
    return receipts;
  }

  private static void plan(
      BatchPlan plan,
      Matcher matcher,
      @Nullable CustomerBook book,
      StoredEvent stored,
      CustomerNo customerNo,
      Predicate<LineItemNo> lineItems) {
    List<Entry> kept = new ArrayList<>();
    Set<LineItemNo> rated = new HashSet<>();
    for (Entry entry : stored.entries()) {
      boolean stays =
          entry.status() == Entry.Status.RATED
              || (entry.status() == Entry.Status.PARKED && !lineItems.test(entry.lineItemNo()));
      if (stays) {
        kept.add(entry);
        rated.add(entry.lineItemNo());
      }
    }
    Match match =
        matcher.match(book, stored.event(), no -> lineItems.test(no) && !rated.contains(no));
    plan.add(stored.event(), customerNo, kept, match);
  }

  private Future<Void> write(
      Tx tx, Ground ground, BatchId batch, RatedBatch rated, List<EventLog.Receipt> receipts) {
    return Future.join(
            EventLog.update(tx, receipts),
            writer.write(tx, batch, rated, Map.of(), ground.gates(), clock.now(tx.scope())))
        .mapEmpty();
  }

  /** Takes an event out of all its cells and marks it voided. */
  Future<Void> remove(Tx tx, Ground ground, StoredEvent stored) {
    CustomerNo customerNo = Objects.requireNonNull(stored.customerNo());
    CustomerBook book = ground.books().get(customerNo);
    Match match = new Match(ratedHits(ground, book, stored), List.of(), null);
    BatchPlan plan = new BatchPlan();
    plan.add(stored.event(), customerNo, match);
    BatchId batch = batch(tx);
    RatedEvent voided =
        new RatedEvent(stored.event(), customerNo, Outcome.VOIDED, null, stored.entries());
    List<Charge> charges = new ArrayList<>();
    return EventLog.update(tx, List.of(new EventLog.Receipt(voided, null)))
        .compose(done -> UsageCells.read(tx, plan.cells(), plan.distinctValues()))
        .compose(
            usage -> {
              Future<Void> each = Future.succeededFuture();
              for (Hit hit : match.hits()) {
                each =
                    each.compose(
                        done ->
                            scripts
                                .run(
                                    () ->
                                        new Removed(
                                            cells.remove(
                                                BatchRater.cellOf(usage, hit.cell()),
                                                List.of(hit),
                                                BatchRater.valuesOf(usage, hit.key()))))
                                .compose(
                                    removed ->
                                        removed.rated() == null
                                            ? recount(tx, hit.cell(), batch, Cause.VOID, charges)
                                            : keep(
                                                tx,
                                                removed.rated(),
                                                usage.distinct().get(hit.key()),
                                                hit,
                                                batch,
                                                charges)));
              }
              return each;
            })
        .compose(done -> charge(tx, ground, batch, charges));
  }

  /** Returns the hits of an event on the cells that its receipt says it is in. */
  private static List<Hit> ratedHits(
      Ground ground, @Nullable CustomerBook book, StoredEvent stored) {
    Matcher matcher = new Matcher(ground.catalogue());
    List<Hit> hits = new ArrayList<>();
    for (Entry entry : stored.entries()) {
      Instant period = entry.periodStart();
      if (book == null || period == null || entry.status() != Entry.Status.RATED) {
        continue;
      }
      CellModel model =
          matcher.model(
              book, new CellKey(book.customerNo(), entry.lineItemNo(), period, entry.part()));
      if (model != null) {
        Matcher.hit(model, stored.event()).ifPresent(hits::add);
      }
    }
    return hits;
  }

  private record Removed(CellRater.@Nullable Rated rated) {}

  private static Future<Void> keep(
      Tx tx,
      CellRater.Rated rated,
      @Nullable DistinctValues values,
      Hit hit,
      BatchId batch,
      List<Charge> charges) {
    BatchRater.charge(batch, rated, hit.cell().segments().getLast(), 1, Cause.VOID, charges);
    Map<CellKey, DistinctValues> distinct = values == null ? Map.of() : Map.of(hit.key(), values);
    return Future.join(
            UsageCells.write(tx, List.of(rated.cell())), UsageCells.writeValues(tx, distinct))
        .mapEmpty();
  }

  /**
   * Returns whether an event of a cell, from an instant on, was rated by another version than the
   * one that holds at its time today.
   */
  Future<Boolean> isStale(Tx tx, Ground ground, CellKey key, Instant from) {
    CustomerBook book = Objects.requireNonNull(ground.books().get(key.customerNo()));
    CellModel model = new Matcher(ground.catalogue()).model(book, key);
    return model == null || !from.isBefore(model.period().to())
        ? Future.succeededFuture(false)
        : isStale(tx, model, from, EventLog.Position.START);
  }

  private static Future<Boolean> isStale(
      Tx tx, CellModel model, Instant from, EventLog.Position after) {
    CustomerNo customerNo = model.key().customerNo();
    return EventLog.page(tx, customerNo, from, model.period().to(), Long.MAX_VALUE, after, STEP)
        .compose(
            page ->
                page.stream().anyMatch(event -> isStale(model, event))
                    ? Future.succeededFuture(true)
                    : page.size() < STEP
                        ? Future.succeededFuture(false)
                        : isStale(tx, model, from, EventLog.Position.of(page.getLast())));
  }

  private static boolean isStale(CellModel model, StoredEvent event) {
    return event.outcome() != Outcome.VOIDED
        && event.entries().stream()
            .anyMatch(
                entry ->
                    isIn(entry, model.key())
                        && !model.priceAt(event.event().occurredAt()).id().equals(entry.priceId()));
  }

  /**
   * Counts the cells of a line item again whose periods end after an instant, and books the
   * differences. Takes the customer's gate.
   */
  public Future<Void> recount(
      Tx tx, CustomerNo customerNo, LineItemNo lineItemNo, Instant endsAfter) {
    return ground(tx, customerNo)
        .compose(
            ground ->
                UsageCells.ofLineItem(tx, customerNo, lineItemNo, endsAfter)
                    .compose(
                        keys -> {
                          Future<Void> each = Future.succeededFuture();
                          for (CellKey key : keys) {
                            each = each.compose(done -> recount(tx, ground, key));
                          }
                          return each;
                        }));
  }

  /** Counts a stored cell again, and books the difference. */
  Future<Void> recount(Tx tx, Ground ground, CellKey key) {
    CustomerBook book = Objects.requireNonNull(ground.books().get(key.customerNo()));
    CellModel model = new Matcher(ground.catalogue()).model(book, key);
    if (model == null) {
      return Future.succeededFuture();
    }
    List<Charge> charges = new ArrayList<>();
    BatchId batch = batch(tx);
    return recount(tx, model, batch, Cause.RECOUNT, charges)
        .compose(done -> charge(tx, ground, batch, charges));
  }

  private Future<Void> recount(
      Tx tx, CellModel model, BatchId batch, Cause cause, List<Charge> charges) {
    CellKey key = model.key();
    Future<Map<EventKey, StoredEvent>> events = eventsOf(tx, model);
    Future<Void> forgotten = UsageCells.forgetValues(tx, key);
    return Future.join(events, forgotten)
        .compose(
            both -> UsageCells.read(tx, Map.of(key, model.meter().aggregation().type()), Map.of()))
        .compose(
            stored ->
                scripts.run(
                    () -> {
                      List<Hit> hits = hits(model, events.result().values());
                      DistinctValues fresh = new DistinctValues();
                      CellRater.Rated rated =
                          cells.recount(BatchRater.cellOf(stored, model), model, hits, fresh);
                      return new Recounted(rated, hits, fresh);
                    }))
        .compose(
            counted -> {
              BatchRater.charge(
                  batch,
                  counted.rated(),
                  model.segments().getLast(),
                  counted.hits().size(),
                  cause,
                  charges);
              return Future.join(
                      UsageCells.write(tx, List.of(counted.rated().cell())),
                      UsageCells.writeValues(tx, Map.of(key, counted.fresh())),
                      EventLog.update(tx, parkedNow(counted, events.result(), key)))
                  .mapEmpty();
            });
  }

  private record Recounted(CellRater.Rated rated, List<Hit> hits, DistinctValues fresh) {}

  /** Hits that could not be priced in a recount leave the cell: their receipts say so. */
  private static List<EventLog.Receipt> parkedNow(
      Recounted counted, Map<EventKey, StoredEvent> events, CellKey key) {
    List<EventLog.Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < counted.hits().size(); i++) {
      Entry entry = counted.rated().entries().get(i);
      if (entry.status() == Entry.Status.PARKED) {
        StoredEvent stored =
            Objects.requireNonNull(events.get(counted.hits().get(i).event().key()));
        List<Entry> entries = new ArrayList<>();
        stored.entries().forEach(e -> entries.add(e.on(key.lineItemNo()) ? entry : e));
        receipts.add(
            new EventLog.Receipt(
                new RatedEvent(
                    stored.event(), stored.customerNo(), Outcome.PARKED, entry.reason(), entries),
                null));
      }
    }
    return receipts;
  }

  /** Returns the lineages that price a meter today. */
  Future<List<LineageId>> lineagesOf(Tx tx, MeterId meterId) {
    return snapshots.catalogue(tx).map(catalogue -> catalogue.lineagesOf(meterId));
  }

  /**
   * Matches all events of a line item anew after its meter's filters changed: entries appear and
   * vanish, and cells that did not exist are made, empty. Their amounts follow when the cells are
   * counted.
   */
  Future<Void> rematch(Tx tx, Ground ground, LineItems.Owned line) {
    return rematch(tx, ground, line, EventLog.Position.START);
  }

  private Future<Void> rematch(
      Tx tx, Ground ground, LineItems.Owned line, EventLog.Position after) {
    return EventLog.page(
            tx,
            line.customerNo(),
            Instant.EPOCH,
            Instant.parse("9999-01-01T00:00:00Z"),
            Long.MAX_VALUE,
            after,
            STEP)
        .compose(
            page ->
                rematchPage(tx, ground, line, page)
                    .compose(
                        done ->
                            page.size() < STEP
                                ? Future.succeededFuture()
                                : rematch(tx, ground, line, EventLog.Position.of(page.getLast()))));
  }

  private static Future<Void> rematchPage(
      Tx tx, Ground ground, LineItems.Owned line, List<StoredEvent> page) {
    CustomerBook book = ground.books().get(line.customerNo());
    Rematch rematch = new Rematch(new Matcher(ground.catalogue()), book, line.lineItemNo());
    page.forEach(rematch::look);
    return UsageCells.makeMissing(tx, rematch.cells())
        .compose(done -> EventLog.update(tx, rematch.receipts()));
  }

  /** Returns the events that are rated in a cell, by key, in order of time. */
  private static Future<Map<EventKey, StoredEvent>> eventsOf(Tx tx, CellModel model) {
    Map<EventKey, StoredEvent> found = new java.util.LinkedHashMap<>();
    return pages(tx, model, EventLog.Position.START, found);
  }

  private static Future<Map<EventKey, StoredEvent>> pages(
      Tx tx, CellModel model, EventLog.Position after, Map<EventKey, StoredEvent> found) {
    CellKey key = model.key();
    return EventLog.page(
            tx,
            key.customerNo(),
            model.period().from(),
            model.period().to(),
            Long.MAX_VALUE,
            after,
            5 * STEP)
        .compose(
            page -> {
              for (StoredEvent stored : page) {
                if (stored.outcome() != Outcome.VOIDED && ratedIn(stored, key)) {
                  found.put(stored.event().key(), stored);
                }
              }
              if (found.size() > MOST_RECOUNTED) {
                return Future.failedFuture(
                    new IllegalStateException(
                        "a cell of line item %d has over %d events and cannot be counted again in one step"
                            .formatted(key.lineItemNo().value(), MOST_RECOUNTED)));
              }
              return page.size() < 5 * STEP
                  ? Future.succeededFuture(found)
                  : pages(tx, model, EventLog.Position.of(page.getLast()), found);
            });
  }

  private static boolean ratedIn(StoredEvent stored, CellKey key) {
    return stored.entries().stream().anyMatch(entry -> isIn(entry, key));
  }

  private static boolean isIn(Entry entry, CellKey key) {
    return entry.status() == Entry.Status.RATED
        && entry.lineItemNo().equals(key.lineItemNo())
        && key.periodStart().equals(entry.periodStart())
        && key.part().equals(entry.part());
  }

  private static List<Hit> hits(CellModel model, Iterable<StoredEvent> events) {
    List<Hit> hits = new ArrayList<>();
    for (StoredEvent stored : events) {
      Matcher.hit(model, stored.event()).ifPresent(hits::add);
    }
    return hits;
  }

  private Future<Void> charge(Tx tx, Ground ground, BatchId batch, List<Charge> charges) {
    return writer.write(
        tx,
        batch,
        new RatedBatch(
            List.of(), List.of(), Map.of(), charges, BatchRater.post(batch, charges), Map.of()),
        Map.of(),
        ground.gates(),
        clock.now(tx.scope()));
  }

  private BatchId batch(Tx tx) {
    Instant now = clock.now(tx.scope());
    return BatchId.of(now, ThreadLocalRandom.current().nextLong());
  }

  /** Groups events by customer; events of nobody are left out. */
  static Map<CustomerNo, List<StoredEvent>> byCustomer(List<StoredEvent> events) {
    Map<CustomerNo, List<StoredEvent>> groups = new HashMap<>();
    for (StoredEvent stored : events) {
      CustomerNo customerNo = stored.customerNo();
      if (customerNo != null) {
        groups.computeIfAbsent(customerNo, no -> new ArrayList<>()).add(stored);
      }
    }
    return groups;
  }
}
