package io.pricewright.rules.id;

/**
 * Number of a step of a rollout, rising in the order of making.
 *
 * @param value the number
 */
public record StepNo(long value) implements Comparable<StepNo> {
  @Override
  public int compareTo(StepNo other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
