package io.pricewright.rules.rating;

import java.time.Instant;
import java.util.UUID;

/** Ids of batches, ordered by time, and of the rows a batch writes. */
public final class BatchId {
  private static final long LOW_MASK = 0xFFFF_FFFF_FFF0_0000L;

  private BatchId() {}

  /**
   * Returns a batch id: a version 7 UUID whose last 20 bits are free for the rows of the batch.
   *
   * @param now milliseconds lead the id
   * @param random 64 random bits
   */
  public static UUID of(Instant now, long random) {
    long high = (now.toEpochMilli() << 16) | 0x7000L | (random & 0xFFF);
    long low = 0x8000_0000_0000_0000L | ((random >>> 2) & 0x3FFF_FFFF_FFFF_FFFFL);
    return new UUID(high, low & LOW_MASK);
  }

  /** Returns the id of the n-th row of a kind; n below 2^16, kind below 16. */
  public static UUID row(UUID batch, int kind, int n) {
    if (n < 0 || n >= 1 << 16) {
      throw new IllegalStateException("a batch has at most 65,536 rows of a kind");
    }
    return new UUID(
        batch.getMostSignificantBits(), batch.getLeastSignificantBits() | ((long) kind << 16) | n);
  }
}
