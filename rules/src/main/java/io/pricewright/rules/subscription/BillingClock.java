package io.pricewright.rules.subscription;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Cuts time into billing periods. The k-th boundary is the anchor plus k periods in the zone,
 * counted from the anchor itself, so that the 31st comes back after a short month. Where a
 * boundary's local time is left out by the zone it moves on by what is left out; where it comes
 * twice it keeps the anchor's own offset, or is the earlier.
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

  /** Returns how long its periods are. */
  public Term term() {
    return new Term(period, count);
  }

  /**
   * Returns the clock of a line item of a subscription that has this one. A period that divides the
   * subscription's is cut from the same anchor, so that its boundaries are among them; any other is
   * cut by the subscription's cycle.
   *
   * @param term the price's period
   * @param start when the subscription begins
   */
  public BillingClock ofItem(Term term, BillingCycle cycle, Instant start) {
    Instant from =
        cycle == BillingCycle.CALENDAR && !term.divides(term())
            ? CalendarAnchor.after(start, term.period(), zone)
            : anchor;
    return new BillingClock(term.period(), term.count(), from, zone);
  }

  private long estimate(Instant at) {
    ZonedDateTime from = anchor.atZone(zone);
    ChronoUnit unit = period.inDays() ? ChronoUnit.DAYS : ChronoUnit.MONTHS;
    return unit.between(from, at.atZone(zone)) / term().length();
  }

  private Instant boundary(long k) {
    ZonedDateTime from = anchor.atZone(zone);
    long units = k * term().length();
    return (period.inDays() ? from.plusDays(units) : from.plusMonths(units)).toInstant();
  }
}
