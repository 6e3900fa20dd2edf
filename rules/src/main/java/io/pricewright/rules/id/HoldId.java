package io.pricewright.rules.id;

import java.util.Objects;

/**
 * A hold's id: {@code hold_...}.
 *
 * @param value the text
 */
public record HoldId(String value) implements Id {
  public HoldId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
