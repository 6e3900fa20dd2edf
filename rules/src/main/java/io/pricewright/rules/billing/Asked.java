package io.pricewright.rules.billing;

import io.pricewright.rules.money.Money;
import java.math.BigDecimal;

/**
 * What documents ask of an item, service period and kind: one of them, or several together.
 *
 * @param gross before discounts, exact to 12 decimals; what the ledger takes over
 * @param discount taken off it, exact to 12 decimals
 * @param subtotal the gross amount as documents show it, in minor units
 * @param net what is to be paid, in minor units
 */
public record Asked(BigDecimal gross, BigDecimal discount, BigDecimal subtotal, BigDecimal net) {
  /** Nothing. */
  public static final Asked NOTHING =
      new Asked(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  /** Returns both together. */
  public Asked plus(Asked other) {
    return new Asked(
        Money.plain(gross.add(other.gross)),
        Money.plain(discount.add(other.discount)),
        Money.plain(subtotal.add(other.subtotal)),
        Money.plain(net.add(other.net)));
  }

  /** Returns the same amounts with the other sign. */
  public Asked negated() {
    return new Asked(gross.negate(), discount.negate(), subtotal.negate(), net.negate());
  }

  /**
   * Returns what of this is not asked, as it was waived: what is due moved back towards what a
   * voided document asked, and nobody is asked, or owed, for that. Either all of this, or as much
   * as was waived; nothing where both are of one sign.
   *
   * @param waived what documents asked that were voided
   */
  public Asked absorbed(Asked waived) {
    if (gross.signum() * waived.gross.signum() >= 0) {
      return NOTHING;
    }
    return waived.gross.abs().compareTo(gross.abs()) >= 0 ? this : waived.negated();
  }

  /** Returns the discount as documents show it, in minor units, so that they add up by hand. */
  public BigDecimal shownDiscount() {
    return Money.plain(subtotal.subtract(net));
  }

  /** Returns what rounding took: gross less discount and net; below zero where it gave. */
  public BigDecimal rounding() {
    return Money.plain(gross.subtract(discount).subtract(net));
  }

  /** Returns whether nothing is in it, so that no line is made of it. */
  public boolean isNothing() {
    return gross.signum() == 0
        && discount.signum() == 0
        && subtotal.signum() == 0
        && net.signum() == 0;
  }
}
