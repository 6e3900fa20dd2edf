package io.pricewright.rules.billing;

import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What is due of an item, service period and kind: a function of dated facts, exact to 12 decimals.
 *
 * @param gross before discounts
 * @param discount taken off it
 */
public record Due(BigDecimal gross, BigDecimal discount) {
  /** Nothing. */
  public static final Due NOTHING = new Due(BigDecimal.ZERO, BigDecimal.ZERO);

  /** Makes what is due where nothing is taken off. */
  public static Due of(BigDecimal gross) {
    return new Due(gross, BigDecimal.ZERO);
  }

  /** Returns what is left of it. */
  public BigDecimal net() {
    return gross.subtract(discount);
  }

  /**
   * Returns what a document asks of it: the difference to what was asked before. Net amount and
   * subtotal are rounded over all documents and not by each, so that 33.335 of 100.005 asked three
   * times are 33.34, 33.33 and 33.34.
   *
   * @param before what documents before it hold
   */
  public Asked less(Asked before, Currency currency) {
    return new Asked(
        Money.plain(gross.subtract(before.gross())),
        Money.plain(discount.subtract(before.discount())),
        Money.plain(rounded(gross, currency).subtract(before.subtotal())),
        Money.plain(rounded(net(), currency).subtract(before.net())));
  }

  private static BigDecimal rounded(BigDecimal exact, Currency currency) {
    return exact.setScale(currency.decimals(), RoundingMode.HALF_UP);
  }
}
