package io.pricewright.rules.id;

import java.util.Objects;

/**
 * A customer's id: {@code cust_...}.
 *
 * @param value the text
 */
public record CustomerId(String value) implements Id {
  public CustomerId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
