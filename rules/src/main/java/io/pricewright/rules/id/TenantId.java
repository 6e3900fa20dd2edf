package io.pricewright.rules.id;

import java.util.Objects;

/**
 * A tenant's id: {@code tenant_...}.
 *
 * @param value the text
 */
public record TenantId(String value) implements Id {
  public TenantId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
