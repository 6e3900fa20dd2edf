package io.pricewright.rules.judge;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact fraction.
 *
 * @param over what is divided
 * @param under by what; above zero
 */
record Fraction(BigInteger over, BigInteger under) {
  static final Fraction ZERO = of(BigDecimal.ZERO);

  Fraction {
    if (under.signum() <= 0) {
      throw new IllegalArgumentException("a fraction is of something above zero");
    }
  }

  static Fraction of(BigDecimal number) {
    return number.scale() <= 0
        ? new Fraction(number.toBigIntegerExact(), BigInteger.ONE)
        : new Fraction(number.unscaledValue(), BigInteger.TEN.pow(number.scale()));
  }

  static Fraction of(long number) {
    return new Fraction(BigInteger.valueOf(number), BigInteger.ONE);
  }

  Fraction plus(Fraction other) {
    return new Fraction(
        over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
  }

  Fraction minus(Fraction other) {
    return plus(new Fraction(other.over.negate(), other.under));
  }

  Fraction times(Fraction other) {
    return new Fraction(over.multiply(other.over), under.multiply(other.under));
  }

  Fraction by(Fraction other) {
    BigInteger sign = BigInteger.valueOf(other.over.signum());
    return new Fraction(
        over.multiply(other.under).multiply(sign), under.multiply(other.over.abs()));
  }

  Fraction orZero() {
    return over.signum() < 0 ? ZERO : this;
  }

  int signum() {
    return over.signum();
  }

  /** Returns it with so many decimals, half away from zero. */
  BigDecimal rounded(int decimals) {
    BigInteger twice =
        over.abs().multiply(BigInteger.TEN.pow(decimals)).multiply(BigInteger.TWO).add(under);
    BigInteger whole = twice.divide(under.multiply(BigInteger.TWO));
    return new BigDecimal(over.signum() < 0 ? whole.negate() : whole, decimals);
  }
}
