package io.pricewright.sandbox;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many steps evaluations took: exact below 1,000, above to three digits, so that memory does
 * not grow. Thread-safe.
 */
public final class Steps {
  private final TreeMap<Long, Long> counts = new TreeMap<>();
  private long evaluations;

  synchronized void add(long steps) {
    long unit = 1;
    while (steps / unit >= 1_000) {
      unit *= 10;
    }
    counts.merge((steps + unit - 1) / unit * unit, 1L, Long::sum);
    evaluations++;
  }

  /** Returns how many evaluations there were. */
  public synchronized long evaluations() {
    return evaluations;
  }

  /** Returns the steps that so many of a hundred evaluations did not exceed; 0 without any. */
  public synchronized long percentile(int percent) {
    long rank = Math.max(1, (evaluations * percent + 99) / 100);
    for (Map.Entry<Long, Long> entry : counts.entrySet()) {
      rank -= entry.getValue();
      if (rank <= 0) {
        return entry.getKey();
      }
    }
    return 0;
  }
}
