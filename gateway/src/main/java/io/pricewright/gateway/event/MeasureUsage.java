package io.pricewright.gateway.event;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.Reading;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.usage.Contribution;
import io.pricewright.rules.usage.Parts;
import io.pricewright.rules.usage.UsageState;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventPages;
import io.pricewright.store.event.EventSearch;
import io.pricewright.store.event.StoredEvent;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Measures a meter's usage over stored events with the states that rating uses: rated plus parked.
 */
public final class MeasureUsage {
  private static final int PAGE = 5_000;

  private MeasureUsage() {}

  private record Distinct(String part, EventKey value) {}

  /** A fold under way: not thread-safe. */
  static final class Fold {
    private final Meter meter;
    private final Predicate<StoredEvent> filter;
    private final Set<Distinct> distinct = new HashSet<>();
    private UsageState state;

    Fold(Meter meter, Predicate<StoredEvent> filter) {
      this.meter = meter;
      this.filter = filter;
      this.state = empty(meter);
    }

    void add(StoredEvent stored) {
      if (stored.outcome() == Outcome.VOIDED
          || !filter.test(stored)
          || meter.firstMismatch(stored.event().properties()) != null
          || !(meter.read(stored.event()) instanceof Reading.Counted counted)) {
        return;
      }
      String part = meter.part(stored.event()).text();
      if (meter.aggregation().type() == AggregationType.COUNT_UNIQUE) {
        if (distinct.add(new Distinct(part, Objects.requireNonNull(counted.unique())))) {
          UsageState one = new UsageState.Distinct(1);
          state =
              state.merge(parted() ? Parts.of(AggregationType.COUNT_UNIQUE, part, one, 1) : one);
        }
      } else {
        state = state.plus(contribution(stored, counted, part));
      }
    }

    UsageState state() {
      return state;
    }

    private boolean parted() {
      return meter.aggregation().parted();
    }
  }

  /** Returns the state of no events on a meter. */
  public static UsageState empty(Meter meter) {
    AggregationType type = meter.aggregation().type();
    return meter.aggregation().parted() ? Parts.empty(type) : UsageState.empty(type);
  }

  /** Returns a state with one more event, if it counts; not for COUNT_UNIQUE. */
  public static UsageState plus(Meter meter, UsageState state, StoredEvent stored) {
    return stored.outcome() != Outcome.VOIDED
            && meter.eventName().equals(stored.event().name())
            && meter.firstMismatch(stored.event().properties()) == null
            && meter.read(stored.event()) instanceof Reading.Counted counted
        ? state.plus(contribution(stored, counted, meter.part(stored.event()).text()))
        : state;
  }

  private static Contribution contribution(
      StoredEvent stored, Reading.Counted counted, String part) {
    return new Contribution(
        stored.event().key(), counted.quantity(), stored.event().occurredAt(), null, part);
  }

  /** Returns the usage of the events that a query finds and a filter lets pass. */
  public static Future<BigDecimal> of(
      Tx tx, Meter meter, EventSearch.Query query, Predicate<StoredEvent> filter) {
    Fold fold = new Fold(meter, filter);
    return each(tx, query, fold::add)
        .map(
            done ->
                Money.round12(
                    fold.state.quantity(
                        meter.aggregation(), new Interval(query.from(), query.to()))));
  }

  /** Shows all events that a query finds, in order of time. */
  static Future<Void> each(Tx tx, EventSearch.Query query, Consumer<StoredEvent> sink) {
    return pages(tx, query, EventPages.Position.START, sink);
  }

  private static Future<Void> pages(
      Tx tx, EventSearch.Query query, EventPages.Position after, Consumer<StoredEvent> sink) {
    return EventSearch.oldest(tx, query, after, PAGE)
        .compose(
            page -> {
              page.forEach(sink);
              return page.size() < PAGE
                  ? Future.succeededFuture()
                  : pages(tx, query, EventPages.Position.of(page.getLast()), sink);
            });
  }
}
