package io.pricewright.rules.entitlement;

import io.pricewright.rules.id.Coded;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.Term;
import java.time.Duration;
import java.time.Instant;

/** After how long usage counts from zero again. */
public enum ResetPeriod implements Reset, Coded {
  DAILY(1),
  WEEKLY(7),
  MONTHLY(30),
  QUARTERLY(91),
  HALF_YEARLY(182),
  ANNUAL(365),
  NEVER(Integer.MAX_VALUE);

  private final int days;

  ResetPeriod(int days) {
    this.days = days;
  }

  @Override
  public String code() {
    return name();
  }

  @Override
  public Duration nominal() {
    return Duration.ofDays(days);
  }

  /** Returns whether its windows are as long as the billing periods of a line item. */
  public boolean resetsWith(Term term) {
    return this != NEVER && new Term(BillingPeriod.valueOf(name()), 1).same(term);
  }

  @Override
  public UsageWindow windowOf(BillingClock clock, Instant start, Instant at) {
    return UsageWindow.of(spanOf(clock, start, at));
  }

  /**
   * Returns the span in which usage counts at an instant: cut from the anchor of the line item that
   * it goes with, or else of the subscription, and never before the subscription began.
   */
  public Interval spanOf(BillingClock clock, Instant start, Instant at) {
    if (this == NEVER) {
      return new Interval(start, Interval.END_OF_TIME);
    }
    BillingClock own =
        new BillingClock(BillingPeriod.valueOf(name()), 1, clock.anchor(), clock.zone());
    return since(start, own.periodOf(at));
  }

  /** Returns a period without what lies before a start. */
  static Interval since(Instant start, Interval period) {
    return period.contains(start) ? new Interval(start, period.to()) : period;
  }
}
