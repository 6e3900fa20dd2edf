package io.pricewright.rules.id;

import java.util.Objects;

/**
 * Id of a file of events for simulations: {@code file_...}.
 *
 * @param value the text
 */
public record EventFileId(String value) implements Id {
  public EventFileId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
