package io.pricewright.webhooks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait after each failed attempt, plus or minus a fifth; after the last one there is no
 * further attempt.
 *
 * @param delays growing; the n-th follows the n-th attempt; at most 20
 */
public record RetrySchedule(List<Duration> delays) {
  /** The example of Standard Webhooks: ten attempts, the last about 75 hours after the first. */
  public static final RetrySchedule STANDARD =
      new RetrySchedule(
          List.of(
              Duration.ofSeconds(5),
              Duration.ofMinutes(5),
              Duration.ofMinutes(30),
              Duration.ofHours(2),
              Duration.ofHours(5),
              Duration.ofHours(10),
              Duration.ofHours(14),
              Duration.ofHours(20),
              Duration.ofHours(24)));

  /** The longest wait a receiver may ask for. */
  static final Duration LONGEST = Duration.ofHours(24);

  public RetrySchedule {
    delays = List.copyOf(delays);
    if (delays.size() > 20 || delays.stream().anyMatch(Duration::isNegative)) {
      throw new IllegalArgumentException("a retry schedule has at most 20 delays, none negative");
    }
  }

  /**
   * Returns how long to wait after a failed attempt, or nothing when it was the last.
   *
   * @param attempt from 1
   * @param asked what the receiver asked for, or zero; counts when it is longer, up to a day
   */
  Optional<Duration> after(int attempt, Duration asked, RandomGenerator random) {
    if (attempt > delays.size()) {
      return Optional.empty();
    }
    long base = delays.get(attempt - 1).toMillis();
    long jitter = base / 5;
    Duration delay = Duration.ofMillis(base - jitter + random.nextLong(2 * jitter + 1));
    Duration bounded = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    return Optional.of(delay.compareTo(bounded) < 0 ? bounded : delay);
  }
}
