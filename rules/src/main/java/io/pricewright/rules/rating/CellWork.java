package io.pricewright.rules.rating;

import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.CellRater.Need;
import io.pricewright.rules.usage.DistinctValues;
import io.pricewright.rules.usage.Parts;
import io.pricewright.rules.usage.UsageState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A cell while hits are folded into it: for each segment its own usage, the usage up to its end,
 * and what it adds to the amount. Its segments all price usage, or all each event alone. Not
 * thread-safe.
 */
final class CellWork {
  private final Cell cell;
  private final List<Segment> segments;
  private final Aggregation aggregation;
  private final DistinctValues distinct;
  private UsageState[] inside;
  private UsageState[] upTo;
  private final CellModel model;
  private CellAmount amount;
  private boolean untouched;
  private final boolean perEvent;
  private final Saved begin;
  private @Nullable Split split;

  /** The parts of the work that a fold changes; arrays that are copied on both ways. */
  @SuppressWarnings("ArrayRecordComponent")
  record Saved(UsageState[] inside, UsageState[] upTo, CellAmount amount, boolean untouched) {}

  CellWork(Cell cell, CellModel model, DistinctValues distinct) {
    this.cell = cell;
    this.model = model;
    this.segments = model.segments();
    this.aggregation = model.meter().aggregation();
    this.distinct = distinct;
    this.perEvent = CellRater.perEvent(segments.getFirst());
    int n = segments.size();
    inside = new UsageState[n];
    amount = new CellAmount(segments);
    for (int i = 0; i < n; i++) {
      inside[i] = Evaluations.begin(model);
    }
    cell.segments().forEach(this::load);
    untouched = cell.segments().isEmpty();
    upTo = accumulate();
    begin = save();
  }

  private void load(Instant start, SegmentState stored) {
    int i = segments.size() - 1;
    while (i > 0 && start.isBefore(segments.get(i).span().from())) {
      i--;
    }
    inside[i] = inside[i].merge(stored.usage());
    amount.load(i, stored);
  }

  private UsageState[] accumulate() {
    UsageState[] sums = new UsageState[inside.length];
    for (int i = 0; i < sums.length; i++) {
      UsageState here = inside[i].brief();
      sums[i] = i == 0 ? here : sums[i - 1].merge(here);
    }
    return sums;
  }

  Saved save() {
    return new Saved(inside.clone(), upTo.clone(), amount.copy(), untouched);
  }

  /**
   * Goes back to a saved state; the hits are those folded since, and are taken out of the values
   * too.
   */
  void restore(Saved saved, List<Hit> since) {
    split = null;
    inside = saved.inside.clone();
    upTo = saved.upTo.clone();
    amount = saved.amount.copy();
    untouched = saved.untouched;
    for (Hit hit : since) {
      if (CellRater.distinct(hit)) {
        distinct.move(unique(hit), segments.get(hit.segmentIndex()).span().from(), -1);
      }
    }
  }

  /** Lets the cell begin with a level. */
  void open(UsageState level) {
    split = null;
    inside[0] = inside[0].merge(level);
    upTo = accumulate();
    untouched = false;
  }

  /** Folds a hit in. */
  void apply(Hit hit) {
    split = null;
    int at = hit.segmentIndex();
    if (CellRater.distinct(hit)) {
      moveDistinct(hit, at, 1);
    } else {
      inside[at] = inside[at].plus(hit.contribution());
      for (int i = at; i < upTo.length; i++) {
        upTo[i] = upTo[i].plus(hit.contribution());
      }
    }
    untouched = false;
  }

  /** Takes a hit out; false when that cannot be done without the events. */
  boolean takeAway(Hit hit) {
    split = null;
    int at = hit.segmentIndex();
    if (CellRater.distinct(hit)) {
      moveDistinct(hit, at, -1);
      return !amount.holdsPlace(hit);
    }
    UsageState left = inside[at].minus(hit.contribution());
    if (left == null || amount.holdsPlace(hit)) {
      return false;
    }
    inside[at] = left;
    upTo = accumulate();
    return true;
  }

  private void moveDistinct(Hit hit, int at, long by) {
    var moved = distinct.move(unique(hit), segments.get(at).span().from(), by);
    if (!Objects.equals(moved.from(), moved.to())) {
      count(moved.from(), hit, -1);
      count(moved.to(), hit, 1);
      upTo = accumulate();
    }
  }

