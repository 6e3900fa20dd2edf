package io.pricewright.rules.billing;

import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of an item, service period and kind: what is due of it, what documents asked of it, or
 * what one asks.
 *
 * @param gross before discounts, at most 12 decimals
 * @param discount taken off it, at most 12 decimals
 * @param net what is paid; of what is asked in minor units of the currency
 */
public record Due(BigDecimal gross, BigDecimal discount, BigDecimal net) {
  /** Nothing. */
  public static final Due NOTHING = new Due(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  /** Makes what is due, exactly. */
  public static Due exact(BigDecimal gross, BigDecimal discount) {
    return new Due(gross, discount, gross.subtract(discount));
  }

  /** Returns both together. */
  public Due plus(Due other) {
    return new Due(
        Money.plain(gross.add(other.gross)),
        Money.plain(discount.add(other.discount)),
        Money.plain(net.add(other.net)));
  }

  /**
   * Returns what a document asks of what is due: the difference to what was asked before. The net
   * amount is rounded over all documents and not by each, so that parts of 33.335 asked one by one
   * are 33.34, 33.33 and 33.34.
   *
   * @param asked what documents before it hold
   */
  public Due less(Due asked, Currency currency) {
    BigDecimal whole = net.setScale(currency.decimals(), RoundingMode.HALF_UP);
    return new Due(
        Money.plain(gross.subtract(asked.gross)),
        Money.plain(discount.subtract(asked.discount)),
        Money.plain(whole.subtract(asked.net)));
  }

  /** Returns what rounding took: gross less discount and net; below zero where it gave. */
  public BigDecimal rounding() {
    return Money.plain(gross.subtract(discount).subtract(net));
  }

  /** Returns whether nothing is in it, so that no line is made of it. */
  public boolean isNothing() {
    return gross.signum() == 0 && discount.signum() == 0 && net.signum() == 0;
  }
}
