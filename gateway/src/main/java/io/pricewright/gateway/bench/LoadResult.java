package io.pricewright.gateway.bench;

import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What a load measured.
 *
 * @param micros latencies of the answers within the measured time
 * @param errors requests without a 2xx answer, in the warm-up too
 * @param lastError one of them, or empty
 */
record LoadResult(Histogram micros, long errors, String lastError, Duration measured) {
  /** Adds up the shares of several event loops. */
  static LoadResult sum(List<LoadResult> shares) {
    LoadResult first = shares.getFirst();
    Histogram all = first.micros().copy();
    long errors = first.errors();
    String lastError = first.lastError();
    for (LoadResult share : shares.subList(1, shares.size())) {
      all.add(share.micros());
      errors += share.errors();
      lastError = lastError.isEmpty() ? share.lastError() : lastError;
    }
    return new LoadResult(all, errors, lastError, first.measured());
  }

  /** Returns requests answered per second. */
  double perSecond() {
    return micros.getTotalCount() * 1e9 / measured.toNanos();
  }

  /** Returns a percentile of the latency in milliseconds. */
  double latencyMs(double percentile) {
    return micros.getValueAtPercentile(percentile) / 1e3;
  }
}