  private void count(@Nullable Instant segmentStart, Hit hit, long by) {
    if (segmentStart == null) {
      return;
    }
    int i = segments.size() - 1;
    while (i > 0 && segmentStart.isBefore(segments.get(i).span().from())) {
      i--;
    }
    UsageState moved = new UsageState.Distinct(by);
    String part = hit.contribution().part();
    inside[i] =
        inside[i].merge(model.seesAll() ? Parts.of(aggregation.type(), part, moved, by) : moved);
  }

  private static io.pricewright.rules.event.EventKey unique(Hit hit) {
    return Objects.requireNonNull(hit.contribution().unique());
  }

  /** Returns the prices that are needed for the usage as it stands, the hit's own included. */
  Set<Need> needs(Hit hit) {
    if (!perEvent) {
      return split().needs();
    }
    Set<Need> needs = CellRater.needs();
    needs.add(new Need.OfEvent(hit.segmentIndex(), hit));
    return needs;
  }

  /** Returns all prices of the usage as it stands, and of all hits that are priced by event. */
  Set<Need> finalNeeds(List<Hit> hits) {
    if (untouched || !perEvent) {
      return untouched ? CellRater.needs() : split().needs();
    }
    Set<Need> needs = CellRater.needs();
    hits.forEach(hit -> needs.addAll(needs(hit)));
    return needs;
  }

  /** Prices the usage as it stands; a hit priced by event is added (1) or taken out (-1). */
  void price(Hit hit, int sign, Evaluations prices) {
    if (!perEvent) {
      priceUsage(prices);
      return;
    }
    BigDecimal price = prices.of(new Need.OfEvent(hit.segmentIndex(), hit));
    if (sign > 0) {
      amount.add(hit, price);
    } else {
      amount.subtract(hit, price);
    }
  }

  /** Prices everything for the usage as it stands. */
  void priceFinally(List<Hit> hits, Evaluations prices) {
    amount.clear();
    if (perEvent) {
      hits.forEach(hit -> price(hit, 1, prices));
    } else if (!untouched) {
      priceUsage(prices);
    }
  }

  private void priceUsage(Evaluations prices) {
    BigDecimal[] parts = split().parts(prices);
    for (int s = 0; s < parts.length; s++) {
      amount.set(s, parts[s]);
    }
  }

  /** Asked several times between two hits, and as long as what a script sees. */
  private Split split() {
    Split known = split;
    if (known == null) {
      known = Split.of(model, inside, upTo);
      split = known;
    }
    return known;
  }

  /** Returns why a hit cannot be in this cell, or null when it can. */
  @Nullable Failure refusal(Hit hit) {
    return upTo[upTo.length - 1] instanceof Parts parts && parts.full(hit.contribution().part())
        ? Failure.of("too_many_groups", hit.segment().price(), null)
        : null;
  }

  /** Returns whether segments count by their share of the whole. */
  boolean shared() {
    return !perEvent && segments.size() > 1 && split().shared();
  }

  /** Returns what changed since a work on the same cell began, or since this one did. */
  Evidence since(@Nullable CellWork other) {
    Saved was = other == null ? begin : other.begin;
    Split before = perEvent || was.untouched ? null : Split.of(model, was.inside, was.upTo);
    Split after = perEvent || untouched ? null : split();
    List<Evidence.Step> steps = new ArrayList<>();
    for (int s = 0; s < segments.size(); s++) {
      if (was.amount.own(s).compareTo(amount.own(s)) != 0) {
        steps.add(
            new Evidence.Step(
                segments.get(s).price().id(),
                Evidence.Side.of(before, s, was.amount.own(s)),
                Evidence.Side.of(after, s, amount.own(s))));
      }
    }
    return new Evidence(steps);
  }

  /** Returns the usage of the whole cell. */
  BigDecimal total() {
    int last = segments.size() - 1;
    return upTo[last].quantity(aggregation, model.period(), segments.get(last).span().to());
  }

  /** Returns the amount of the whole cell. */
  BigDecimal amount() {
    return amount.total();
  }

  /** Returns the cell as it stands now. */
  Cell toCell(BigDecimal booked) {
    Map<Instant, SegmentState> states = new TreeMap<>();
    for (int i = 0; i < inside.length && !untouched; i++) {
      states.put(
          segments.get(i).span().from(),
          new SegmentState(inside[i], Money.plain(amount.own(i)), amount.earliestIn(i)));
    }
    return new Cell(cell.key(), cell.period(), cell.currency(), states, booked);
  }

  /** Returns the part of a usage that the price sees, after the allowance. */
  static BigDecimal billable(BigDecimal quantity, @Nullable BigDecimal allowance) {
    return allowance == null
        ? quantity
        : Money.plain(quantity.subtract(allowance).max(BigDecimal.ZERO));
  }
}
