package io.pricewright.rules.rating;

import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.CellRater.Need;
import io.pricewright.rules.usage.DistinctValues;
import io.pricewright.rules.usage.UsageState;
import java.math.BigDecimal;
import java.time.Instant;
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
  private BigDecimal[] own;
  private boolean untouched;

  /** The parts of the work that a fold changes; arrays that are copied on both ways. */
  @SuppressWarnings("ArrayRecordComponent")
  record Saved(UsageState[] inside, UsageState[] upTo, BigDecimal[] own, boolean untouched) {}

  CellWork(Cell cell, CellModel model, DistinctValues distinct) {
    this.cell = cell;
    this.segments = model.segments();
    this.aggregation = model.meter().aggregation();
    this.distinct = distinct;
    int n = segments.size();
    inside = new UsageState[n];
    own = new BigDecimal[n];
    for (int i = 0; i < n; i++) {
      inside[i] = UsageState.empty(aggregation.type());
      own[i] = BigDecimal.ZERO;
    }
    cell.segments().forEach(this::load);
    untouched = cell.segments().isEmpty();
    upTo = accumulate(inside);
  }

  private void load(Instant start, SegmentState stored) {
    int i = segments.size() - 1;
    while (i > 0 && start.isBefore(segments.get(i).span().from())) {
      i--;
    }
    inside[i] = inside[i].merge(stored.usage());
    own[i] = own[i].add(stored.own());
  }

  private static UsageState[] accumulate(UsageState[] inside) {
    UsageState[] sums = inside.clone();
    for (int i = 1; i < sums.length; i++) {
      sums[i] = sums[i - 1].merge(inside[i]);
    }
    return sums;
  }

  Saved save() {
    return new Saved(inside.clone(), upTo.clone(), own.clone(), untouched);
  }

  /**
   * Goes back to a saved state; the hits are those folded since, and are taken out of the values
   * too.
   */
  void restore(Saved saved, List<Hit> since) {
    inside = saved.inside.clone();
    upTo = saved.upTo.clone();
    own = saved.own.clone();
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
      return true;
    }
    UsageState left = inside[at].minus(hit.contribution());
    if (left == null) {
      return false;
    }
    inside[at] = left;
    upTo = accumulate(inside);
    return true;
  }

  private void moveDistinct(Hit hit, int at, long by) {
    var moved = distinct.move(unique(hit), segments.get(at).span().from(), by);
    if (!Objects.equals(moved.from(), moved.to())) {
      count(moved.from(), -1);
      count(moved.to(), 1);
      upTo = accumulate(inside);
    }
  }

  private void count(@Nullable Instant segmentStart, long by) {
    if (segmentStart == null) {
      return;
    }
    int i = segments.size() - 1;
    while (i > 0 && segmentStart.isBefore(segments.get(i).span().from())) {
      i--;
    }
    inside[i] = inside[i].merge(new UsageState.Distinct(by));
  }

  private static io.pricewright.rules.event.EventKey unique(Hit hit) {
    return Objects.requireNonNull(hit.contribution().unique());
  }

  /** Returns the prices that change from a segment on, the hit's own included. */
  Set<Need> needs(int first, Hit hit) {
    Set<Need> needs = CellRater.needs();
    for (int s = first; s < segments.size(); s++) {
      if (!CellRater.perEvent(segments.get(s))) {
        needs.add(new Need.OfUsage(s, quantity(s)));
        if (s > 0) {
          needs.add(new Need.OfUsage(s, quantity(s - 1)));
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
        needs.add(new Need.OfUsage(s, quantity(s)));
        if (s > 0) {
          needs.add(new Need.OfUsage(s, quantity(s - 1)));
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
        own[s] = difference(s, prices);
      } else if (s == hit.segmentIndex()) {
        BigDecimal amount = prices.of(new Need.OfEvent(s, hit));
        own[s] = sign > 0 ? own[s].add(amount) : own[s].subtract(amount);
      }
    }
  }

  /** Prices everything for the usage as it stands. */
  void priceFinally(List<Hit> hits, Evaluations prices) {
    for (int s = 0; s < segments.size(); s++) {
      boolean cumulative = !CellRater.perEvent(segments.get(s));
      own[s] = cumulative && !untouched ? difference(s, prices) : BigDecimal.ZERO;
    }
    for (Hit hit : hits) {
      int s = hit.segmentIndex();
      if (CellRater.perEvent(segments.get(s))) {
        own[s] = own[s].add(prices.of(new Need.OfEvent(s, hit)));
      }
    }
  }

  /** Adds the price of one folded hit to its segment, which is priced by event. */
  void addEvent(Hit hit, Evaluations prices) {
    int s = hit.segmentIndex();
    own[s] = own[s].add(prices.of(new Need.OfEvent(s, hit)));
  }

  /** Prices the cumulative segments for the usage as it stands. */
  void priceCumulative(Evaluations prices) {
    for (int s = 0; s < segments.size() && !untouched; s++) {
      if (!CellRater.perEvent(segments.get(s))) {
        own[s] = difference(s, prices);
      }
    }
  }

  private BigDecimal difference(int s, Evaluations prices) {
    BigDecimal upToEnd = prices.of(new Need.OfUsage(s, quantity(s)));
    return s == 0 ? upToEnd : upToEnd.subtract(prices.of(new Need.OfUsage(s, quantity(s - 1))));
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
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal part : own) {
      sum = sum.add(part);
    }
    return sum;
  }

  /** Returns the cell as it stands now. */
  Cell toCell(BigDecimal booked) {
    Map<Instant, SegmentState> states = new TreeMap<>();
    for (int i = 0; i < inside.length && !untouched; i++) {
      states.put(segments.get(i).span().from(), new SegmentState(inside[i], Money.plain(own[i])));
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
