package io.pricewright.rules.judge;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.Reading;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** The quantity of a list of events, from the definition of each aggregation. */
final class NaiveUsage {
  private NaiveUsage() {}

  static BigDecimal of(Meter meter, List<Event> events, Interval period) {
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
              : sum(meter, events)
                  .divide(BigDecimal.valueOf(events.size()), 12, RoundingMode.HALF_UP);
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
      case WEIGHTED_SUM -> weighted(meter, events, period);
    };
  }

  private static BigDecimal sum(Meter meter, List<Event> events) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Event event : events) {
      sum = sum.add(value(meter, event), MathContext.UNLIMITED);
    }
    return sum;
  }

  private static BigDecimal weighted(Meter meter, List<Event> events, Interval period) {
    BigDecimal length = BigDecimal.valueOf(ChronoUnit.MICROS.between(period.from(), period.to()));
    BigDecimal sum = BigDecimal.ZERO;
    for (Event event : events) {
      long left = ChronoUnit.MICROS.between(event.occurredAt(), period.to());
      sum = sum.add(value(meter, event).multiply(BigDecimal.valueOf(left)));
    }
    return sum.divide(length, 12, RoundingMode.HALF_UP);
  }

  private static BigDecimal value(Meter meter, Event event) {
    return ((Reading.Counted) meter.read(event)).quantity();
  }
}
