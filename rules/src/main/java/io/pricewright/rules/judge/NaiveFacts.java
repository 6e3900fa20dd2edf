package io.pricewright.rules.judge;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.judge.NaiveVersions.Held;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;

/** What the amount of a cell is made of: read off a list of its events, or kept as they came. */
interface NaiveFacts {
  /** Returns what events that are priced alone come to, a sum a version. */
  List<BigDecimal> eachAlone(List<Held> held);

  /** Returns the quantity of what occurred before an instant. */
  BigDecimal quantity(Instant before);

  /** Returns what a script that sees all parts is given of what occurred before an instant. */
  Json.Obj together(Instant before);

  /** Returns what was added while a version held, part by part where a script sees all parts. */
  List<NaiveUsage.Added> added(Held version);

  /**
   * The facts of a list.
   *
   * @param together whether a script sees all parts
   * @param ask what an event alone costs under a version
   */
  record OfList(
      Meter meter,
      Interval period,
      boolean together,
      List<Event> events,
      BiFunction<Held, Event, BigDecimal> ask)
      implements NaiveFacts {
    @Override
    public List<BigDecimal> eachAlone(List<Held> held) {
      List<Event> inOrder =
          events.stream()
              .sorted(Comparator.comparing(Event::occurredAt).thenComparing(Event::key))
              .toList();
      List<BigDecimal> parts = new ArrayList<>();
      for (Held version : held) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < inOrder.size(); i++) {
          Event event = inOrder.get(i);
          if (version.has(event.occurredAt())) {
            BigDecimal amount = ask.apply(version, event);
            sum = i < version.price().bounds().freeEvents() ? sum : sum.add(amount);
          }
        }
        parts.add(sum);
      }
      return parts;
    }

    @Override
    public BigDecimal quantity(Instant before) {
      return NaiveUsage.of(meter, counted(before), period, before);
    }

    @Override
    public Json.Obj together(Instant before) {
      return NaiveParts.subject(meter, counted(before), period, before);
    }

    private List<Event> counted(Instant before) {
      return events.stream().filter(event -> event.occurredAt().isBefore(before)).toList();
    }

    @Override
    public List<NaiveUsage.Added> added(Held version) {
      List<NaiveUsage.Added> all = new ArrayList<>();
      for (List<Event> apart :
          together ? NaiveParts.of(meter, events, events).values() : List.of(events)) {
        all.add(NaiveUsage.added(meter, apart, period, version.from(), version.to()));
      }
      return all;
    }
  }
}
