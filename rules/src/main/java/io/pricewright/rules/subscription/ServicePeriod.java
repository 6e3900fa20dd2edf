package io.pricewright.rules.subscription;

import java.time.Instant;

/**
 * A period that a line item serves: a period of its clock, cut where the item begins and ends; or
 * its trial, which is one period however long it is.
 *
 * @param whole the clock's period, which shares are measured by; of a trial the trial
 * @param served the part of it that is served
 * @param key names it, as cells are named: the begin of the clock's period, whatever cuts it; of a
 *     trial its begin, and of what is left of a period after one the trial's end
 * @param trial whether it is free
 */
public record ServicePeriod(Interval whole, Interval served, Instant key, boolean trial) {
  public ServicePeriod {
    if (served.from().isBefore(whole.from()) || served.to().isAfter(whole.to())) {
      throw new IllegalArgumentException("%s does not lie in %s".formatted(served, whole));
    }
  }
}
