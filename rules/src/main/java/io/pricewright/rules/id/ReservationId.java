package io.pricewright.rules.id;

import java.util.Objects;

/**
 * A reservation's id: {@code resv_...}.
 *
 * @param value the text
 */
public record ReservationId(String value) implements Id {
  public ReservationId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
