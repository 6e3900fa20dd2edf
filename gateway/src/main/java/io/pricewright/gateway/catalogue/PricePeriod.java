package io.pricewright.gateway.catalogue;

import io.pricewright.rules.id.Coded;
import io.pricewright.rules.subscription.BillingPeriod;
import org.jspecify.annotations.Nullable;

/** How often a price is asked, as bodies say it: each period, or once. */
public enum PricePeriod implements Coded {
  DAILY(BillingPeriod.DAILY),
  WEEKLY(BillingPeriod.WEEKLY),
  MONTHLY(BillingPeriod.MONTHLY),
  QUARTERLY(BillingPeriod.QUARTERLY),
  HALF_YEARLY(BillingPeriod.HALF_YEARLY),
  ANNUAL(BillingPeriod.ANNUAL),
  ONETIME(null);

  private final @Nullable BillingPeriod period;

  PricePeriod(@Nullable BillingPeriod period) {
    this.period = period;
  }

  /** Returns the period, or null: it is asked once. */
  @Nullable BillingPeriod period() {
    return period;
  }

  /** Returns it of a period; of null that it is asked once. */
  public static PricePeriod of(@Nullable BillingPeriod period) {
    return period == null ? ONETIME : valueOf(period.name());
  }

  @Override
  public String code() {
    return name();
  }
}
