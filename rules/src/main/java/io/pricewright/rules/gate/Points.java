package io.pricewright.rules.gate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Quantities worth trying: zero, both sides of every number in the parameters and of those that a
 * script writes down itself, and at random.
 */
final class Points {
  private static final int RANDOM = 100;
  private static final int COMBINED = 6;

  private Points() {}

  /** Returns quantities from zero to the largest, ascending. */
  static List<BigDecimal> of(Sample sample, BigDecimal largest, Random random) {
    return of(sample, List.of(), largest, random);
  }

  /** Returns quantities from zero to the largest, ascending, with some more to look at. */
  static List<BigDecimal> of(
      Sample sample, List<BigDecimal> more, BigDecimal largest, Random random) {
    TreeSet<BigDecimal> all = new TreeSet<>(List.of(BigDecimal.ZERO, Shrink.TRIFLE, largest));
    more.forEach(number -> around(number, all));
    List<BigDecimal> bounds = Numbers.in(sample.params());
    bounds.forEach(bound -> around(bound, all));
    for (int i = 0; i < Math.min(COMBINED, bounds.size()); i++) {
      for (int j = i; j < Math.min(COMBINED, bounds.size()); j++) {
        around(bounds.get(i).add(bounds.get(j)), all);
      }
    }
    for (int i = 0; i < RANDOM; i++) {
      all.add(BigDecimal.valueOf(random.nextLong(1L << (1 + random.nextInt(50))), 3));
    }
    return all.stream()
        .filter(point -> point.signum() >= 0 && point.compareTo(largest) <= 0)
        .toList();
  }

  private static void around(BigDecimal bound, Set<BigDecimal> all) {
    all.add(bound);
    for (BigDecimal step : List.of(Shrink.TRIFLE, BigDecimal.ONE)) {
      all.add(bound.subtract(step));
      all.add(bound.add(step));
    }
  }

  /** Returns quantities below zero, whose price may be refused but must not be nonsense. */
  static List<BigDecimal> negative(List<BigDecimal> points) {
    return points.stream()
        .filter(point -> point.signum() > 0)
        .map(BigDecimal::negate)
        .limit(RANDOM)
        .toList();
  }
}
