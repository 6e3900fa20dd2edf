package io.pricewright.gateway.subscription;

import io.pricewright.gateway.http.body.AtMost;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotNegative;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.http.body.UnitPrice;
import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.PriceTerms;
import io.pricewright.rules.catalogue.TermsChange;
import io.pricewright.rules.catalogue.TierMode;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a body says of a price that a subscription pays otherwise than its plan. */
@Named("OverrideLineItem")
record OverrideDraft(
    @Says("A price of the plan and currency.") PriceId priceId,
    @Says("The price's own; an override keeps it.") @Nullable BillingModel billingModel,
    @NotNegative @UnitPrice @Nullable BigDecimal amount,
    @Says("The price's own; an override keeps it.") @Nullable TierMode tierMode,
    @AtMost(PriceTerms.MAX_TIERS) @Nullable List<Tier> tiers,
    @Nullable Pack transformQuantity,
    @Says("Of a SCRIPT price: its parameters.") Json.@Nullable Obj params,
    @NotNegative @Says("How many of a FIXED price; one, or its min_quantity, when left out.")
        @Nullable BigDecimal quantity) {
  /** A tier. */
  @Named("OverrideTier")
  record Tier(
      @NotNegative @Nullable BigDecimal upTo,
      @NotNegative @Required("Give the price of a unit in the tier.") BigDecimal unitAmount,
      @NotNegative @Nullable BigDecimal flatAmount) {}

  /** A package. */
  @Named("OverridePackage")
  record Pack(@NotNegative @Nullable BigDecimal divideBy, @Default("up") Rounding round) {}

  /** Whether a begun package is paid. */
  enum Rounding implements Coded {
    UP,
    DOWN;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  CreateSubscription.PriceOverride toOverride() {
    return new CreateSubscription.PriceOverride(priceId, billingModel, change(), params, quantity);
  }

  private TermsChange change() {
    List<PriceTerms.Tier> changed =
        tiers == null
            ? null
            : tiers.stream()
                .map(t -> new PriceTerms.Tier(t.upTo(), t.unitAmount(), t.flatAmount()))
                .toList();
    return new TermsChange(
        amount,
        tierMode,
        changed,
        transformQuantity == null
            ? null
            : new PriceTerms.Transform(
                transformQuantity.divideBy() == null
                    ? BigDecimal.ZERO
                    : transformQuantity.divideBy(),
                transformQuantity.round() == Rounding.UP));
  }
}
