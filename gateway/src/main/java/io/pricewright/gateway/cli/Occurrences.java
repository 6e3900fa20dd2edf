package io.pricewright.gateway.cli;

import io.pricewright.rules.event.EventKey;

/**
 * Counts how often each key has come: an open-addressed table of 20 bytes a slot, at most
 * two-thirds full, so about 30 to 60 bytes for each distinct row.
 */
final class Occurrences {
  /** Most distinct rows of one file without an id column; they take about 670 MB. */
  static final int MOST = 20_000_000;

  private final int most;
  private long[] high = new long[1024];
  private long[] low = new long[1024];
  private int[] counts = new int[1024];
  private int distinct;

  Occurrences(int most) {
    this.most = most;
  }

  /** Counts a key and returns its number among equal ones, from 1. */
  int count(EventKey key) {
    int slot = slot(key);
    if (counts[slot] == 0) {
      if (distinct == most) {
        throw new ImportException(
            "The file has more than %,d distinct rows; so many cannot be told apart in memory."
                    .formatted(most)
                + " Add a column with a unique id and name it with --id.");
      }
      if (++distinct > counts.length / 3 * 2) {
        grow();
        slot = slot(key);
      }
      high[slot] = key.high();
      low[slot] = key.low();
    }
    return ++counts[slot];
  }

  private int slot(EventKey key) {
    int mask = counts.length - 1;
    int slot = (int) key.low() & mask;
    while (counts[slot] != 0 && (high[slot] != key.high() || low[slot] != key.low())) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    int[] oldCounts = counts;
    high = new long[oldCounts.length * 2];
    low = new long[oldCounts.length * 2];
    counts = new int[oldCounts.length * 2];
    for (int i = 0; i < oldCounts.length; i++) {
      if (oldCounts[i] != 0) {
        int slot = slot(new EventKey(oldHigh[i], oldLow[i]));
        high[slot] = oldHigh[i];
        low[slot] = oldLow[i];
        counts[slot] = oldCounts[i];
      }
    }
  }
}
