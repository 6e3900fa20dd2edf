package io.pricewright.gateway.time;

import java.security.SecureRandom;
import java.time.Instant;

/** Makes prefixed ULIDs, such as {@code cust_01JD...}: 48 bits of time, 80 of randomness. */
public final class Ids {
  private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

  private final SecureRandom random = new SecureRandom();

  /** Returns a new id of a prefix. */
  public String next(String prefix, Instant now) {
    StringBuilder id = new StringBuilder(prefix.length() + 27).append(prefix).append('_');
    append(now.toEpochMilli(), 10, id);
    append(random.nextLong(), 8, id);
    append(random.nextLong(), 8, id);
    return id.toString();
  }

  private static void append(long bits, int characters, StringBuilder out) {
    for (int i = characters - 1; i >= 0; i--) {
      out.append(CROCKFORD[(int) (bits >>> (5 * i)) & 31]);
    }
  }
}
