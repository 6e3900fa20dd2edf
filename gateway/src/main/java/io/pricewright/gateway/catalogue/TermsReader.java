package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Fields;
import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.PriceTerms;
import io.pricewright.rules.catalogue.TierMode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads the money fields of a price: amount, tiers, tier_mode, transform_quantity. */
public final class TermsReader {
  private TermsReader() {}

  /** Reads terms; a field that is absent is as in the terms before. */
  public static PriceTerms read(Fields fields, PriceTerms before) {
    BigDecimal amount = fields.amount("amount");
    TierMode mode = fields.choice("tier_mode", TierMode.class);
    List<PriceTerms.Tier> tiers = new ArrayList<>();
    for (Fields tier : fields.objects("tiers", PriceTerms.MAX_TIERS)) {
      BigDecimal unit = tier.amount("unit_amount");
      if (unit == null) {
        tier.refuse("unit_amount", "required", "Give the price of a unit in the tier.");
      }
      tiers.add(
          new PriceTerms.Tier(
              tier.amount("up_to"),
              unit == null ? BigDecimal.ZERO : unit,
              tier.amount("flat_amount")));
    }
    Fields packed = fields.object("transform_quantity");
    PriceTerms.Transform transform = packed == null ? before.transform() : transform(packed);
    PriceTerms terms =
        new PriceTerms(
            before.model(),
            amount == null ? before.amount() : amount,
            mode == null ? before.tierMode() : mode,
            fields.has("tiers") ? tiers : before.tiers(),
            transform);
    fields.refuseAll(terms.errors());
    return terms;
  }

  private static PriceTerms.Transform transform(Fields packed) {
    BigDecimal divideBy = packed.amount("divide_by");
    return new PriceTerms.Transform(
        divideBy == null ? BigDecimal.ZERO : divideBy,
        packed.oneOf("round", "up", "up", "down").equals("up"));
  }

  /** Returns terms of a model that say nothing yet. */
  public static PriceTerms empty(BillingModel model) {
    return new PriceTerms(model, null, null, List.of(), null);
  }
}
