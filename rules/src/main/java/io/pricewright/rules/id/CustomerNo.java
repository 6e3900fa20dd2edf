package io.pricewright.rules.id;

import org.jspecify.annotations.Nullable;

/**
 * Number of a customer, the key of its gate; unique in its database.
 *
 * @param value the number
 */
public record CustomerNo(long value) implements Comparable<CustomerNo> {
  /** Returns a number, or null of none. */
  public static @Nullable CustomerNo ofNullable(@Nullable Long value) {
    return value == null ? null : new CustomerNo(value);
  }

  @Override
  public int compareTo(CustomerNo other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
