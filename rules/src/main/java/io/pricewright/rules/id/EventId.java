package io.pricewright.rules.id;

import java.util.Objects;

/**
 * An event's id, as its sender chose it.
 *
 * @param value the text
 */
public record EventId(String value) implements Id {
  public EventId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
