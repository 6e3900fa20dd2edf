package io.pricewright.rules.billing;

import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quantity and the time it counts for.
 *
 * @param span when it counts
 * @param quantity how much, zero or more
 */
public record QuantitySpan(Interval span, BigDecimal quantity) {
  public QuantitySpan {
    if (quantity.signum() < 0) {
      throw new IllegalArgumentException("a quantity is zero or more: " + quantity);
    }
  }

  /**
   * A quantity that counts from an instant on, until the next one does.
   *
   * @param from first instant
   * @param quantity how much, zero or more
   */
  public record Change(Instant from, BigDecimal quantity) {}

  /**
   * Returns what counts at an instant.
   *
   * @param changes ascending, at least one; the first counts before its own instant too
   */
  public static BigDecimal at(List<Change> changes, Instant instant) {
    BigDecimal quantity = changes.getFirst().quantity();
    for (Change change : changes) {
      if (!change.from().isAfter(instant)) {
        quantity = change.quantity();
      }
    }
    return quantity;
  }

  /**
   * Returns changes with one more, ascending: it takes the place of one at the same instant, and
   * counts until the next one does.
   */
  public static List<Change> with(List<Change> changes, Change more) {
    List<Change> all = new ArrayList<>(changes);
    all.removeIf(change -> change.from().equals(more.from()));
    all.add(more);
    all.sort(Comparator.comparing(Change::from));
    return List.copyOf(all);
  }

  /**
   * Returns the spans of a line item within a period.
   *
   * @param period within which
   * @param from when the item begins to count
   * @param to when it no longer counts, or null
   * @param changes ascending; the first counts before its own instant too
   * @param pauses when nothing counts; they do not overlap
   */
  public static List<QuantitySpan> within(
      Interval period,
      Instant from,
      @Nullable Instant to,
      List<Change> changes,
      List<Interval> pauses) {
    List<QuantitySpan> spans = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Instant begin = i == 0 ? from : max(from, changes.get(i).from());
      Instant next = i + 1 < changes.size() ? changes.get(i + 1).from() : null;
      Instant end = min(min(period.to(), to), next);
      begin = max(period.from(), begin);
      if (begin.isBefore(end)) {
        add(spans, new Interval(begin, end), changes.get(i).quantity(), pauses);
      }
    }
    return spans;
  }

  private static void add(
      List<QuantitySpan> spans, Interval span, BigDecimal quantity, List<Interval> pauses) {
    Instant next = span.from();
    for (Interval pause : pauses) {
      if (pause.to().isAfter(next) && pause.from().isBefore(span.to())) {
        if (next.isBefore(pause.from())) {
          spans.add(new QuantitySpan(new Interval(next, pause.from()), quantity));
        }
        next = pause.to();
      }
    }
    if (next.isBefore(span.to())) {
      spans.add(new QuantitySpan(new Interval(next, span.to()), quantity));
    }
  }

  private static Instant max(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant min(Instant one, @Nullable Instant other) {
    return other == null || one.isBefore(other) ? one : other;
  }
}
