package io.pricewright.rules.id;

import java.time.Instant;
import java.util.UUID;

/**
 * Id of a batch: a version 7 UUID, ordered by time, whose last 20 bits are free for the rows that
 * the batch writes.
 *
 * @param value the UUID
 */
public record BatchId(UUID value) {
  private static final long LOW_MASK = 0xFFFF_FFFF_FFF0_0000L;
  private static final int MAX_ROWS = 1 << 16;

  /**
   * Makes the id of a batch.
   *
   * @param now milliseconds lead the id
   * @param random 64 random bits
   */
  public static BatchId of(Instant now, long random) {
    long high = (now.toEpochMilli() << 16) | 0x7000L | (random & 0xFFF);
    long low = 0x8000_0000_0000_0000L | ((random >>> 2) & 0x3FFF_FFFF_FFFF_FFFFL);
    return new BatchId(new UUID(high, low & LOW_MASK));
  }

  /** Returns the id of the n-th row of a kind; n below 2^16, kind below 16. */
  public UUID row(int kind, int n) {
    if (n < 0 || n >= MAX_ROWS) {
      throw new IllegalStateException("a batch has at most 65,536 rows of a kind");
    }
    return new UUID(
        value.getMostSignificantBits(), value.getLeastSignificantBits() | ((long) kind << 16) | n);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
