package io.pricewright.gateway.entitlement;

import io.pricewright.rules.entitlement.Quota;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.store.cache.Stamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one customer may use and has used, with all below it.
 *
 * @param no its number
 * @param id {@code cust_...}
 * @param stamp of the subtree; what is said here is at least as new
 * @param family whether there is anybody below it
 * @param above the customers above, nearest first
 * @param features by id, and by lookup key
 * @param holds when it is true as long as the stamp is the same
 */
record Level(
    CustomerNo no,
    CustomerId id,
    Stamp stamp,
    boolean family,
    List<CustomerNo> above,
    Map<String, OfFeature> features,
    Interval holds) {
  /**
   * A feature, what is left of it, what it is set to, and by currency the credit that may pay for
   * it.
   */
  record OfFeature(
      FeatureId id,
      @Nullable String lookupKey,
      Quota quota,
      List<String> values,
      List<String> configs,
      Map<String, BigDecimal> credit) {}

  /** Returns the same with more of a feature reserved. */
  Level reserving(FeatureId featureId, BigDecimal quantity) {
    OfFeature old = features.get(featureId.value());
    if (old == null) {
      return this;
    }
    OfFeature more =
        new OfFeature(
            old.id(),
            old.lookupKey(),
            old.quota().reserving(quantity),
            old.values(),
            old.configs(),
            old.credit());
    Map<String, OfFeature> changed = new HashMap<>(features);
    changed.replaceAll((name, of) -> of.id().equals(featureId) ? more : of);
    return new Level(no, id, stamp, family, above, changed, holds);
  }

  static Map<String, OfFeature> named(List<OfFeature> features) {
    Map<String, OfFeature> named = new HashMap<>();
    for (OfFeature of : features) {
      named.put(of.id().value(), of);
      String key = of.lookupKey();
      if (key != null) {
        named.putIfAbsent(key, of);
      }
    }
    return named;
  }

  Json.Obj toJson() {
    List<Json> all = new ArrayList<>();
    for (OfFeature of : new LinkedHashSet<>(features.values())) {
      Quota quota = of.quota();
      Map<String, Json> credit = new LinkedHashMap<>();
      of.credit().forEach((currency, amount) -> credit.put(currency, text(amount)));
      all.add(
          Json.Obj.EMPTY
              .with("id", Json.of(of.id().value()))
              .with("key", orNothing(of.lookupKey()))
              .with("metered", Json.of(quota.metered()))
              .with("enabled", Json.of(quota.enabled()))
              .with("soft", Json.of(quota.soft()))
              .with("limit", quota.limit() == null ? Json.nothing() : Json.of("" + quota.limit()))
              .with("used", text(quota.used()))
              .with("reserved", text(quota.reserved()))
              .with("resets", orNothing(Objects.toString(quota.resetsAt(), null)))
              .with("values", texts(of.values()))
              .with("configs", texts(of.configs()))
              .with("credit", new Json.Obj(credit)));
    }
    return Json.Obj.EMPTY
        .with("id", Json.of(id.value()))
        .with("family", Json.of(family))
        .with("above", texts(above.stream().map(Object::toString).toList()))
        .with("from", Json.of(holds.from().toString()))
        .with("to", Json.of(holds.to().toString()))
        .with("features", new Json.Arr(all));
  }

  static Level fromJson(CustomerNo no, Stamp stamp, Json.Obj json) {
    List<OfFeature> features = new ArrayList<>();
    for (Json one : ((Json.Arr) Objects.requireNonNull(json.get("features"))).items()) {
      features.add(feature((Json.Obj) one));
    }
    return new Level(
        no,
        new CustomerId(need(json, "id")),
        stamp,
        truth(json, "family"),
        strings(json, "above").stream().map(one -> new CustomerNo(Long.parseLong(one))).toList(),
        named(features),
        new Interval(Instant.parse(need(json, "from")), Instant.parse(need(json, "to"))));
  }

  private static OfFeature feature(Json.Obj json) {
    String limit = json.string("limit");
    String resets = json.string("resets");
    Map<String, BigDecimal> credit = new LinkedHashMap<>();
    ((Json.Obj) Objects.requireNonNull(json.get("credit")))
        .fields()
        .forEach((code, amount) -> credit.put(code, new BigDecimal(((Json.Str) amount).value())));
    return new OfFeature(
        new FeatureId(need(json, "id")),
        json.string("key"),
        new Quota(
            truth(json, "metered"),
            truth(json, "enabled"),
            truth(json, "soft"),
            limit == null ? null : Long.valueOf(limit),
            new BigDecimal(need(json, "used")),
            new BigDecimal(need(json, "reserved")),
            resets == null ? null : Instant.parse(resets)),
        strings(json, "values"),
        strings(json, "configs"),
        credit);
  }

  private static Json text(BigDecimal number) {
    return Json.of(number.toPlainString());
  }

  private static Json texts(List<String> all) {
    return new Json.Arr(all.stream().map(Json::of).toList());
  }

  private static Json orNothing(@Nullable String text) {
    return text == null ? Json.nothing() : Json.of(text);
  }

  private static String need(Json.Obj json, String name) {
    return Objects.requireNonNull(json.string(name), name);
  }

  private static boolean truth(Json.Obj json, String name) {
    return json.get(name) instanceof Json.Bool bool && bool.value();
  }

  private static List<String> strings(Json.Obj json, String name) {
    return ((Json.Arr) Objects.requireNonNull(json.get(name)))
        .items().stream().map(one -> ((Json.Str) one).value()).toList();
  }

  static Level parse(CustomerNo no, Stamp stamp, String text) {
    return fromJson(no, stamp, JsonReader.parseObject(text));
  }
}
