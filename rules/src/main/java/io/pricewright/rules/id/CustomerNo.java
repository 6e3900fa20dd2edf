package io.pricewright.rules.id;

/**
 * Number of a customer, the key of its gate; unique in its database.
 *
 * @param value the number
 */
public record CustomerNo(long value) implements Comparable<CustomerNo> {
  @Override
  public int compareTo(CustomerNo other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
