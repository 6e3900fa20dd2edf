package io.pricewright.rules.judge;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.judge.NaiveVersions.Held;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.Reading;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Usage of one part of a cell, from readings in order of time: what {@link NaiveUsage} says of the
 * list of them, without the list.
 */
final class NaiveTally {
  private final Meter meter;
  private final Interval period;
  private final List<Held> held;
  private final List<Segment> segments = new ArrayList<>();
  private final @Nullable NaiveIntegral integral;
  private final Set<EventKey> distinct = new HashSet<>();
  private long count;
  private BigDecimal sum = BigDecimal.ZERO;
  private BigDecimal moment = BigDecimal.ZERO;
  private @Nullable BigDecimal greatest;
  private BigDecimal latest = BigDecimal.ZERO;

  /** What was added while one version held. */
  private static final class Segment {
    private BigDecimal much = BigDecimal.ZERO;
    private boolean falls;
  }

  NaiveTally(Meter meter, Interval period, List<Held> held) {
    this.meter = meter;
    this.period = period;
    this.held = held;
    this.integral =
        meter.aggregation().type() == AggregationType.WEIGHTED_SUM ? new NaiveIntegral(held) : null;
    held.forEach(one -> segments.add(new Segment()));
  }

  /** Adds the next reading, not before any other. */
  void add(Instant at, Reading.Counted reading) {
    BigDecimal value = reading.quantity();
    count++;
    sum = sum.add(value);
    latest = value;
    greatest = greatest == null ? value : greatest.max(value);
    if (integral != null) {
      move(at, value, value.signum() < 0);
    } else {
      note(at, value, reading.unique());
    }
  }

  /**
   * Adds the level that stood when the period began.
   *
   * @param returns whether anything of it was ever given back
   */
  void carry(Instant begin, BigDecimal level, boolean returns) {
    count++;
    sum = sum.add(level);
    move(begin, level, returns);
  }

  private void move(Instant at, BigDecimal value, boolean returns) {
    moment = moment.add(value.multiply(BigDecimal.valueOf(micros(at))));
    if (integral != null) {
      integral.move(at, value, returns);
    }
  }

  private void note(Instant at, BigDecimal value, @Nullable EventKey unique) {
    Segment segment = null;
    for (int i = 0; i < held.size() && segment == null; i++) {
      segment = held.get(i).has(at) ? segments.get(i) : null;
    }
    boolean fresh = unique == null || distinct.add(unique);
    if (segment != null) {
      BigDecimal added = added(value, fresh);
      segment.much = added.signum() > 0 ? segment.much.add(added) : segment.much;
      segment.falls |= added.signum() < 0;
    }
  }

  private BigDecimal added(BigDecimal value, boolean fresh) {
    BigDecimal factor = meter.aggregation().multiplier();
    return switch (meter.aggregation().type()) {
      case COUNT -> BigDecimal.ONE;
      case COUNT_UNIQUE -> fresh ? BigDecimal.ONE : BigDecimal.ZERO;
      default -> factor == null ? value : value.multiply(factor);
    };
  }

  private long micros(Instant at) {
    return ChronoUnit.MICROS.between(period.from(), at);
  }

  /** Returns the quantity of what was added so far. */
  BigDecimal quantity(Instant until) {
    BigDecimal factor = meter.aggregation().multiplier();
    return switch (meter.aggregation().type()) {
      case COUNT -> BigDecimal.valueOf(count);
      case SUM -> sum;
      case SUM_WITH_MULTIPLIER -> factor == null ? sum : sum.multiply(factor);
      case AVG ->
          count == 0
              ? BigDecimal.ZERO
              : Fraction.of(sum).by(Fraction.of(count)).rounded(NaiveUsage.DECIMALS);
      case MAX -> greatest == null ? BigDecimal.ZERO : greatest;
      case LATEST -> latest;
      case COUNT_UNIQUE -> BigDecimal.valueOf(distinct.size());
      case WEIGHTED_SUM ->
          Fraction.of(sum.multiply(BigDecimal.valueOf(micros(until))).subtract(moment))
              .by(Fraction.of(micros(period.to())))
              .rounded(NaiveUsage.DECIMALS);
    };
  }

  /** Returns what was added while a version held; asked when all was added. */
  NaiveUsage.Added added(Held version) {
    int i = held.indexOf(version);
    Segment segment = segments.get(i);
    return integral == null
        ? new NaiveUsage.Added(Fraction.of(segment.much), segment.falls)
        : integral.added(i, micros(period.to()));
  }
}
