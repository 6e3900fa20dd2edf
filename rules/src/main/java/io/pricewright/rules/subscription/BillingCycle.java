package io.pricewright.rules.subscription;

import io.pricewright.rules.id.Coded;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** From what billing periods are counted. */
public enum BillingCycle implements Coded {
  /** The start of the subscription. */
  ANNIVERSARY,
  /** The first day of a calendar period. */
  CALENDAR;

  /**
   * Returns the boundary from which the periods of a new subscription count.
   *
   * @param asked a boundary of the caller's choice, or null; a calendar cycle has its own
   */
  public Instant anchor(Instant start, BillingPeriod period, ZoneId zone, @Nullable Instant asked) {
    return this == CALENDAR
        ? CalendarAnchor.after(start, period, zone)
        : asked == null ? start : asked;
  }

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
