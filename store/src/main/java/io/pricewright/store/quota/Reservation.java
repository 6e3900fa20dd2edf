package io.pricewright.store.quota;

import io.pricewright.rules.id.CustomerNo;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A quantity of a feature that counts as used until it ends.
 *
 * @param id {@code resv_...}
 * @param customerNo whose
 * @param featureId of what
 * @param quantity above 0
 * @param status held, settled, released or expired; held past its expiry is expired
 * @param expiresAt from when it counts no more
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record Reservation(
    String id,
    CustomerNo customerNo,
    String featureId,
    BigDecimal quantity,
    String status,
    Instant expiresAt,
    Instant createdAt,
    Instant updatedAt) {
  /** Returns what it is at an instant. */
  public String statusAt(Instant now) {
    return status.equals("held") && !expiresAt.isAfter(now) ? "expired" : status;
  }

  /** Returns it in another status. */
  public Reservation ended(String as, Instant now) {
    return new Reservation(id, customerNo, featureId, quantity, as, expiresAt, createdAt, now);
  }
}
