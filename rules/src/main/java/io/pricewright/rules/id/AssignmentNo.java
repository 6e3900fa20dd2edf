package io.pricewright.rules.id;

/**
 * Number of a price assignment, rising in the order of making.
 *
 * @param value the number
 */
public record AssignmentNo(long value) implements Comparable<AssignmentNo> {
  @Override
  public int compareTo(AssignmentNo other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
