package io.pricewright.rules.id;

import java.util.Objects;

/**
 * The id of what an alert is of: a wallet's or a budget's.
 *
 * @param value the text
 */
public record AlertedId(String value) implements Id {
  public AlertedId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
