package io.pricewright.gateway.event;

import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.usage.UsageState;
import io.pricewright.store.event.StoredEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A meter's usage in each of some spans that follow each other, from events in order of time. A
 * level that is held is measured with what stood when the span began, so it wants the events of
 * before too. Not thread-safe.
 */
final class SpanUsage {
  private final Meter meter;
  private final Predicate<StoredEvent> filter;
  private final List<Interval> spans;
  private final List<BigDecimal> values = new ArrayList<>();
  private MeasureUsage.Fold fold;
  private UsageState opened;

  /** Which span is measured; before the first -1. */
  private int at = -1;

  /** Measures with nothing seen yet; the spans are not empty, each begins where one ends. */
  SpanUsage(Meter meter, Predicate<StoredEvent> filter, List<Interval> spans) {
    this.meter = meter;
    this.filter = filter;
    this.spans = List.copyOf(spans);
    this.fold = new MeasureUsage.Fold(meter, filter);
    this.opened = fold.state();
  }

  /** Returns whether the usage of a span depends on what occurred before it. */
  static boolean looksBack(Meter meter) {
    return meter.aggregation().type() == AggregationType.WEIGHTED_SUM;
  }

  void add(StoredEvent event) {
    Instant now = event.event().occurredAt();
    while (at < spans.size() && !now.isBefore(end())) {
      close();
    }
    fold.add(event);
  }

  /** Returns the usage of each span, in order, to 12 decimals. */
  List<BigDecimal> done() {
    while (at < spans.size()) {
      close();
    }
    return List.copyOf(values);
  }

  private Instant end() {
    return at < 0 ? spans.getFirst().from() : spans.get(at).to();
  }

  private void close() {
    if (at >= 0) {
      values.add(Money.round12(value(spans.get(at))));
    }
    opened = fold.state();
    if (!looksBack(meter)) {
      fold = new MeasureUsage.Fold(meter, filter);
    }
    at++;
  }

  /** A level's integral up to the end, less that up to the begin. */
  private BigDecimal value(Interval span) {
    BigDecimal whole = fold.state().quantity(meter.aggregation(), span, span.to());
    return looksBack(meter)
        ? whole.subtract(opened.quantity(meter.aggregation(), span, span.from()))
        : whole;
  }
}
