package io.pricewright.sandbox;

import io.pricewright.rules.money.Money;
import java.math.BigDecimal;

/**
 * What the same usage costs by both prices. Sums of cell amounts: a sum over all customers may pass
 * the bound of a single {@link Money}, so these are bare decimals of the simulation's currency.
 *
 * @param baseline by the live versions
 * @param candidate by the tried version
 */
public record Amounts(BigDecimal baseline, BigDecimal candidate) {
  /** Nothing on both sides. */
  public static final Amounts ZERO = new Amounts(BigDecimal.ZERO, BigDecimal.ZERO);

  public Amounts {
    baseline = Money.plain(baseline);
    candidate = Money.plain(candidate);
  }

  /** Returns candidate minus baseline: above zero where the candidate asks more. */
  public BigDecimal difference() {
    return Money.plain(candidate.subtract(baseline));
  }

  Amounts plus(Amounts other) {
    return new Amounts(baseline.add(other.baseline), candidate.add(other.candidate));
  }

  Amounts plus(Side side, BigDecimal amount) {
    return switch (side) {
      case BASELINE -> new Amounts(baseline.add(amount), candidate);
      case CANDIDATE -> new Amounts(baseline, candidate.add(amount));
    };
  }
}
