package io.pricewright.rules.entitlement;

import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The time just past: "a million tokens in any five hours". It moves in steps of a sixtieth of its
 * length, in whole seconds, cut from the epoch, and always covers at least its length: usage leaves
 * at most one step late and never early, so that no window of that length ever holds more than the
 * limit.
 *
 * @param length 1 minute to 366 days, in whole seconds
 */
public record RollingWindow(Duration length) implements Reset {
  /** Shortest. */
  public static final Duration SHORTEST = Duration.ofMinutes(1);

  /** Longest. */
  public static final Duration LONGEST = Duration.ofDays(366);

  private static final int STEPS = 60;

  public RollingWindow {
    boolean whole = length.equals(Duration.ofSeconds(length.toSeconds()));
    if (!whole || length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("1 minute to 366 days in whole seconds: " + length);
    }
  }

  /** Returns by how much it moves at once: a sixtieth of the length, rounded up to a second. */
  public Duration step() {
    return Duration.ofSeconds((length.toSeconds() + STEPS - 1) / STEPS);
  }

  @Override
  public UsageWindow windowOf(BillingClock clock, Instant start, Instant at) {
    long step = step().toSeconds();
    long begin = Math.floorDiv(at.minus(length).getEpochSecond(), step) * step;
    long count = (length.toSeconds() + step - 1) / step + 1;
    List<Interval> parts = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      Interval part =
          new Interval(
              Instant.ofEpochSecond(begin + i * step),
              Instant.ofEpochSecond(begin + (i + 1) * step));
      if (part.to().isAfter(start) || i == count - 1) {
        parts.add(ResetPeriod.since(start, part));
      }
    }
    Instant from = Instant.ofEpochSecond(begin).plus(length);
    return new UsageWindow(parts, new Interval(from, from.plusSeconds(step)), length);
  }

  @Override
  public Duration nominal() {
    return length;
  }

  /** Returns the length as ISO 8601 writes it. */
  @Override
  public String toString() {
    return length.toString();
  }
}
