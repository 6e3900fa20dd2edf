package io.pricewright.sandbox;

import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What the same usage costs by each variant. Sums of cell amounts: a sum over all customers may
 * pass the bound of a single {@link Money}, so these are bare decimals of the simulation's
 * currency.
 *
 * @param of one a variant, in their order
 */
public record Amounts(List<BigDecimal> of) {
  public Amounts {
    of = of.stream().map(Money::plain).toList();
  }

  /** Returns nothing for so many variants. */
  public static Amounts zero(int variants) {
    return new Amounts(Collections.nCopies(variants, BigDecimal.ZERO));
  }

  /** Returns a variant's amount. */
  public BigDecimal get(int variant) {
    return of.get(variant);
  }

  /** Returns a variant's amount minus the first's: above zero where it asks more. */
  public BigDecimal difference(int variant) {
    return difference(variant, 0);
  }

  /** Returns a variant's amount minus another's. */
  public BigDecimal difference(int variant, int other) {
    return Money.plain(of.get(variant).subtract(of.get(other)));
  }

  /**
   * Returns by how many percent of the first a variant's amount differs, to one decimal; empty when
   * the first is zero.
   */
  public Optional<BigDecimal> percent(int variant) {
    BigDecimal before = of.getFirst();
    return before.signum() == 0
        ? Optional.empty()
        : Optional.of(
            difference(variant)
                .multiply(BigDecimal.valueOf(100))
                .divide(before.abs(), 1, RoundingMode.HALF_UP));
  }

  Amounts plus(Amounts other) {
    List<BigDecimal> sums = new ArrayList<>(of.size());
    for (int i = 0; i < of.size(); i++) {
      sums.add(of.get(i).add(other.of.get(i)));
    }
    return new Amounts(sums);
  }

  Amounts plus(int variant, BigDecimal amount) {
    List<BigDecimal> sums = new ArrayList<>(of);
    sums.set(variant, sums.get(variant).add(amount));
    return new Amounts(sums);
  }
}
