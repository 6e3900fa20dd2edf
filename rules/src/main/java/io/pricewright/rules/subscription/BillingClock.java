package io.pricewright.rules.subscription;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Cuts time into billing periods. The k-th boundary is the anchor plus k periods in the
 * subscription's zone, counted from the anchor itself, so that the 31st comes back after a short
 * month.
 *
 * @param period length of one step
 * @param count steps a period, at least 1
 * @param anchor a boundary
 * @param zone where days and months are counted
 */
public record BillingClock(BillingPeriod period, int count, Instant anchor, ZoneId zone) {
  public BillingClock {
    if (count < 1 || count > 1200) {
      throw new IllegalArgumentException("billing_period_count is 1 to 1200");
    }
  }

  /** Returns the period that contains an instant. */
  public Interval periodOf(Instant at) {
    long k = estimate(at);
    while (boundary(k).isAfter(at)) {
      k--;
    }
    while (!boundary(k + 1).isAfter(at)) {
      k++;
    }
    return new Interval(boundary(k), boundary(k + 1));
  }

  /**
   * Returns the period at hand of a subscription that begins at a start: before it the first, and
   * nothing of what lies before it.
   */
  public Interval periodSince(Instant start, Instant at) {
    Interval period = periodOf(at.isBefore(start) ? start : at);
    return period.from().isBefore(start) ? new Interval(start, period.to()) : period;
  }

  private long estimate(Instant at) {
    ZonedDateTime from = anchor.atZone(zone);
    ZonedDateTime to = at.atZone(zone);
    return switch (period) {
      case DAILY -> ChronoUnit.DAYS.between(from, to) / count;
      case WEEKLY -> ChronoUnit.WEEKS.between(from, to) / count;
      default -> ChronoUnit.MONTHS.between(from, to) / ((long) months() * count);
    };
  }

  private Instant boundary(long k) {
    ZonedDateTime from = anchor.atZone(zone);
    long steps = k * count;
    ZonedDateTime at =
        switch (period) {
          case DAILY -> from.plusDays(steps);
          case WEEKLY -> from.plusWeeks(steps);
          default -> from.plusMonths(steps * months());
        };
    return at.toInstant();
  }

  private int months() {
    return switch (period) {
      case MONTHLY -> 1;
      case QUARTERLY -> 3;
      case HALF_YEARLY -> 6;
      case ANNUAL -> 12;
      case DAILY, WEEKLY -> throw new IllegalStateException("counted in days");
    };
  }
}
