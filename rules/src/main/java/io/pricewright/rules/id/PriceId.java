package io.pricewright.rules.id;

import java.util.Objects;

/**
 * Id of one version of a price: {@code price_...}.
 *
 * @param value the text
 */
public record PriceId(String value) implements Id {
  public PriceId {
    Objects.requireNonNull(value);
  }

  /** Returns the lineage that this version, the first, began. */
  public LineageId lineage() {
    return new LineageId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
