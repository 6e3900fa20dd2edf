package io.pricewright.gateway.simulation;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;

/**
 * Keys of events in two long arrays: a file of a million rows takes 32 MiB and not 150. Open
 * addressing, at most five eighths full. Not thread-safe.
 */
final class KeySet {
  private static final int FIRST = 1 << 10;

  private final int most;
  private long[] high = new long[FIRST];
  private long[] low = new long[FIRST];
  private int size;

  /** Makes an empty set of at most so many keys. */
  KeySet(int most) {
    this.most = most;
  }

  /** Adds a key; returns whether it is new. */
  boolean add(EventKey key) {
    // A key of zeros only would look like a free place.
    long second = key.high() == 0 && key.low() == 0 ? 1 : key.low();
    int at = place(key.high(), second);
    if (taken(at)) {
      return false;
    }
    if (size == most) {
      throw new ProblemException(
          new Problem.InvalidOperation(
              "A file has at most %,d different event_ids. Simulate it in several files."
                  .formatted(most)));
    }
    high[at] = key.high();
    low[at] = second;
    if (++size > high.length / 8 * 5) {
      grow();
    }
    return true;
  }

  private boolean taken(int at) {
    return high[at] != 0 || low[at] != 0;
  }

  private int place(long first, long second) {
    int mask = high.length - 1;
    int at = (int) (first ^ (second >>> 32)) & mask;
    while (taken(at) && (high[at] != first || low[at] != second)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    high = new long[2 * oldHigh.length];
    low = new long[2 * oldLow.length];
    for (int i = 0; i < oldHigh.length; i++) {
      if (oldHigh[i] != 0 || oldLow[i] != 0) {
        int at = place(oldHigh[i], oldLow[i]);
        high[at] = oldHigh[i];
        low[at] = oldLow[i];
      }
    }
  }
}
