package io.pricewright.rules.id;

import java.util.UUID;

/**
 * A posting's id, made of its batch's.
 *
 * @param value the UUID
 */
public record PostingId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
