package io.pricewright.rules.subscription;

import java.time.Instant;

/**
 * A half-open span of time.
 *
 * @param from first instant in it
 * @param to first instant after it
 */
public record Interval(Instant from, Instant to) {
  /** After everything: the end of a period that never ends. */
  public static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

  public Interval {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("an interval ends after it begins: " + from + " - " + to);
    }
  }

  /** Returns whether an instant lies in it. */
  public boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  /** Returns what of it lies between two instants; all of it when that is nothing. */
  public Interval cut(Instant since, Instant until) {
    Instant first = from.isBefore(since) ? since : from;
    Instant last = until.isBefore(to) ? until : to;
    return first.isBefore(last) ? new Interval(first, last) : this;
  }

  /** Returns what lies in both; they have to have an instant in common. */
  public Interval overlap(Interval other) {
    return new Interval(
        from.isAfter(other.from) ? from : other.from, to.isBefore(other.to) ? to : other.to);
  }
}
