package io.pricewright.rules.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Windows against a model that walks day by day and asks of each whether one begins on it. */
final class ResetPeriodTest {
  private static final List<ResetPeriod> PERIODS =
      List.copyOf(EnumSet.complementOf(EnumSet.of(ResetPeriod.NEVER)));
  private static final List<BillingPeriod> BILLING = List.of(BillingPeriod.values());
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Asia/Kathmandu"),
          ZoneId.of("Australia/Lord_Howe"));

  /** Whether a window begins on a day, by the calendar alone. */
  private static boolean begins(ResetPeriod period, LocalDate anchor, LocalDate day) {
    long days = day.toEpochDay() - anchor.toEpochDay();
    return switch (period) {
      case DAILY -> true;
      case WEEKLY -> days % 7 == 0;
      case MONTHLY -> onTheDay(anchor, day, 1);
      case QUARTERLY -> onTheDay(anchor, day, 3);
      case HALF_YEARLY -> onTheDay(anchor, day, 6);
      case ANNUAL -> onTheDay(anchor, day, 12);
      case NEVER -> false;
    };
  }

  private static boolean onTheDay(LocalDate anchor, LocalDate day, int every) {
    int months =
        (day.getYear() - anchor.getYear()) * 12 + day.getMonthValue() - anchor.getMonthValue();
    int last = YearMonth.from(day).lengthOfMonth();
    return months % every == 0 && day.getDayOfMonth() == Math.min(anchor.getDayOfMonth(), last);
  }

  private static Interval naive(ResetPeriod period, ZonedDateTime anchor, Instant at) {
    LocalDate day = at.atZone(anchor.getZone()).toLocalDate().plusDays(2);
    Instant to = null;
    while (true) {
      if (begins(period, anchor.toLocalDate(), day)) {
        Instant boundary = instant(anchor, day);
        if (!boundary.isAfter(at)) {
          return new Interval(boundary, to == null ? next(period, anchor, day) : to);
        }
        to = boundary;
      }
      day = day.minusDays(1);
    }
  }

  /** Of an hour that comes twice, the one with the anchor's offset. */
  private static Instant instant(ZonedDateTime anchor, LocalDate day) {
    return ZonedDateTime.ofLocal(
            day.atTime(anchor.toLocalTime()), anchor.getZone(), anchor.getOffset())
        .toInstant();
  }

  private static Instant next(ResetPeriod period, ZonedDateTime anchor, LocalDate from) {
    LocalDate day = from.plusDays(1);
    while (!begins(period, anchor.toLocalDate(), day)) {
      day = day.plusDays(1);
    }
    return instant(anchor, day);
  }

  @Test
  void windows_ofRandomAnchorsAndZones_areThoseOfTheCalendar() {
    long seed = ThreadLocalRandom.current().nextLong();
    System.out.println("ResetPeriodTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      ResetPeriod period = PERIODS.get(random.nextInt(PERIODS.size()));
      BillingPeriod billing = BILLING.get(random.nextInt(BILLING.size()));
      ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
      ZonedDateTime anchor =
          LocalDate.of(2024, 1, 1)
              .plusDays(random.nextInt(1_000))
              .atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60))
              .atZone(zone);
      Instant start = anchor.toInstant().minusSeconds(random.nextInt(40 * 86_400));
      Instant at = start.plusSeconds(random.nextInt(900 * 86_400));
      BillingClock clock =
          new BillingClock(billing, 1 + random.nextInt(3), anchor.toInstant(), zone);
      Interval window = period.spanOf(clock, start, at);
      Interval expected = naive(period, anchor, at);
      Instant from = expected.from().isBefore(start) ? start : expected.from();
      assertThat(window)
          .as("seed %d, %s by %s from %s at %s", seed, period, anchor, start, at)
          .isEqualTo(new Interval(from, expected.to()));
      assertThat(period.spanOf(clock, start, window.to()).from()).isEqualTo(window.to());
      assertThat(ResetPeriod.NEVER.spanOf(clock, start, at))
          .isEqualTo(new Interval(start, Interval.END_OF_TIME));
    }
  }
}
