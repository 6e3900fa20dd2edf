package io.pricewright.rules.wallet;

import io.pricewright.rules.id.HoldId;
import java.math.BigDecimal;
import java.util.List;

/**
 * Credit reserved before the work.
 *
 * @param id id
 * @param parts what of which grant
 */
public record Hold(HoldId id, List<Use.Draw> parts) {
  public Hold {
    parts = List.copyOf(parts);
  }

  /** Returns how much is reserved. */
  public BigDecimal amount() {
    return parts.stream().map(Use.Draw::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Returns the parts as text. */
  public String toRow() {
    return new Use(KEY, parts, List.of()).toRow();
  }

  /** Reads what {@link #toRow} wrote. */
  public static Hold fromRow(HoldId id, String text) {
    return new Hold(id, Use.fromRow(KEY, text).draws());
  }

  private static final Use.Key KEY = new Use.Key(Use.NO_LINE_ITEM, java.time.Instant.EPOCH);
}
