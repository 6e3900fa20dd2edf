package io.pricewright.gateway.bench;

import org.HdrHistogram.Histogram;

/** What one event loop's share of a load has measured so far. Times are those of one clock. */
final class LoadTally {
  private static final long LONGEST_MICROS = 120_000_000;
  private static final int MOST_ERRORS = 1_000;

  private final Load load;
  private final long beginNanos;
  private final long endNanos;
  private final Histogram micros = new Histogram(LONGEST_MICROS, 3);
  private long errors;
  private String lastError = "";

  /**
   * Prepares.
   *
   * @param startNanos when the warm-up begins
   */
  LoadTally(Load load, long startNanos) {
    this.load = load;
    beginNanos = startNanos + load.warmup().toNanos();
    endNanos = beginNanos + load.measured().toNanos();
  }

  /** Returns whether nothing more is to be sent: the time is up, or too much has failed. */
  boolean over(long nowNanos) {
    return nowNanos - endNanos >= 0 || errors >= MOST_ERRORS;
  }

  /** Counts an answer if it came within the measured time. */
  void answered(long sinceNanos, long nowNanos) {
    if (nowNanos - beginNanos >= 0 && nowNanos - endNanos < 0) {
      micros.recordValue(Math.min(LONGEST_MICROS, (nowNanos - sinceNanos) / 1_000));
    }
  }

  /** Counts a request without a good answer, in the warm-up too. */
  void failed(String why) {
    errors++;
    lastError = why;
  }

  LoadResult result() {
    return new LoadResult(micros, errors, lastError, load.measured());
  }
}
