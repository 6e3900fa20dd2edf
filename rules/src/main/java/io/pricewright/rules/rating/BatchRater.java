package io.pricewright.rules.rating;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.ChargeId;
import io.pricewright.rules.id.PostingId;
import io.pricewright.rules.ledger.Posting;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.usage.DistinctValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rates and posts a planned batch: a pure function of the plan, the stored usage and the scripts.
 * Live rating, preview, re-rating and simulation all go through here.
 */
public final class BatchRater {
  private static final int CHARGE = 1;
  private static final int POSTING = 2;

  private final CellRater rater;

  /** Rates with a script engine; call it on the script pool's threads only. */
  public BatchRater(ScriptEngine engine) {
    this.rater = new CellRater(engine);
  }

  /**
   * Adds the planned events to their cells.
   *
   * @param batch id of the batch, of which the ids of its rows are made
   * @param cause what the charges say of their cause
   */
  public RatedBatch rate(BatchPlan plan, StoredUsage stored, BatchId batch, Cause cause) {
    Map<EventKey, List<Entry>> entries = new HashMap<>();
    List<Cell> cells = new ArrayList<>();
    List<Charge> charges = new ArrayList<>();
    List<CellRater.Addition> additions = additions(plan, stored);
    List<CellRater.Rated> added = rater.addAll(additions);
    Map<CellKey, List<RatedBatch.Moment>> moments = new HashMap<>();
    for (int c = 0; c < added.size(); c++) {
      CellRater.Rated rated = added.get(c);
      List<Hit> hits = additions.get(c).hits();
      cells.add(rated.cell());
      charge(batch, rated, hits.getLast().segment(), hits.size(), cause, charges);
      moments.put(rated.cell().key(), moments(hits, rated.entries()));
      for (int i = 0; i < hits.size(); i++) {
        entries
            .computeIfAbsent(hits.get(i).event().key(), k -> new ArrayList<>(1))
            .add(rated.entries().get(i));
      }
    }
    return new RatedBatch(
        receipts(plan, entries), cells, stored.distinct(), charges, post(batch, charges), moments);
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

  private static List<CellRater.Addition> additions(BatchPlan plan, StoredUsage stored) {
    List<CellRater.Addition> additions = new ArrayList<>();
    plan.hitsByCell()
        .forEach(
            (key, hits) ->
                additions.add(
                    new CellRater.Addition(
                        cellOf(stored, hits.getFirst().cell()), hits, valuesOf(stored, key))));
    return additions;
  }

  private static List<RatedEvent> receipts(BatchPlan plan, Map<EventKey, List<Entry>> entries) {
    List<RatedEvent> events = new ArrayList<>(plan.lines().size());
    for (BatchPlan.Line line : plan.lines()) {
      List<Entry> all = new ArrayList<>(line.kept());
      all.addAll(line.match().notCounted());
      all.addAll(entries.getOrDefault(line.event().key(), List.of()));
      events.add(RatedEvent.of(line.event(), line.customerNo(), line.match().reason(), all));
    }
    return events;
  }

  /** Makes a charge of what changed on a cell, unless nothing did. */
  public static void charge(
      BatchId batch,
      CellRater.Rated rated,
      Segment segment,
      int events,
      Cause cause,
      List<Charge> charges) {
    if (rated.delta().signum() != 0) {
      charges.add(
          new Charge(
              new ChargeId(batch.row(CHARGE, charges.size())),
              rated.cell().key(),
              new Money(rated.delta(), rated.cell().currency()),
              segment.price().id(),
              segment.price().script().id(),
              cause,
              events,
              cause == Cause.USAGE && !CellModel.seesAll(segment.price())
                  ? null
                  : rated.evidence().get().text()));
    }
  }

  /** Posts charges, one posting each. */
  public static List<Posting> post(BatchId batch, List<Charge> charges) {
    List<Posting> postings = new ArrayList<>(charges.size());
    for (int i = 0; i < charges.size(); i++) {
      postings.add(charges.get(i).post(new PostingId(batch.row(POSTING, i))));
    }
    return postings;
  }

  /** Returns a stored cell, or an empty one. */
  public static Cell cellOf(StoredUsage stored, CellModel model) {
    Cell cell = stored.cells().get(model.key());
    return cell != null
        ? cell
        : Cell.empty(model.key(), model.period(), model.subscription().currency());
  }

  /** Returns the loaded multiplicities of a cell. */
  public static DistinctValues valuesOf(StoredUsage stored, CellKey key) {
    DistinctValues values = stored.distinct().get(key);
    return values != null ? values : new DistinctValues();
  }
}
