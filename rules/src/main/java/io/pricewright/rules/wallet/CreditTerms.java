package io.pricewright.rules.wallet;

import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What credits that come with a plan or subscription are: how many, how often, and how long they
 * last.
 *
 * @param credits how many each time
 * @param period between two, in units; null: they come once
 * @param periodCount units between two, at least 1
 * @param expiration when they expire
 * @param duration how many {@code unit}s they last, where that counts
 * @param unit in what they last
 * @param rolloverCap most credits of a period with the carried rest; null: none is carried
 * @param end none come from then on; null: they come for ever
 */
public record CreditTerms(
    BigDecimal credits,
    @Nullable BillingPeriod period,
    int periodCount,
    ExpirationType expiration,
    int duration,
    ExpirationUnit unit,
    @Nullable BigDecimal rolloverCap,
    @Nullable Instant end) {
  /** Returns whether none come at an instant any more. */
  public boolean over(Instant at) {
    return ended(end, at);
  }

  /** Returns whether something with an end, or none, is over at an instant. */
  public static boolean ended(@Nullable Instant end, Instant at) {
    return end != null && !at.isBefore(end);
  }

  /**
   * Returns when credits come after those of an instant, or null when they come once.
   *
   * @param anchor when the first came
   * @param zone where days and months are counted
   */
  public @Nullable Instant next(Instant at, Instant anchor, ZoneId zone) {
    return period == null
        ? null
        : new BillingClock(period, periodCount, anchor, zone).periodOf(at).to();
  }

  /**
   * Returns when credits of an instant expire, or null when they do not.
   *
   * @param clock the billing periods of the subscription they are for
   */
  public @Nullable Instant expiry(Instant at, BillingClock clock) {
    return switch (expiration) {
      case NEVER -> null;
      case BILLING_CYCLE -> clock.periodOf(at).to();
      case DURATION -> later(at.atZone(clock.zone())).toInstant();
    };
  }

  private ZonedDateTime later(ZonedDateTime from) {
    return switch (unit) {
      case DAY -> from.plusDays(duration);
      case WEEK -> from.plusWeeks(duration);
      case MONTH -> from.plusMonths(duration);
      case YEAR -> from.plusYears(duration);
    };
  }
}
