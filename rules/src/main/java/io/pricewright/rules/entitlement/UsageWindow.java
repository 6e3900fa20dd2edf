package io.pricewright.rules.entitlement;

import io.pricewright.rules.subscription.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where usage counts against a limit at some instant.
 *
 * @param parts one after another without a gap, oldest first; more than one when usage leaves part
 *     by part
 * @param holds the instants for which this is the window
 * @param length how long after its begin a part is left behind; null: with the whole window
 */
public record UsageWindow(List<Interval> parts, Interval holds, @Nullable Duration length) {
  public UsageWindow {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a window has a part");
    }
  }

  /** Returns a window that begins and ends by the calendar. */
  public static UsageWindow of(Interval span) {
    return new UsageWindow(List.of(span), span, null);
  }

  /** Returns the whole time in which usage counts. */
  public Interval whole() {
    return new Interval(parts.getFirst().from(), parts.getLast().to());
  }

  /** Returns when a part's usage no longer counts. */
  public Instant leaves(Interval part) {
    return length == null ? holds.to() : part.to().plus(length);
  }
}
