package io.pricewright.rules.id;

import java.util.UUID;

/**
 * A notification's id, the same at every attempt to deliver it.
 *
 * @param value the UUID
 */
public record NotificationId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
