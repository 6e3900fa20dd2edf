package io.pricewright.rules.id;

import java.util.Objects;

/**
 * A meter's id: {@code meter_...}.
 *
 * @param value the text
 */
public record MeterId(String value) implements Id {
  public MeterId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
