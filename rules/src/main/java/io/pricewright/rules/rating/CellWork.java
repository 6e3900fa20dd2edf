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
 * and what it adds to the amount. Not thread-safe.
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
  private final Saved begin;

  /** The parts of the work that a fold changes; arrays that are copied on both ways. */
  @SuppressWarnings("ArrayRecordComponent")
  record Saved(UsageState[] inside, UsageState[] upTo, CellAmount amount, boolean untouched) {}

  CellWork(Cell cell, CellModel model, DistinctValues distinct) {
    this.cell = cell;
    this.model = model;
    this.segments = model.segments();
    this.aggregation = model.meter().aggregation();
    this.distinct = distinct;
    int n = segments.size();
    inside = new UsageState[n];
    amount = new CellAmount(segments);
    for (int i = 0; i < n; i++) {
      inside[i] = empty();
    }
    cell.segments().forEach(this::load);
    untouched = cell.segments().isEmpty();
    upTo = accumulate(inside);
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

  private static UsageState[] accumulate(UsageState[] inside) {
    UsageState[] sums = inside.clone();
    for (int i = 1; i < sums.length; i++) {
      sums[i] = sums[i - 1].merge(inside[i]);
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

  /** Folds a hit in, and returns the first segment whose price it changes. */
  int apply(Hit hit) {
    int at = hit.segmentIndex();
    if (CellRater.distinct(hit)) {
      moveDistinct(hit, at, 1);
    } else {
      inside[at] = inside[at].plus(hit.contribution());
      for (int i = at; i < upTo.length; i++) {
        upTo[i] = upTo[i].plus(hit.contribution());
      }
    }
    int first = untouched ? 0 : at;
    untouched = false;
    return first;
  }

  /** Takes a hit out; false when that cannot be done without the events. */
  boolean takeAway(Hit hit) {
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
    upTo = accumulate(inside);
    return true;
  }

  private void moveDistinct(Hit hit, int at, long by) {
    var moved = distinct.move(unique(hit), segments.get(at).span().from(), by);
    if (!Objects.equals(moved.from(), moved.to())) {
      count(moved.from(), hit, -1);
      count(moved.to(), hit, 1);
      upTo = accumulate(inside);
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

  /** Returns the prices that change from a segment on, the hit's own included. */
  Set<Need> needs(int first, Hit hit) {
    Set<Need> needs = CellRater.needs();
    for (int s = first; s < segments.size(); s++) {
      if (!CellRater.perEvent(segments.get(s))) {
        needs.add(new Need.OfUsage(s, subject(s)));
        if (s > 0) {
          needs.add(new Need.OfUsage(s, subject(s - 1)));
        }
      } else if (s == hit.segmentIndex()) {
        needs.add(new Need.OfEvent(s, hit));
      }
    }
    return needs;
  }

  /** Returns all prices of the usage as it stands, and of all hits that are priced by event. */
  Set<Need> finalNeeds(List<Hit> hits) {
    Set<Need> needs = CellRater.needs();
    if (untouched) {
      return needs;
    }
    for (int s = 0; s < segments.size(); s++) {
      if (!CellRater.perEvent(segments.get(s))) {
        needs.add(new Need.OfUsage(s, subject(s)));
        if (s > 0) {
          needs.add(new Need.OfUsage(s, subject(s - 1)));
        }
      }
    }
    for (Hit hit : hits) {
      if (CellRater.perEvent(segments.get(hit.segmentIndex()))) {
        needs.add(new Need.OfEvent(hit.segmentIndex(), hit));
      }
    }
    return needs;
  }

  /** Prices the segments from one on; a hit priced by event is added (1) or taken out (-1). */
  void price(int first, Hit hit, int sign, Evaluations prices) {
    for (int s = first; s < segments.size(); s++) {
      if (!CellRater.perEvent(segments.get(s))) {
        amount.set(s, difference(s, prices));
      } else if (s == hit.segmentIndex()) {
        BigDecimal price = prices.of(new Need.OfEvent(s, hit));
        if (sign > 0) {
          amount.add(hit, price);
        } else {
          amount.subtract(hit, price);
        }
      }
    }
  }

  /** Prices everything for the usage as it stands. */
  void priceFinally(List<Hit> hits, Evaluations prices) {
    amount.clear();
    priceCumulative(prices);
    for (Hit hit : hits) {
      if (CellRater.perEvent(segments.get(hit.segmentIndex()))) {
        addEvent(hit, prices);
      }
    }
  }

  /** Adds the price of one folded hit to its segment, which is priced by event. */
  void addEvent(Hit hit, Evaluations prices) {
    amount.add(hit, prices.of(new Need.OfEvent(hit.segmentIndex(), hit)));
  }

  /** Prices the cumulative segments for the usage as it stands. */
  void priceCumulative(Evaluations prices) {
    for (int s = 0; s < segments.size() && !untouched; s++) {
      if (!CellRater.perEvent(segments.get(s))) {
        amount.set(s, difference(s, prices));
      }
    }
  }

  private BigDecimal difference(int s, Evaluations prices) {
    BigDecimal upToEnd = prices.of(new Need.OfUsage(s, subject(s)));
    return s == 0 ? upToEnd : upToEnd.subtract(prices.of(new Need.OfUsage(s, subject(s - 1))));
  }

  private UsageState empty() {
    return model.seesAll() ? Parts.empty(aggregation.type()) : UsageState.empty(aggregation.type());
  }

  /** Returns why a hit cannot be in this cell, or null when it can. */
  @Nullable String refusal(Hit hit) {
    return upTo[upTo.length - 1] instanceof Parts parts && parts.full(hit.contribution().part())
        ? "too_many_groups"
        : null;
  }

  /** Returns what changed since a work on the same cell began, or since this one did. */
  Evidence since(@Nullable CellWork other) {
    Saved was = other == null ? begin : other.begin;
    List<Evidence.Step> steps = new ArrayList<>();
    for (int s = 0; s < segments.size(); s++) {
      BigDecimal before = was.amount.own(s);
      if (before.compareTo(amount.own(s)) != 0) {
        boolean each = CellRater.perEvent(segments.get(s));
        steps.add(
            new Evidence.Step(
                segments.get(s).price().id(),
                before,
                amount.own(s),
                each || was.untouched ? List.of() : subjects(was.upTo, s),
                each || untouched ? List.of() : subjects(upTo, s)));
      }
    }
    return new Evidence(steps);
  }

  private List<String> subjects(UsageState[] states, int s) {
    return s == 0
        ? List.of(subject(states, 0))
        : List.of(subject(states, s), subject(states, s - 1));
  }

  private String subject(int s) {
    return subject(upTo, s);
  }

  private String subject(UsageState[] states, int s) {
    return Evaluations.subject(model, states[s]);
  }

  private BigDecimal quantity(int s) {
    return upTo[s].quantity(aggregation, cell.period());
  }

  /** Returns the usage of the whole cell. */
  BigDecimal total() {
    return quantity(segments.size() - 1);
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
          new SegmentState(inside[i], Money.plain(amount.own(i)), amount.freeIn(i)));
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
