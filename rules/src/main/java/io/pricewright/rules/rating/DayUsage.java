package io.pricewright.rules.rating;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.usage.Parts;
import io.pricewright.rules.usage.UsageState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The usage of a cell by parts of time: a part begins at each UTC midnight and wherever a price
 * version does. Not thread-safe.
 */
final class DayUsage {
  private final CellModel model;
  private final SortedSet<Instant> cuts;
  private final TreeMap<Instant, Part> parts = new TreeMap<>();
  private final Map<EventKey, First> values = new HashMap<>();
  private final Set<String> groups = new HashSet<>();
  private final TreeSet<FreeEvent> free = new TreeSet<>(FreeEvent.EARLIEST);
  private final boolean inSteps;
  private final int mostFree;
  private @Nullable Part last;
  private long events;

  /** Where a distinct value occurred first, and in which bucket and group. */
  private record First(Instant from, String group) {
    First earlier(First other) {
      return from.isAfter(other.from) ? other : this;
    }
  }

  /** One part. */
  static final class Part {
    final Instant from;
    final Instant to;
    UsageState usage;
    BigDecimal own = BigDecimal.ZERO;

    Part(Instant from, Instant to, UsageState usage) {
      this.from = from;
      this.to = to;
      this.usage = usage;
    }
  }

  /**
   * Begins empty.
   *
   * @param model the variant's, or of one of those that share this usage
   * @param cuts where segments of any variant begin
   * @param inSteps whether a variant has several segments
   */
  DayUsage(CellModel model, SortedSet<Instant> cuts, boolean inSteps) {
    this.model = model;
    this.cuts = cuts;
    this.inSteps = inSteps;
    this.mostFree = CellAmount.mostFree(model.segments());
  }

  /** Returns why a hit cannot be in this cell, or null when it can. */
  @Nullable String refusal(Hit hit) {
    boolean full =
        model.seesAll()
            && groups.size() >= Parts.MAX
            && !groups.contains(hit.contribution().part());
    return full ? "too_many_groups" : null;
  }

  /** Adds what an event costs that is priced alone. */
  void cost(Part part, Hit hit, BigDecimal amount) {
    part.own = part.own.add(amount);
    if (mostFree > 0) {
      free.add(new FreeEvent(hit.contribution().at(), hit.event().key(), amount));
      trim();
    }
  }

  private void trim() {
    while (free.size() > mostFree) {
      free.pollLast();
    }
  }

  /** Returns what the free events of a segment would cost that begin before an instant. */
  BigDecimal freeOf(Segment segment, Instant before) {
    BigDecimal sum = BigDecimal.ZERO;
    int number = 0;
    for (FreeEvent event : free) {
      boolean within = number++ < segment.price().bounds().freeEvents();
      if (within && segment.span().contains(event.at()) && event.at().isBefore(before)) {
        sum = sum.add(event.amount());
      }
    }
    return sum;
  }

  /** Folds a hit in and returns its part. */
  Part add(Hit hit) {
    Part part = partOf(hit.contribution().at());
    if (CellRater.distinct(hit)) {
      values.merge(
          Objects.requireNonNull(hit.contribution().unique()),
          new First(part.from, hit.contribution().part()),
          First::earlier);
    } else {
      part.usage = part.usage.plus(hit.contribution());
    }
    if (model.seesAll()) {
      groups.add(hit.contribution().part());
    }
    events += hit.event().occurredAt().isBefore(hit.contribution().at()) ? 0 : 1;
    return part;
  }

  private Part partOf(Instant at) {
    Part known = last;
    if (known != null && !at.isBefore(known.from) && at.isBefore(known.to)) {
      return known;
    }
    Map.Entry<Instant, Part> floor = parts.floorEntry(at);
    Part part =
        floor != null && at.isBefore(floor.getValue().to) ? floor.getValue() : newPart(span(at));
    last = part;
    return part;
  }

  private Part newPart(Interval span) {
    Part part = new Part(span.from(), span.to(), empty());
    parts.put(part.from, part);
    return part;
  }

  private UsageState empty() {
    return inSteps ? Evaluations.noneInSteps(model) : Evaluations.none(model);
  }

  private Interval span(Instant at) {
    Instant day = at.truncatedTo(ChronoUnit.DAYS);
    Instant from = day.isBefore(model.period().from()) ? model.period().from() : day;
    Instant to = day.plus(1, ChronoUnit.DAYS);
    for (Instant cut : cuts) {
      if (cut.isAfter(from) && !cut.isAfter(at)) {
        from = cut;
      } else if (cut.isAfter(at) && cut.isBefore(to)) {
        to = cut;
      }
    }
    return new Interval(from, to);
  }

  /** Adds what another fold of the same cell saw. */
  void merge(DayUsage other) {
    other.parts.forEach(
        (from, part) -> {
          Part mine = parts.get(from);
          if (mine == null) {
            mine = newPart(new Interval(part.from, part.to));
          }
          mine.usage = mine.usage.merge(part.usage);
          mine.own = mine.own.add(part.own);
        });
    other.values.forEach((value, from) -> values.merge(value, from, First::earlier));
    groups.addAll(other.groups);
    free.addAll(other.free);
    trim();
    events += other.events;
    last = null;
  }

  /** Returns the parts in order of time, the distinct values counted where they occurred first. */
  Collection<Part> parts() {
    if (!values.isEmpty()) {
      Map<First, Long> counts = new HashMap<>();
      values.values().forEach(first -> counts.merge(first, 1L, Long::sum));
      parts.values().forEach(part -> part.usage = empty());
      counts.forEach(
          (first, count) -> {
            Part part = Objects.requireNonNull(parts.get(first.from));
            UsageState distinct = new UsageState.Distinct(count);
            part.usage =
                part.usage.merge(
                    model.seesAll()
                        ? Parts.of(AggregationType.COUNT_UNIQUE, first.group, distinct, count)
                        : distinct);
          });
    }
    return parts.values();
  }

  /** Returns whether it holds no event of its own, and a level of zero. */
  boolean isCarriedZero() {
    return events == 0
        && parts.values().stream()
            .allMatch(
                part ->
                    part.usage
                            .quantity(
                                model.meter().aggregation(), model.period(), model.period().to())
                            .signum()
                        == 0);
  }

  long events() {
    return events;
  }

  int distinctValues() {
    return values.size();
  }

  int size() {
    return parts.size();
  }
}
