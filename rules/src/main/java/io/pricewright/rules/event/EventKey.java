package io.pricewright.rules.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Sixteen bytes of SHA-256, compared as unsigned bytes as the database does. Keys an event by its
 * id, and stands for a body or a property value.
 *
 * @param high first eight bytes
 * @param low last eight bytes
 */
public record EventKey(long high, long low) implements Comparable<EventKey> {
  /** Returns the key of a text. */
  public static EventKey of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the key of bytes. */
  public static EventKey of(byte[] bytes) {
    try {
      return fromBytes(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Reads the first sixteen bytes. */
  public static EventKey fromBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new EventKey(buffer.getLong(), buffer.getLong());
  }

  /** Returns the sixteen bytes. */
  public byte[] bytes() {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  @Override
  public int compareTo(EventKey other) {
    int first = Long.compareUnsigned(high, other.high);
    return first != 0 ? first : Long.compareUnsigned(low, other.low);
  }
}
