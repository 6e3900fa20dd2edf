package io.pricewright.rules.id;

/**
 * Number of a subscription line item, a part of every cell's key; unique in its database.
 *
 * @param value the number
 */
public record LineItemNo(long value) implements Comparable<LineItemNo> {
  /** Stands for no line item: holds that were settled without events, meters that did not count. */
  public static final LineItemNo NONE = new LineItemNo(0);

  @Override
  public int compareTo(LineItemNo other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
