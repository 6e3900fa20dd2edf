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
