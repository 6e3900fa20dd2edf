package io.pricewright.rules.id;

import java.util.Objects;

/**
 * A simulation's id: {@code sim_...}.
 *
 * @param value the text
 */
public record SimulationId(String value) implements Id {
  public SimulationId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
