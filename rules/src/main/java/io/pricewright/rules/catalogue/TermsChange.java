package io.pricewright.rules.catalogue;

import io.pricewright.rules.catalogue.PriceTerms.Transform;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said anew of a price's terms; what is null stays as it is.
 *
 * @param amount price of a unit or package
 * @param tierMode how tiers are read
 * @param tiers all of them
 * @param transform the package
 */
public record TermsChange(
    @Nullable BigDecimal amount,
    @Nullable TierMode tierMode,
    @Nullable List<PriceTerms.Tier> tiers,
    @Nullable Transform transform) {
  public TermsChange {
    tiers = tiers == null ? null : List.copyOf(tiers);
  }

  /** Returns whether nothing is said. */
  public boolean isEmpty() {
    return amount == null && tierMode == null && tiers == null && transform == null;
  }

  /** Returns the terms with what is said. */
  public PriceTerms over(PriceTerms before) {
    return new PriceTerms(
        before.model(),
        amount == null ? before.amount() : amount,
        tierMode == null ? before.tierMode() : tierMode,
        tiers == null ? before.tiers() : tiers,
        transform == null ? before.transform() : transform);
  }
}
