package io.pricewright.rules.rating;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.ChargeId;
import io.pricewright.rules.id.PostingId;
import io.pricewright.rules.ledger.Posting;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.usage.DistinctValues;
import io.pricewright.rules.usage.UsageState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Work on a batch: events are added to cells, taken out of them, or cells counted again, and the
 * sum of it is what the batch writes. Its methods run scripts: call them on the script pool's
 * threads only, one after the other.
 */
public final class BatchWork {
  private static final int CHARGE = 1;
  private static final int POSTING = 2;

  private final CellRater rater;
  private final StoredUsage stored;
  private final BatchId batch;
  private final Cause cause;
  private final Map<EventKey, RatedEvent> events = new LinkedHashMap<>();
  private final List<Cell> cells = new ArrayList<>();
  private final Map<CellKey, DistinctValues> distinct = new HashMap<>();
  private final List<Charge> charges = new ArrayList<>();
  private final Map<CellKey, List<RatedBatch.Moment>> moments = new HashMap<>();
  private final Set<CellKey> recounted = new HashSet<>();
  // Cells that are counted again without an event, and when that occurred.
  private final Map<CellKey, Instant> taken = new HashMap<>();

  /**
   * Begins a batch.
   *
   * @param stored the usage of all cells that are worked on
   * @param batch id of the batch, of which the ids of its rows are made
   * @param cause what the charges say of their cause
   */
  public BatchWork(ScriptEngine engine, StoredUsage stored, BatchId batch, Cause cause) {
    this.rater = new CellRater(engine);
    this.stored = stored;
    this.batch = batch;
    this.cause = cause;
  }

  /** Adds the planned events to their cells. */
  public void add(BatchPlan plan) {
    Map<EventKey, List<Entry>> entries = new HashMap<>();
    List<CellRater.Addition> additions = additions(plan);
    List<CellRater.Rated> added = rater.addAll(additions);
    for (int c = 0; c < added.size(); c++) {
      CellRater.Rated rated = added.get(c);
      List<Hit> hits = additions.get(c).hits();
      cells.add(rated.cell());
      charge(rated, hits.getLast().segment(), hits.size());
      moments(rated.cell().key()).addAll(moments(hits, rated.entries()));
      for (int i = 0; i < hits.size(); i++) {
        entries
            .computeIfAbsent(hits.get(i).event().key(), k -> new ArrayList<>(1))
            .add(rated.entries().get(i));
      }
    }
    distinct.putAll(stored.distinct());
    receipts(plan, entries);
  }

  /**
   * Takes a stored event out of its cells; it is voided.
   *
   * @param hits the event on the cells that it is in
   * @return the cells that have to be counted again without it, by {@link #recount}
   */
  public List<CellModel> remove(RatedEvent event, List<Hit> hits) {
    events.put(
        event.event().key(),
        new RatedEvent(event.event(), event.customerNo(), Outcome.VOIDED, null, event.entries()));
    List<CellModel> again = new ArrayList<>();
    for (Hit hit : hits) {
      CellModel model = hit.cell();
      CellRater.Rated rated =
          rater.remove(
              BatchRater.cellOf(stored, model),
              List.of(hit),
              BatchRater.valuesOf(stored, hit.key()));
      if (rated == null) {
        again.add(model);
        taken.put(model.key(), event.event().occurredAt());
        continue;
      }
      cells.add(rated.cell());
      charge(rated, model.segments().getLast(), 1);
      moments(hit.key()).add(new RatedBatch.Moment(event.event().occurredAt(), rated.delta()));
      DistinctValues values = stored.distinct().get(hit.key());
      if (values != null) {
        distinct.put(hit.key(), values);
      }
    }
    return again;
  }

