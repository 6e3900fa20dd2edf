package io.pricewright.rules.subscription;

import java.time.Instant;

/**
 * A half-open span of time.
 *
 * @param from first instant in it
 * @param to first instant after it
 */
public record Interval(Instant from, Instant to) {
  public Interval {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("an interval ends after it begins: " + from + " - " + to);
    }
  }

  /** Returns whether an instant lies in it. */
  public boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
