package io.pricewright.rules.billing;

import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An amount that is paid for at least, or beyond which usage costs another rate. With g the gross
 * amount of usage and C the commitment: C + (g - C) x factor from C on; below, C with a true-up and
 * g without. A minimum is one with factor 1 and a true-up; where the factor is 1 no usage is apart
 * as overage.
 *
 * @param amount C, zero or more; of a committed quantity its price by the script
 * @param overageFactor 1 or more
 * @param trueUp whether what usage stays below is paid all the same
 */
public record Commitment(BigDecimal amount, BigDecimal overageFactor, boolean trueUp) {
  public Commitment {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("a commitment is zero or more: " + amount);
    }
    if (overageFactor.compareTo(BigDecimal.ONE) < 0) {
      throw new IllegalArgumentException("an overage factor is 1 or more: " + overageFactor);
    }
  }

  /** Returns the commitment that a minimum is. */
  public static Commitment minimum(BigDecimal amount) {
    return new Commitment(amount, BigDecimal.ONE, true);
  }

  /**
   * What becomes of an amount of usage.
   *
   * @param usage up to the commitment
   * @param overage beyond it, by the factor
   * @param trueUp what is missing, due at the end of the commitment's window
   */
  public record Parts(BigDecimal usage, BigDecimal overage, BigDecimal trueUp) {
    /** Returns all of it. */
    public BigDecimal total() {
      return usage.add(overage).add(trueUp);
    }

    /** Returns the amount of a kind of usage; zero of {@link AmountKind#FIXED}. */
    public BigDecimal of(AmountKind kind) {
      return switch (kind) {
        case FIXED -> BigDecimal.ZERO;
        case USAGE -> usage;
        case OVERAGE -> overage;
        case TRUE_UP -> trueUp;
      };
    }
  }

  /** Parts a gross amount of usage, rounded to 12 decimals. */
  public Parts part(BigDecimal gross) {
    BigDecimal beyond = gross.subtract(amount);
    if (beyond.signum() >= 0 && overageFactor.compareTo(BigDecimal.ONE) == 0) {
      return new Parts(gross, BigDecimal.ZERO, BigDecimal.ZERO);
    }
    if (beyond.signum() >= 0) {
      return new Parts(amount, Money.round12(beyond.multiply(overageFactor)), BigDecimal.ZERO);
    }
    return new Parts(gross, BigDecimal.ZERO, trueUp ? beyond.negate() : BigDecimal.ZERO);
  }

  /**
   * Returns the commitment of a window that is cut short: its share, rounded to 12 decimals.
   *
   * @param served length of what is left of the window
   * @param window length of the window, above zero
   */
  public Commitment of(BigInteger served, BigInteger window) {
    BigDecimal share =
        amount
            .multiply(new BigDecimal(served))
            .divide(new BigDecimal(window), Money.SCALE, RoundingMode.HALF_UP);
    return new Commitment(Money.plain(share), overageFactor, trueUp);
  }
}
