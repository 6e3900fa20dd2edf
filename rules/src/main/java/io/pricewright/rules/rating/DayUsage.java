package io.pricewright.rules.rating;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.usage.UsageState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The usage of a cell by parts of time: a part begins at each UTC midnight and wherever a price
 * version does. Not thread-safe.
 */
final class DayUsage {
  private final CellModel model;
  private final SortedSet<Instant> cuts;
  private final TreeMap<Instant, Part> parts = new TreeMap<>();
  // The part in which each distinct value occurred first.
  private final Map<EventKey, Instant> values = new HashMap<>();
  private @Nullable Part last;
  private long events;

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

  DayUsage(CellModel model, SortedSet<Instant> cuts) {
    this.model = model;
    this.cuts = cuts;
  }

  /** Folds a hit in and returns its part. */
  Part add(Hit hit) {
    Part part = partOf(hit.contribution().at());
    if (CellRater.distinct(hit)) {
      Instant first =
          values.merge(
              Objects.requireNonNull(hit.contribution().unique()), part.from, DayUsage::earlier);
      Objects.requireNonNull(first);
    } else {
      part.usage = part.usage.plus(hit.contribution());
    }
    events++;
    return part;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
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
    Part part =
        new Part(span.from(), span.to(), UsageState.empty(model.meter().aggregation().type()));
    parts.put(part.from, part);
    return part;
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
    other.values.forEach((value, from) -> values.merge(value, from, DayUsage::earlier));
    events += other.events;
    last = null;
  }

  /** Returns the parts in order of time, the distinct values counted where they occurred first. */
  Collection<Part> parts() {
    if (!values.isEmpty()) {
      Map<Instant, Long> counts = new HashMap<>();
      values.values().forEach(from -> counts.merge(from, 1L, Long::sum));
      parts.forEach(
          (from, part) -> part.usage = new UsageState.Distinct(counts.getOrDefault(from, 0L)));
    }
    return parts.values();
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
