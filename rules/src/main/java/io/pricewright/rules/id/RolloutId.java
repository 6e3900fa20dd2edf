package io.pricewright.rules.id;

import java.util.Objects;

/**
 * A rollout's id: {@code roll_...}.
 *
 * @param value the text
 */
public record RolloutId(String value) implements Id {
  public RolloutId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
