package io.pricewright.gateway.background;

import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.DueScope;
import java.time.Duration;
import java.time.Instant;

/**
 * An environment in which something is due.
 *
 * @param age how long the oldest of it has been due, by the clock it became due by
 */
public record Due(Scope scope, Duration age) {
  /**
   * Returns an environment as the database found it.
   *
   * @param now the time of the clock by which it became due
   */
  public static Due of(DueScope found, Instant now) {
    Instant since = found.since();
    boolean late = since != null && since.isBefore(now);
    return new Due(found.scope(), late ? Duration.between(since, now) : Duration.ZERO);
  }
}
