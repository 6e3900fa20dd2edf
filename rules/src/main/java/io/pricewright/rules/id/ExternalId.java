package io.pricewright.rules.id;

import java.util.Objects;

/**
 * An application's own name of a customer, present or former.
 *
 * @param value the text
 */
public record ExternalId(String value) implements Id {
  public ExternalId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
