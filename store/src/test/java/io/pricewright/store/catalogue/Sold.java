package io.pricewright.store.catalogue;

import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.InvoiceCadence;
import io.pricewright.rules.catalogue.PriceEntity;
import io.pricewright.rules.catalogue.PriceType;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.entitlement.FeatureType;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.BucketSize;
import io.pricewright.rules.meter.PropertyFilter;
import io.pricewright.rules.meter.PropertyFilters;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.store.row.FeatureRow;
import io.pricewright.store.row.MeterRow;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.ScriptRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Rows of a catalogue, every column with a value. */
final class Sold {
  static final Instant T0 = Instant.parse("2026-01-02T03:04:05.000006Z");

  private Sold() {}

  static MeterRow meter(String id, int second) {
    Instant made = T0.plusSeconds(second);
    return new MeterRow(
        new MeterId(id),
        "name of " + id,
        "tokens.used",
        new Aggregation(
            AggregationType.SUM_WITH_MULTIPLIER,
            "usage.tokens",
            new BigDecimal("0.001"),
            BucketSize.QUARTER,
            "model"),
        new PropertyFilters(
            List.of(
                new PropertyFilter("model", PropertyFilter.Operator.NOT_IN, List.of("a", "b\"'")))),
        ResetUsage.NEVER,
        true,
        Status.PUBLISHED,
        made,
        made);
  }

  static FeatureRow feature(String id, MeterId meter, String key) {
    return new FeatureRow(
        new FeatureId(id),
        "name of " + id,
        key,
        "what it is",
        FeatureType.METERED,
        meter,
        "token",
        "tokens",
        Json.Obj.EMPTY.with("team", Json.of("search")),
        Status.PUBLISHED,
        T0,
        T0);
  }

  static PlanRow plan(String id, String key) {
    return new PlanRow(
        new PlanId(id),
        "name of " + id,
        key,
        "for all",
        3,
        Json.Obj.EMPTY,
        Status.PUBLISHED,
        T0,
        T0);
  }

  static ScriptRow script(String id, String name, int number, int second) {
    return new ScriptRow(
        new ScriptId(id),
        name,
        number,
        "%064d".formatted(number % 2),
        ScriptKind.PER_EVENT,
        "// " + number,
        Json.Obj.EMPTY.with("type", Json.of("object")),
        new Json.Arr(List.of(Json.Obj.EMPTY.with("amount", Json.of("1")))),
        Json.Obj.EMPTY.with("laws", new Json.Arr(List.of())),
        Json.Obj.EMPTY.with("status", Json.of("passed")),
        "a script",
        T0.plusSeconds(second));
  }

  static PriceRow price(String id, String lineage, int version, MeterId meter, ScriptId script) {
    return new PriceRow(
        new PriceId(id),
        new LineageId(lineage),
        version,
        version == 1 ? null : T0.plusSeconds(version),
        PriceEntity.PLAN,
        new PlanId("plan_1"),
        PriceType.USAGE,
        meter,
        new Currency("usd"),
        BillingModel.SCRIPT,
        BillingPeriod.MONTHLY,
        1,
        InvoiceCadence.ARREAR,
        script,
        "{\"amount\":\"1\"}",
        "{\"maximum_amount\":\"10\",\"free_events\":3}",
        "key of " + lineage,
        "shown",
        "what it is",
        Json.Obj.EMPTY,
        null,
        Status.PUBLISHED,
        T0.plusSeconds(version),
        T0.plusSeconds(version));
  }
}
