package io.pricewright.gateway.time;

import io.pricewright.rules.tenancy.Scope;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Tells the business time of an environment, in microseconds. */
@FunctionalInterface
public interface EnvironmentClock {
  /** Returns the time it is in an environment. */
  Instant now(Scope scope);

  /** Returns the clock that gives every environment the same time. */
  static EnvironmentClock of(InstantSource source) {
    return scope -> source.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
