package io.pricewright.rules.billing;

import io.pricewright.rules.subscription.ItemSpan;
import io.pricewright.rules.subscription.ServicePeriod;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a line item is asked for: a document of its subscription is made at each of these instants.
 *
 * @param span when it is in force
 * @param inAdvance whether a service period is asked as soon as it begins; else when it is over
 * @param usage whether it is usage, which may come late
 * @param once whether it is asked as its first service period begins, and never again
 */
public record Asking(ItemSpan span, boolean inAdvance, boolean usage, boolean once) {
  /** Makes one that is asked for each of its service periods. */
  public Asking(ItemSpan span, boolean inAdvance, boolean usage) {
    this(span, inAdvance, usage, false);
  }

  /**
   * Returns the first instant after another at which something of the item may be asked, if any.
   *
   * @param after null: nothing was asked yet
   */
  public Optional<Instant> next(@Nullable Instant after) {
    if (after == null || after.isBefore(span.start())) {
      Optional<ServicePeriod> first = span.at(span.start());
      return inAdvance
          ? first.map(period -> period.served().from())
          : first.map(period -> period.served().to());
    }
    if (once) {
      return Optional.empty();
    }
    Optional<Instant> end = span.at(after).map(period -> period.served().to());
    return inAdvance ? end.filter(at -> span.at(at).isPresent()) : end;
  }

  /**
   * Returns the first instant after another at which a document of a subscription is made, if any.
   *
   * @param items of the subscription
   * @param after the boundary of its last document; null: there is none
   */
  public static Optional<Instant> next(Collection<Asking> items, @Nullable Instant after) {
    return items.stream().flatMap(item -> item.next(after).stream()).min(Comparator.naturalOrder());
  }

  /**
   * Returns whether a document of a boundary asks usage, so that it waits for what comes late. That
   * of a trial is free, however late it comes.
   */
  public static boolean usageAt(Collection<Asking> items, Instant boundary) {
    Instant before = boundary.minusNanos(1_000);
    return items.stream()
        .filter(Asking::usage)
        .flatMap(item -> item.span().at(before).stream())
        .filter(period -> !period.trial())
        .anyMatch(period -> period.served().to().equals(boundary));
  }
}
