package io.pricewright.rules.id;

import java.util.UUID;

/**
 * A charge's id, made of its batch's.
 *
 * @param value the UUID
 */
public record ChargeId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
