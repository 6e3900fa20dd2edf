package io.pricewright.rules.meter;

import io.pricewright.rules.id.Coded;
import io.pricewright.rules.subscription.Interval;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/** Length of a bucket, in UTC: fixed lengths count from midnight, weeks begin on Monday. */
public enum BucketSize implements Coded {
  /** One minute. */
  MINUTE("MINUTE", Duration.ofMinutes(1)),
  /** A quarter of an hour. */
  QUARTER("15MIN", Duration.ofMinutes(15)),
  /** Half an hour. */
  HALF_HOUR("30MIN", Duration.ofMinutes(30)),
  /** An hour. */
  HOUR("HOUR", Duration.ofHours(1)),
  /** Three hours. */
  THREE_HOURS("3HOUR", Duration.ofHours(3)),
  /** Six hours. */
  SIX_HOURS("6HOUR", Duration.ofHours(6)),
  /** Twelve hours. */
  TWELVE_HOURS("12HOUR", Duration.ofHours(12)),
  /** A day. */
  DAY("DAY", Duration.ofDays(1)),
  /** A week from Monday. */
  WEEK("WEEK", Duration.ZERO),
  /** A calendar month. */
  MONTH("MONTH", Duration.ZERO);

  private final String code;
  private final Duration fixed;

  BucketSize(String code, Duration fixed) {
    this.code = code;
    this.fixed = fixed;
  }

  /** Returns its word, such as {@code 15MIN}. */
  @Override
  public String code() {
    return code;
  }

  /** Returns how long it is; zero for weeks and months, which the calendar cuts. */
  public Duration fixed() {
    return fixed;
  }

  /** Returns the bucket that contains an instant. */
  public Interval spanOf(Instant at) {
    return switch (this) {
      case WEEK -> {
        LocalDate monday = date(at).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        yield new Interval(start(monday), start(monday.plusWeeks(1)));
      }
      case MONTH -> {
        LocalDate first = date(at).withDayOfMonth(1);
        yield new Interval(start(first), start(first.plusMonths(1)));
      }
      default -> {
        long seconds = fixed.toSeconds();
        long from = Math.floorDiv(at.getEpochSecond(), seconds) * seconds;
        yield new Interval(Instant.ofEpochSecond(from), Instant.ofEpochSecond(from + seconds));
      }
    };
  }

  private static LocalDate date(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
