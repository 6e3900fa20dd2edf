package io.pricewright.gateway.background;

import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Failures;
import java.time.Duration;

/**
 * How fast a kind of work is driven on one node.
 *
 * @param idle how long until the next look for what is due
 * @param claims how many claims an environment is given at once, from 1 to {@value #MOST_CLAIMS}
 * @param concurrency most environments that are worked on at once, so most steps under way; from 1
 *     to {@value #MOST_CONCURRENCY}
 * @param longestPause what pauses after failures grow to
 * @param stop how long the steps in hand may take once the node stops
 */
public record Pace(
    Duration idle, int claims, int concurrency, Duration longestPause, Duration stop) {
  /** Most claims at once, those included that rest after a failure. */
  public static final int MOST_CLAIMS = 1_000;

  /** Most environments at once. */
  public static final int MOST_CONCURRENCY = 64;

  /** The pause after the first failure; each further one in a row doubles it. */
  public static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  /** The longest pause after a fault that says nothing of what was tried. */
  public static final Duration BUSY_PAUSE = Duration.ofSeconds(1);

  /** Returns whether a fault says only that there was no room, or no store, just then. */
  public static boolean isBusy(Throwable fault) {
    return Failures.problemOf(fault) instanceof Problem.Unavailable;
  }

  /** Returns what pauses after a fault grow to. */
  Duration longestPause(Throwable fault) {
    return isBusy(fault) && longestPause.compareTo(BUSY_PAUSE) > 0 ? BUSY_PAUSE : longestPause;
  }

  public Pace {
    if (!idle.isPositive() || !stop.isPositive()) {
      throw new IllegalArgumentException("a pause is positive: " + idle + ", " + stop);
    }
    if (claims < 1 || claims > MOST_CLAIMS || concurrency < 1 || concurrency > MOST_CONCURRENCY) {
      throw new IllegalArgumentException("out of bounds: %d, %d".formatted(claims, concurrency));
    }
    if (longestPause.compareTo(FIRST_PAUSE) < 0) {
      throw new IllegalArgumentException("pauses begin with %s".formatted(FIRST_PAUSE));
    }
  }
}
