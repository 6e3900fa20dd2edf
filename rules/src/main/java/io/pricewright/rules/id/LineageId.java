package io.pricewright.rules.id;

import java.util.Objects;

/**
 * All versions of a price: the id of the first.
 *
 * @param value the text
 */
public record LineageId(String value) implements Id {
  public LineageId {
    Objects.requireNonNull(value);
  }

  /** Returns the first version. */
  public PriceId first() {
    return new PriceId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
