package io.pricewright.rules.judge;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.Reading;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Term;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Levels that are held: each period of a line item begins with what all earlier events of the meter
 * left standing, as if it were added at its begin.
 */
final class NaiveLevels {
  private NaiveLevels() {}

  static Map<Interval, List<Event>> carried(
      LineItem item,
      Term term,
      Meter meter,
      List<Event> events,
      Map<Interval, List<Event>> own,
      Instant now) {
    NaivePeriods clock = new NaivePeriods(term, item.clock().anchor(), item.clock().zone());
    List<Event> counted =
        events.stream()
            .filter(e -> e.name().equals(meter.eventName()))
            .filter(e -> meter.filters().stream().allMatch(f -> f.matches(e.properties())))
            .filter(e -> meter.read(e) instanceof Reading.Counted)
            .toList();
    Map<Interval, List<Event>> all = new LinkedHashMap<>(own);
    Interval period = clock.of(item.start());
    while (!begin(item, period).isAfter(now)
        && (item.end() == null || begin(item, period).isBefore(item.end()))) {
      all.putIfAbsent(period, List.of());
      period = clock.of(period.to());
    }
    all.replaceAll((span, mine) -> with(item, span, meter, mine, counted));
    all.values().removeIf(List::isEmpty);
    return all;
  }

  private static Instant begin(LineItem item, Interval period) {
    return item.start().isAfter(period.from()) ? item.start() : period.from();
  }

  /** Returns the events of a period behind those of before that left something in their part. */
  private static List<Event> with(
      LineItem item, Interval period, Meter meter, List<Event> mine, List<Event> counted) {
    Instant begin = begin(item, period);
    List<Event> before = counted.stream().filter(e -> e.occurredAt().isBefore(begin)).toList();
    Map<String, List<Event>> parts = NaiveParts.of(meter, before, before);
    List<Event> all = new ArrayList<>();
    parts.forEach(
        (part, moves) -> {
          BigDecimal level = BigDecimal.ZERO;
          for (Event move : moves) {
            level = level.add(((Reading.Counted) meter.read(move)).quantity());
          }
          if (level.signum() != 0) {
            moves.forEach(move -> all.add(at(move, begin)));
          }
        });
    all.addAll(mine);
    return all;
  }

  private static Event at(Event move, Instant begin) {
    return new Event(
        move.key(),
        move.id(),
        move.body(),
        move.name(),
        move.externalCustomerId(),
        begin,
        move.ingestedAt(),
        move.source(),
        move.properties());
  }
}
