package io.pricewright.rules.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Finds small quantities that fail as a large one does, by halving. Whole ones if it can. */
final class Shrink {
  static final BigDecimal TRIFLE = new BigDecimal("0.000000001");

  private Shrink() {}

  /** Two quantities, the lower first. */
  record Pair(BigDecimal low, BigDecimal high) {}

  /** Returns a quantity nearer to zero than which nothing was found to fail. */
  static BigDecimal point(BigDecimal failing, Predicate<BigDecimal> fails) {
    if (failing.signum() == 0 || fails.test(BigDecimal.ZERO)) {
      return BigDecimal.ZERO;
    }
    BigDecimal whole = failing.setScale(0, RoundingMode.UP);
    boolean inUnits = fails.test(whole);
    BigDecimal high = inUnits ? whole : failing;
    BigDecimal grid = inUnits ? BigDecimal.ONE : TRIFLE;
    BigDecimal low = BigDecimal.ZERO;
    while (high.subtract(low).abs().compareTo(grid) > 0) {
      BigDecimal middle = middle(low, high, grid);
      if (middle.compareTo(low) == 0 || middle.compareTo(high) == 0) {
        break;
      }
      if (fails.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /**
   * Brings two quantities between which something falls as near to each other as units, or else
   * trifles, allow.
   *
   * @param falls whether it falls from the first to the second; if it falls over a span it falls
   *     over one of its halves
   */
  static Pair fall(BigDecimal from, BigDecimal to, BiPredicate<BigDecimal, BigDecimal> falls) {
    BigDecimal low = from.setScale(0, RoundingMode.FLOOR);
    BigDecimal high = to.setScale(0, RoundingMode.CEILING);
    BigDecimal grid = BigDecimal.ONE;
    if (!falls.test(low, high)) {
      low = from;
      high = to;
      grid = TRIFLE;
    }
    while (high.subtract(low).compareTo(grid) > 0) {
      BigDecimal middle = middle(low, high, grid);
      if (middle.compareTo(low) <= 0 || middle.compareTo(high) >= 0) {
        break;
      }
      if (falls.test(low, middle)) {
        high = middle;
      } else if (falls.test(middle, high)) {
        low = middle;
      } else {
        break;
      }
    }
    return new Pair(low, high);
  }

  private static BigDecimal middle(BigDecimal low, BigDecimal high, BigDecimal grid) {
    return low.add(high).divide(BigDecimal.TWO, Math.max(grid.scale(), 0), RoundingMode.FLOOR);
  }
}
