package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.body.AtMost;
import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotNegative;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.http.body.UnitPrice;
import io.pricewright.rules.catalogue.PriceTerms;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.catalogue.TermsChange;
import io.pricewright.rules.catalogue.TierMode;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a body says of what a price costs; a key beside those of its billing model is refused. */
record TermsDraft(
    @NotNegative
        @UnitPrice
        @Example("0.002")
        @Says("Price of a unit or package: FLAT_FEE and PACKAGE.")
        @Nullable BigDecimal amount,
    @Says("TIERED: whether all units cost what the reached tier says, or each its own.")
        @Nullable TierMode tierMode,
    @AtMost(PriceTerms.MAX_TIERS) @Says("TIERED: bounds ascend, and the last is open.")
        @Nullable List<Tier> tiers,
    @Says("PACKAGE: how many units are one.") @Nullable Packing transformQuantity,
    @Says("SCRIPT: which version computes it.") @Nullable PickScriptDraft script,
    @Says("SCRIPT: the parameters, as the script's schema wants them.") Json.@Nullable Obj params,
    @NotNegative @Says("The most that usage brings a period to.")
        @Nullable BigDecimal maximumAmount,
    @Bounds(min = 0, max = PriceVersion.Bounds.MAX_FREE)
        @Says("How many events cost nothing, where a script prices each alone.")
        @Nullable Integer freeEvents,
    @NotNegative @Says("FIXED: the least of it that a line item has.")
        @Nullable BigDecimal minQuantity) {
  /** A tier of a price. */
  @Named("PriceTier")
  record Tier(
      @NotNegative @Says("Last quantity in it; the last tier has none.") @Nullable BigDecimal upTo,
      @NotNegative @UnitPrice @Required("Give the price of a unit in the tier.")
          BigDecimal unitAmount,
      @NotNegative @UnitPrice @Says("Charged once when usage enters it.")
          @Nullable BigDecimal flatAmount) {
    static Tier of(PriceTerms.Tier tier) {
      return new Tier(tier.upTo(), tier.unitAmount(), tier.flatAmount());
    }

    private PriceTerms.Tier toRules() {
      return new PriceTerms.Tier(upTo, unitAmount, flatAmount);
    }
  }

  /** How many units are one package. */
  @Named("PricePackage")
  record Packing(
      @NotNegative @Example("1000") @Says("Above 0.") @Nullable BigDecimal divideBy,
      @Default("up") @Says("Whether a begun package is paid.") Rounding round) {
    static @Nullable Packing of(PriceTerms.@Nullable Transform transform) {
      return transform == null
          ? null
          : new Packing(transform.divideBy(), transform.up() ? Rounding.UP : Rounding.DOWN);
    }

    private PriceTerms.Transform toRules() {
      return new PriceTerms.Transform(
          divideBy == null ? BigDecimal.ZERO : divideBy, round == Rounding.UP);
    }
  }

  /** Whether a begun package is paid. */
  enum Rounding implements Coded {
    UP,
    DOWN;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private TermsChange change() {
    return new TermsChange(
        amount,
        tierMode,
        tiers == null ? null : tiers.stream().map(Tier::toRules).toList(),
        transformQuantity == null ? null : transformQuantity.toRules());
  }

  /** Returns all that is said. */
  PriceMoney toRules() {
    return new PriceMoney(
        change(),
        script == null ? null : new PriceMoney.Pick(script.name(), script.version()),
        params,
        maximumAmount,
        freeEvents,
        minQuantity);
  }
}
