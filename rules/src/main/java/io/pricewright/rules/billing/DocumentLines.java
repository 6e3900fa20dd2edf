package io.pricewright.rules.billing;

import io.pricewright.rules.money.Currency;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.ServicePeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a subscription's document: of every item, service period and kind that may be asked
 * by now, what is due less what was asked. Nothing else makes a line, and a difference of nothing
 * makes none; so unused time, changes of plan and quantity, late usage and voids are one operation.
 */
public final class DocumentLines {
  private DocumentLines() {}

  /**
   * A line.
   *
   * @param key what it is of
   * @param service the time that is served
   * @param due what is due of it in all
   * @param before what documents before asked of it
   * @param asks what this one asks
   * @param absorbed what it does not ask besides, as a voided document had asked it
   */
  public record Line(
      DueKey key, Interval service, Due due, Asked before, Asked asks, Asked absorbed) {}

  /** What documents hold, and what has moved since. */
  public interface Before {
    /** No document. */
    Before NOTHING =
        new Before() {
          @Override
          public Asked asked(DueKey key) {
            return Asked.NOTHING;
          }

          @Override
          public Collection<Instant> touched(BilledItem item) {
            return List.of();
          }
        };

    /** Returns what was asked; {@link Asked#NOTHING} where no document knows of it. */
    Asked asked(DueKey key);

    /** Returns what voided documents asked of it and nobody asks again. */
    default Asked waived(DueKey key) {
      return Asked.NOTHING;
    }

    /** Returns the keys of the service periods of an item that were asked and have moved since. */
    Collection<Instant> touched(BilledItem item);
  }

  /**
   * Returns the lines, by the begin of their period, then by item and kind.
   *
   * @param items of one subscription
   * @param closedThrough the boundary of its last document, or null when this is the first
   * @param boundary of this one
   */
  public static List<Line> of(
      Collection<BilledItem> items,
      @Nullable Instant closedThrough,
      Instant boundary,
      Currency currency,
      Before before) {
    return all(items, closedThrough, boundary, currency, before).stream()
        .filter(line -> !line.asks().isNothing())
        .toList();
  }

  /** Returns besides the lines those that ask nothing, as all of it was waived. */
  public static List<Line> all(
      Collection<BilledItem> items,
      @Nullable Instant closedThrough,
      Instant boundary,
      Currency currency,
      Before before) {
    List<Line> lines = new ArrayList<>();
    for (BilledItem item : items) {
      for (ServicePeriod period : reached(item, closedThrough, boundary, before.touched(item))) {
        add(lines, item, period, currency, before);
      }
    }
    lines.sort(
        Comparator.comparing((Line line) -> line.key().period())
            .thenComparingLong(line -> line.key().lineItemNo().value())
            .thenComparing(line -> line.key().kind()));
    return lines;
  }

  private static void add(
      List<Line> lines, BilledItem item, ServicePeriod period, Currency currency, Before before) {
    Map<AmountKind, BigDecimal> due = item.due(period);
    for (AmountKind kind : EnumSet.allOf(AmountKind.class)) {
      DueKey key = new DueKey(item.no(), period.key(), kind);
      Asked asked = before.asked(key);
      Due now = Due.of(due.getOrDefault(kind, BigDecimal.ZERO));
      Asked waived = before.waived(key);
      Asked moved = now.less(asked.plus(waived), currency);
      if (!moved.isNothing()) {
        Asked absorbed = moved.absorbed(waived);
        Asked asks = moved.plus(absorbed.negated());
        lines.add(new Line(key, period.served(), now, asked, asks, absorbed));
      }
    }
  }

  private static List<ServicePeriod> reached(
      BilledItem item, @Nullable Instant after, Instant boundary, Collection<Instant> touched) {
    Set<Instant> keys = new HashSet<>(touched);
    List<ServicePeriod> reached = new ArrayList<>();
    Instant from = after == null ? item.span().start() : after;
    // From a little before: what ends at the boundary began earlier.
    for (ServicePeriod period :
        item.span().between(from.minusNanos(1_000), boundary.plusNanos(1_000))) {
      Instant asked = item.inAdvance() ? period.served().from() : period.served().to();
      boolean now = !asked.isAfter(boundary) && (after == null || asked.isAfter(after));
      if (now || keys.contains(period.key())) {
        reached.add(period);
      }
      keys.remove(period.key());
    }
    if (item.wholeLife()) {
      return wholeLife(item, boundary, reached, !touched.isEmpty());
    }
    keys.forEach(key -> item.span().keyed(key).ifPresent(reached::add));
    return reached;
  }

  /** One period asks the amount of the whole life: the last that is reached, or was touched. */
  private static List<ServicePeriod> wholeLife(
      BilledItem item, Instant boundary, List<ServicePeriod> reached, boolean touched) {
    Instant before = boundary.minusNanos(1_000);
    Instant end = item.span().end();
    Instant last = end == null || before.isBefore(end) ? before : end.minusNanos(1_000);
    Optional<ServicePeriod> period =
        !reached.isEmpty()
            ? Optional.of(reached.getLast())
            : touched ? item.span().at(last) : Optional.empty();
    return period.stream()
        .map(
            one ->
                new ServicePeriod(
                    one.whole(),
                    one.served(),
                    item.span().countedForLife(one.served().from()).key(),
                    one.trial()))
        .toList();
  }
}
