package io.pricewright.rules.id;

import java.util.Objects;

/**
 * A feature's id: {@code feat_...}.
 *
 * @param value the text
 */
public record FeatureId(String value) implements Id {
  public FeatureId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
