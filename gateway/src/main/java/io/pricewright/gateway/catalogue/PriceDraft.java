package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Fields;
import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.InvoiceCadence;
import io.pricewright.rules.catalogue.PriceEntity;
import io.pricewright.rules.catalogue.PriceTerms;
import io.pricewright.rules.catalogue.PriceType;
import io.pricewright.rules.catalogue.PriceVersion.Bounds;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.ScriptRow;
import java.time.Instant;

/**
 * What a body says of a price, before its script is found.
 *
 * @param row the price without script
 * @param wanted the script it wants
 * @param bounds what is free, and the maximum
 */
record PriceDraft(PriceRow row, PriceScripts.Wanted wanted, Bounds bounds) {
  /** The fields of a new price that say what it costs. */
  static final String TERMS =
      "amount:decimal, tier_mode, tiers:array, transform_quantity:object, script:object,"
          + " params:object, maximum_amount:decimal, free_events:integer";

  private static final PriceParts.Texts NO_TEXTS =
      new PriceParts.Texts(null, null, null, Json.Obj.EMPTY);

  /** Reads a new price. */
  static PriceDraft create(Fields fields, PriceId id, Instant now) {
    fields.ignore(
        "price_unit_type", "filter_values", "billing_cadence", "trial_period", "group_id");
    fields.oneOf("entity_type", "PLAN", "PLAN");
    BillingModel model = fields.requiredChoice("billing_model", BillingModel.class);
    PriceScripts.Wanted wanted =
        model == BillingModel.SCRIPT
            ? PriceScripts.read(fields, Json.Obj.EMPTY)
            : built(TermsReader.read(fields, TermsReader.empty(model)));
    Bounds bounds = PriceBounds.read(fields, Bounds.NONE);
    return new PriceDraft(row(fields, model, id, now), wanted, bounds);
  }

  /** Reads what a new version of a price costs. */
  static PriceScripts.Wanted anew(Fields fields, PriceRow old) {
    BillingModel model = old.billingModel();
    Json.Obj oldTerms = JsonReader.parseObject(old.terms());
    if (model != BillingModel.SCRIPT) {
      return built(TermsReader.read(fields, PriceTerms.fromJson(model, oldTerms)));
    }
    Json.Obj params = JsonReader.parseObject(old.params());
    if (fields.has("script")) {
      return PriceScripts.read(fields, params);
    }
    Json.Obj given = fields.free("params");
    Json.Obj script = oldTerms.get("script") instanceof Json.Obj named ? named : Json.Obj.EMPTY;
    String name = script.string("name");
    Integer number =
        script.get("version") instanceof Json.Num version ? version.value().intValueExact() : null;
    return new PriceScripts.Wanted(
        name == null ? "" : name, number, given == null ? params : given, Json.Obj.EMPTY);
  }

  private static PriceScripts.Wanted built(PriceTerms terms) {
    return terms.errors().isEmpty() ? PriceScripts.of(terms) : PriceScripts.Wanted.NOTHING;
  }

  /** Returns the price with its script. */
  PriceRow priced(ScriptRow script) {
    return PriceParts.with(
        row, PriceParts.Stage.of(row), money(wanted, script, bounds), PriceParts.Texts.of(row));
  }

  static PriceParts.Money money(PriceScripts.Wanted wanted, ScriptRow script, Bounds bounds) {
    return new PriceParts.Money(
        script.id(), wanted.params().text(), bounds.in(PriceScripts.terms(wanted, script)).text());
  }

  private static PriceRow row(Fields fields, BillingModel model, PriceId id, Instant now) {
    String type = fields.oneOf("type", "USAGE", "USAGE", "FIXED");
    String meterId = fields.text("meter_id", 100);
    boolean usage = type.equals("USAGE");
    if (usage == (meterId == null || meterId.isEmpty())) {
      fields.refuse("meter_id", "required", "A USAGE price has a meter, a FIXED one has none.");
    }
    Long count = fields.integer("billing_period_count", 1, 1200);
    PriceParts.Texts texts = PriceParts.Texts.read(fields, NO_TEXTS);
    return new PriceRow(
        id,
        new LineageId(id.value()),
        1,
        null,
        PriceEntity.PLAN,
        new PlanId(fields.requiredText("entity_id", 100)),
        PriceType.valueOf(type),
        usage ? Id.ofNullable(meterId, MeterId::new) : null,
        currency(fields),
        model,
        fields.requiredChoice("billing_period", BillingPeriod.class),
        count == null ? 1 : count.intValue(),
        InvoiceCadence.valueOf(fields.oneOf("invoice_cadence", "ARREAR", "ARREAR", "ADVANCE")),
        new ScriptId(""),
        "{}",
        "{}",
        texts.lookupKey(),
        texts.displayName(),
        texts.description(),
        texts.metadata(),
        null,
        Status.PUBLISHED,
        now,
        now);
  }

  private static Currency currency(Fields fields) {
    String code = fields.requiredText("currency", 10);
    try {
      return new Currency(code);
    } catch (IllegalArgumentException e) {
      fields.refuse("currency", "not_a_choice", "Send three letters, such as usd.");
      return new Currency("usd");
    }
  }
}
