package io.pricewright.rules.entitlement;

import io.pricewright.rules.subscription.BillingClock;
import java.time.Duration;
import java.time.Instant;

/** How usage ceases to count against a limit: all at once by the calendar, or as it grows old. */
public sealed interface Reset permits ResetPeriod, RollingWindow {
  /**
   * Returns the window in which usage counts at an instant; nothing before the subscription began
   * counts.
   *
   * @param clock the anchor and zone of the line item, else of the subscription
   * @param start when the subscription began, at or before the instant
   */
  UsageWindow windowOf(BillingClock clock, Instant start, Instant at);

  /** Returns about how long a window is, to tell the shorter from the longer. */
  Duration nominal();
}
