package io.pricewright.rules.id;

import java.util.Objects;

/**
 * An environment's id: {@code env_...}.
 *
 * @param value the text
 */
public record EnvironmentId(String value) implements Id {
  public EnvironmentId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
