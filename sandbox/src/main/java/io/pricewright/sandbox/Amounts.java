package io.pricewright.sandbox;

import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
    return Money.plain(of.get(variant).subtract(of.getFirst()));
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
