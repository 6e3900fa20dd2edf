package io.pricewright.rules.judge;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.Reading;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The quantity of a list of events, from the definition of each aggregation. */
final class NaiveUsage {
  /** Decimals of a quantity that is divided. */
  static final int DECIMALS = 30;

  private NaiveUsage() {}

  /**
   * Returns the quantity.
   *
   * @param until when a level that is held stops to count
   */
  static BigDecimal of(Meter meter, List<Event> events, Interval period, Instant until) {
    return switch (meter.aggregation().type()) {
      case COUNT -> BigDecimal.valueOf(events.size());
      case SUM -> sum(meter, events);
      case SUM_WITH_MULTIPLIER -> {
        BigDecimal factor = meter.aggregation().multiplier();
        yield factor == null ? sum(meter, events) : sum(meter, events).multiply(factor);
      }
      case AVG ->
          events.isEmpty()
              ? BigDecimal.ZERO
              : Fraction.of(sum(meter, events)).by(Fraction.of(events.size())).rounded(DECIMALS);
      case MAX ->
          events.stream()
              .map(event -> value(meter, event))
              .max(Comparator.naturalOrder())
              .orElse(BigDecimal.ZERO);
      case LATEST ->
          events.stream()
              .max(Comparator.comparing(Event::occurredAt).thenComparing(Event::key))
              .map(event -> value(meter, event))
              .orElse(BigDecimal.ZERO);
      case COUNT_UNIQUE ->
          BigDecimal.valueOf(
              events.stream()
                  .map(meter::read)
                  .map(reading -> ((Reading.Counted) reading).unique())
                  .distinct()
                  .count());
      case WEIGHTED_SUM -> weighted(meter, events, period, until).rounded(DECIMALS);
    };
  }

  private static BigDecimal sum(Meter meter, List<Event> events) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Event event : events) {
      sum = sum.add(value(meter, event), MathContext.UNLIMITED);
    }
    return sum;
  }

  private static Fraction weighted(
      Meter meter, List<Event> events, Interval period, Instant until) {
    Fraction sum = Fraction.ZERO;
    for (Event event : events) {
      long left = ChronoUnit.MICROS.between(event.occurredAt(), until);
      sum = sum.plus(Fraction.of(value(meter, event)).times(Fraction.of(left)));
    }
    return sum.by(Fraction.of(ChronoUnit.MICROS.between(period.from(), period.to())));
  }

  /**
   * What was added from one instant to another.
   *
   * @param much how much, returns not taken off
   * @param falls whether anything was given back, or a level was below zero
   */
  record Added(Fraction much, boolean falls) {}

  /** Returns what was added, of sums, distinct values and levels. */
  static Added added(Meter meter, List<Event> events, Interval period, Instant from, Instant to) {
    List<Event> inside =
        events.stream()
            .filter(e -> !e.occurredAt().isBefore(from) && e.occurredAt().isBefore(to))
            .toList();
    if (meter.aggregation().type() == AggregationType.WEIGHTED_SUM) {
      return held(meter, events, period, from, to, inside);
    }
    if (meter.aggregation().type() == AggregationType.COUNT_UNIQUE) {
      List<Event> before = events.stream().filter(e -> e.occurredAt().isBefore(from)).toList();
      Set<Object> seen = new HashSet<>();
      before.forEach(e -> seen.add(unique(meter, e)));
      long known = seen.size();
      inside.forEach(e -> seen.add(unique(meter, e)));
      return new Added(Fraction.of(seen.size() - known), false);
    }
    BigDecimal factor = meter.aggregation().multiplier();
    Fraction much = Fraction.ZERO;
    boolean falls = false;
    for (Event event : inside) {
      BigDecimal value =
          meter.aggregation().type() == AggregationType.COUNT
              ? BigDecimal.ONE
              : value(meter, event).multiply(factor == null ? BigDecimal.ONE : factor);
      much = value.signum() > 0 ? much.plus(Fraction.of(value)) : much;
      falls |= value.signum() < 0;
    }
    return new Added(much, falls);
  }

  private static Object unique(Meter meter, Event event) {
    return Objects.requireNonNull(((Reading.Counted) meter.read(event)).unique());
  }

  /**
   * The integral of the level where it is above zero; of a level that moves at more than 1,000
   * instants, the integral with what is below zero taken off.
   */
  private static Added held(
      Meter meter,
      List<Event> events,
      Interval period,
      Instant from,
      Instant to,
      List<Event> inside) {
    TreeSet<Instant> moves = new TreeSet<>();
    inside.forEach(e -> moves.add(e.occurredAt()));
    boolean many = moves.size() > 1_000;
    boolean returns = inside.stream().anyMatch(e -> value(meter, e).signum() < 0);
    moves.add(from);
    moves.add(to);
    Fraction above = Fraction.ZERO;
    Fraction whole = Fraction.ZERO;
    boolean below = false;
    for (Instant at : moves.headSet(to)) {
      Instant next = Objects.requireNonNull(moves.higher(at));
      Fraction level = Fraction.ZERO;
      for (Event event : events) {
        level =
            event.occurredAt().isAfter(at) ? level : level.plus(Fraction.of(value(meter, event)));
      }
      Fraction area = level.times(Fraction.of(ChronoUnit.MICROS.between(at, next)));
      whole = whole.plus(area);
      above = above.plus(area.orZero());
      below |= level.signum() < 0;
      if (many && at.equals(from)) {
        returns |= below;
      }
    }
    Fraction length = Fraction.of(ChronoUnit.MICROS.between(period.from(), period.to()));
    return many
        ? new Added(whole.orZero().by(length), returns)
        : new Added(above.by(length), below);
  }

  private static BigDecimal value(Meter meter, Event event) {
    return ((Reading.Counted) meter.read(event)).quantity();
  }
}