  /**
   * Counts a cell again. Events that cannot be priced leave it: their receipts say so.
   *
   * @param level what events before the cell left standing, or null
   * @param rated all events that belong to the cell, in order of time
   */
  public void recount(CellModel model, @Nullable UsageState level, Collection<RatedEvent> rated) {
    CellKey key = model.key();
    List<Hit> hits = new ArrayList<>();
    List<RatedEvent> hitters = new ArrayList<>();
    for (RatedEvent event : rated) {
      Matcher.hit(model, event.event())
          .ifPresent(
              hit -> {
                hits.add(hit);
                hitters.add(event);
              });
    }
    DistinctValues fresh = new DistinctValues();
    CellRater.Rated counted =
        rater.recount(BatchRater.cellOf(stored, model), model, level, hits, fresh);
    cells.add(counted.cell());
    recounted.add(key);
    distinct.put(key, fresh);
    charge(counted, model.segments().getLast(), hits.size());
    Instant at = taken.get(key);
    moments(key)
        .addAll(
            at == null
                ? moments(hits, counted.entries())
                : List.of(new RatedBatch.Moment(at, counted.delta())));
    for (int i = 0; i < hits.size(); i++) {
      Entry entry = counted.entries().get(i);
      if (entry.status() == Entry.Status.PARKED) {
        park(hitters.get(i), entry, key);
      }
    }
  }

  private void park(RatedEvent before, Entry parked, CellKey key) {
    RatedEvent now = events.getOrDefault(before.event().key(), before);
    List<Entry> entries = new ArrayList<>();
    now.entries().forEach(entry -> entries.add(entry.on(key.lineItemNo()) ? parked : entry));
    events.put(
        now.event().key(),
        new RatedEvent(now.event(), now.customerNo(), Outcome.PARKED, parked.reason(), entries));
  }

  /** Posts the charges, one posting each, and returns what the batch writes. */
  public RatedBatch done() {
    List<Posting> postings = new ArrayList<>(charges.size());
    for (int i = 0; i < charges.size(); i++) {
      postings.add(charges.get(i).post(new PostingId(batch.row(POSTING, i))));
    }
    return new RatedBatch(
        List.copyOf(events.values()), cells, distinct, charges, postings, moments, recounted);
  }

  private List<CellRater.Addition> additions(BatchPlan plan) {
    List<CellRater.Addition> additions = new ArrayList<>();
    plan.hitsByCell()
        .forEach(
            (key, hits) ->
                additions.add(
                    new CellRater.Addition(
                        BatchRater.cellOf(stored, hits.getFirst().cell()),
                        hits,
                        BatchRater.valuesOf(stored, key))));
    return additions;
  }

  private void receipts(BatchPlan plan, Map<EventKey, List<Entry>> entries) {
    for (BatchPlan.Line line : plan.lines()) {
      List<Entry> all = new ArrayList<>(line.kept());
      all.addAll(line.match().notCounted());
      all.addAll(entries.getOrDefault(line.event().key(), List.of()));
      events.put(
          line.event().key(),
          RatedEvent.of(line.event(), line.customerNo(), line.match().reason(), all));
    }
  }

  private List<RatedBatch.Moment> moments(CellKey key) {
    return moments.computeIfAbsent(key, k -> new ArrayList<>());
  }

  private static List<RatedBatch.Moment> moments(List<Hit> hits, List<Entry> entries) {
    List<RatedBatch.Moment> moments = new ArrayList<>(hits.size());
    for (int i = 0; i < hits.size(); i++) {
      BigDecimal amount = entries.get(i).amount();
      if (amount != null && amount.signum() != 0) {
        moments.add(new RatedBatch.Moment(hits.get(i).event().occurredAt(), amount));
      }
    }
    return moments;
  }

  /** Makes a charge of what changed on a cell, unless nothing did. */
  private void charge(CellRater.Rated rated, Segment segment, int count) {
    if (rated.delta().signum() != 0) {
      charges.add(
          new Charge(
              new ChargeId(batch.row(CHARGE, charges.size())),
              rated.cell().key(),
              new Money(rated.delta(), rated.cell().currency()),
              segment.price().id(),
              segment.price().script().id(),
              cause,
              count,
              cause == Cause.USAGE && !rated.shared() && !CellModel.seesAll(segment.price())
                  ? null
                  : rated.evidence().get().text()));
    }
  }
}
