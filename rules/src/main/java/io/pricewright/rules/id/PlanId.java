package io.pricewright.rules.id;

import java.util.Objects;

/**
 * A plan's id: {@code plan_...}.
 *
 * @param value the text
 */
public record PlanId(String value) implements Id {
  public PlanId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
