package io.pricewright.rules.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An exact amount of one currency: at most 12 decimals and below 10^26, so that it fits {@code
 * numeric(38,12)}. Mixed currencies throw {@link IllegalStateException}.
 *
 * @param amount the amount, trailing zeros stripped
 * @param currency its currency
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {
  /** Decimals kept of every amount. */
  public static final int SCALE = 12;

  /**
   * Bound of the magnitude of what one cell may come to: 10^20. What is beyond is parked; a million
   * of them added up still fit the columns.
   */
  public static final BigDecimal LIMIT = BigDecimal.TEN.pow(20);

  /** Bound of the magnitude of every amount, and of what a script may answer: 10^26. */
  public static final BigDecimal BOUND = BigDecimal.TEN.pow(26);

  public Money {
    amount = plain(amount);
    if (amount.scale() > SCALE) {
      throw new IllegalStateException("an amount has at most 12 decimals: " + amount);
    }
    if (amount.abs().compareTo(BOUND) >= 0) {
      throw new IllegalStateException("an amount is below 10^26");
    }
  }

  /** Returns the zero of a currency. */
  public static Money zero(Currency currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  /** Returns the amount rounded HALF_UP to 12 decimals: the rounding of an evaluated price. */
  public static BigDecimal round12(BigDecimal exact) {
    return plain(exact.scale() > SCALE ? exact.setScale(SCALE, RoundingMode.HALF_UP) : exact);
  }

  /** Returns the same number without trailing zeros and without exponent. */
  public static BigDecimal plain(BigDecimal number) {
    if (number.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (number.scale() <= 0) {
      return number.setScale(0);
    }
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Returns this amount plus another of the same currency. */
  public Money plus(Money other) {
    return new Money(amount.add(sameCurrency(other).amount), currency);
  }

  /** Returns this amount minus another of the same currency. */
  public Money minus(Money other) {
    return new Money(amount.subtract(sameCurrency(other).amount), currency);
  }

  /** Returns the amount with its sign turned. */
  public Money negated() {
    return new Money(amount.negate(), currency);
  }

  /** Returns the magnitude of this amount. */
  public Money abs() {
    return amount.signum() < 0 ? negated() : this;
  }

  /** Returns whether nothing is left of this amount. */
  public boolean isZero() {
    return amount.signum() == 0;
  }

  /** Returns -1, 0 or 1 as the amount is below, at or above zero. */
  public int signum() {
    return amount.signum();
  }

  @Override
  public int compareTo(Money other) {
    return amount.compareTo(sameCurrency(other).amount);
  }

  private Money sameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalStateException(
          "amounts of %s and %s cannot be combined".formatted(currency, other.currency));
    }
    return other;
  }

  /** Returns the amount as a plain decimal string, without currency. */
  public String toPlainString() {
    return amount.toPlainString();
  }

  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }
}
