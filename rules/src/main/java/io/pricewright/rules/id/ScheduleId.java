package io.pricewright.rules.id;

import java.util.Objects;

/**
 * Id of when the credits of a plan or subscription are due to one subscription.
 *
 * @param value the text
 */
public record ScheduleId(String value) implements Id {
  public ScheduleId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
