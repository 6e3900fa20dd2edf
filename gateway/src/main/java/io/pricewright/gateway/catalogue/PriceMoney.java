package io.pricewright.gateway.catalogue;

import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.PriceTerms;
import io.pricewright.rules.catalogue.PriceVersion.Bounds;
import io.pricewright.rules.catalogue.TermsChange;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.store.row.PriceRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is said of what a price costs; what is null stays as it is. Anything said makes a version.
 *
 * @param terms in the terms of the billing model
 * @param script of a SCRIPT price: which version computes it
 * @param params of a SCRIPT price: what the script gets
 * @param maximum the most that usage brings a period to
 * @param freeEvents how many events cost nothing
 * @param minQuantity the least of a fixed price that a line item has
 */
record PriceMoney(
    TermsChange terms,
    @Nullable Pick script,
    Json.@Nullable Obj params,
    @Nullable BigDecimal maximum,
    @Nullable Integer freeEvents,
    @Nullable BigDecimal minQuantity) {
  /**
   * A script by its name.
   *
   * @param version null: the newest
   */
  record Pick(String name, @Nullable Integer version) {
    private PriceScripts.Wanted with(Json.Obj params) {
      return new PriceScripts.Wanted(name, version, params, Json.Obj.EMPTY);
    }
  }

  boolean isEmpty() {
    return terms.isEmpty()
        && script == null
        && params == null
        && maximum == null
        && freeEvents == null
        && minQuantity == null;
  }

  /** Returns the bounds with what is said. */
  Bounds over(Bounds before) {
    return new Bounds(
        maximum == null ? before.maximum() : maximum,
        freeEvents == null ? before.freeEvents() : freeEvents,
        minQuantity == null ? before.minQuantity() : minQuantity);
  }

  /** Returns which script a new price wants; what is wrong with it is added to the errors. */
  PriceScripts.Wanted wanted(BillingModel model, List<FieldError> errors) {
    errors.addAll(unusable(model));
    if (model != BillingModel.SCRIPT) {
      return built(terms.over(new PriceTerms(model, null, null, List.of(), null)), errors);
    }
    if (script == null) {
      errors.add(new FieldError("/script", "required", "Give the script's name and version."));
      return PriceScripts.Wanted.NOTHING;
    }
    return script.with(params == null ? Json.Obj.EMPTY : params);
  }

  /** Returns which script the next version wants; what is wrong is added to the errors. */
  PriceScripts.Wanted after(PriceRow old, List<FieldError> errors) {
    errors.addAll(unusable(old.billingModel()));
    Json.Obj kept = JsonReader.parseObject(old.terms());
    if (old.billingModel() != BillingModel.SCRIPT) {
      return built(terms.over(PriceTerms.fromJson(old.billingModel(), kept)), errors);
    }
    Pick pick = script == null ? pinned(kept) : script;
    return pick.with(params == null ? JsonReader.parseObject(old.params()) : params);
  }

  private static Pick pinned(Json.Obj terms) {
    Json.Obj script = (Json.Obj) Objects.requireNonNull(terms.get("script"));
    return new Pick(
        Objects.requireNonNull(script.string("name")),
        ((Json.Num) Objects.requireNonNull(script.get("version"))).value().intValueExact());
  }

  private static PriceScripts.Wanted built(PriceTerms whole, List<FieldError> errors) {
    List<FieldError> wrong = whole.errors();
    errors.addAll(wrong);
    return wrong.isEmpty() ? PriceScripts.of(whole) : PriceScripts.Wanted.NOTHING;
  }

  /** What a billing model has no use for is no field of it. */
  private List<FieldError> unusable(BillingModel model) {
    List<FieldError> errors = new ArrayList<>();
    if (model == BillingModel.SCRIPT) {
      unusable(terms.amount(), "/amount", errors);
      unusable(terms.tierMode(), "/tier_mode", errors);
      unusable(terms.tiers(), "/tiers", errors);
      unusable(terms.transform(), "/transform_quantity", errors);
    } else {
      unusable(script, "/script", errors);
      unusable(params, "/params", errors);
    }
    return errors;
  }

  private static void unusable(@Nullable Object said, String pointer, List<FieldError> errors) {
    if (said != null) {
      errors.add(
          new FieldError(
              pointer, "unknown_field", "There is no such field. Remove it, or correct its name."));
    }
  }
}
