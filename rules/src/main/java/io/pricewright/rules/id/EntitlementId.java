package io.pricewright.rules.id;

import java.util.Objects;

/**
 * An entitlement's id: {@code ent_...}.
 *
 * @param value the text
 */
public record EntitlementId(String value) implements Id {
  public EntitlementId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
