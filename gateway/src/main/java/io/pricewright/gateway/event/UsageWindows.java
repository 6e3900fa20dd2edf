package io.pricewright.gateway.event;

import io.pricewright.rules.meter.BucketSize;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Interval;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a time into windows by the clock of a zone: what is shorter than a day counts from its
 * midnight, and the last of a day ends with it; days, weeks from Monday and months begin at
 * midnight; months may be counted from an anchor.
 */
record UsageWindows(BucketSize size, ZoneId zone, @Nullable Instant anchor) {
  /** Most windows of one question. */
  static final int MOST = 3_000;

  /**
   * Returns the windows that overlap a time, whole, in order; one more than {@link #MOST} where
   * there are more.
   */
  List<Interval> over(Interval time) {
    List<Interval> windows = new ArrayList<>();
    Interval window = of(time.from());
    while (window.from().isBefore(time.to()) && windows.size() <= MOST) {
      windows.add(window);
      window = of(window.to());
    }
    return windows;
  }

  private Interval of(Instant at) {
    LocalDate day = at.atZone(zone).toLocalDate();
    return switch (size) {
      case MONTH ->
          anchor == null
              ? between(day.withDayOfMonth(1), day.withDayOfMonth(1).plusMonths(1))
              : new BillingClock(BillingPeriod.MONTHLY, 1, anchor, zone).periodOf(at);
      case WEEK -> {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        yield between(monday, monday.plusWeeks(1));
      }
      case DAY -> between(day, day.plusDays(1));
      case MINUTE, QUARTER, HALF_HOUR, HOUR, THREE_HOURS, SIX_HOURS, TWELVE_HOURS ->
          within(between(day, day.plusDays(1)), at);
    };
  }

  private Interval within(Interval day, Instant at) {
    Duration length = size.fixed();
    long n = Duration.between(day.from(), at).dividedBy(length);
    Instant from = day.from().plus(length.multipliedBy(n));
    Instant to = from.plus(length);
    return new Interval(from, to.isAfter(day.to()) ? day.to() : to);
  }

  private Interval between(LocalDate from, LocalDate to) {
    return new Interval(from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant());
  }
}
