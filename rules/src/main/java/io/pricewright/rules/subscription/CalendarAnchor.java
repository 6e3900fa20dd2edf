package io.pricewright.rules.subscription;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * The boundary at which a calendar cycle counts: the first day after the start that begins a
 * period.
 */
public final class CalendarAnchor {
  private CalendarAnchor() {}

  /** Returns the first day of the next day, week (Monday), month, quarter, half or year. */
  public static Instant after(Instant start, BillingPeriod period, ZoneId zone) {
    LocalDate day = start.atZone(zone).toLocalDate();
    LocalDate next =
        switch (period) {
          case DAILY -> day.plusDays(1);
          case WEEKLY -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
          case MONTHLY -> monthsFrom(day, 1);
          case QUARTERLY -> monthsFrom(day, 3);
          case HALF_YEARLY -> monthsFrom(day, 6);
          case ANNUAL -> monthsFrom(day, 12);
        };
    return next.atStartOfDay(zone).toInstant();
  }

  private static LocalDate monthsFrom(LocalDate day, int length) {
    int first = (day.getMonthValue() - 1) / length * length + 1;
    return LocalDate.of(day.getYear(), first, 1).plusMonths(length);
  }
}
