package io.pricewright.gateway.cli.catalogue;

import io.pricewright.gateway.cli.catalogue.Form.Choice;
import io.pricewright.gateway.cli.catalogue.Form.Code;
import io.pricewright.gateway.cli.catalogue.Form.Decimal;
import io.pricewright.gateway.cli.catalogue.Form.Each;
import io.pricewright.gateway.cli.catalogue.Form.Field;
import io.pricewright.gateway.cli.catalogue.Form.Free;
import io.pricewright.gateway.cli.catalogue.Form.Group;
import io.pricewright.gateway.cli.catalogue.Form.Text;
import io.pricewright.gateway.cli.catalogue.Form.Texts;
import io.pricewright.gateway.cli.catalogue.Form.Truth;
import io.pricewright.gateway.cli.catalogue.Form.Whole;
import io.pricewright.rules.json.Json;
import java.util.List;
import java.util.Locale;

/** The kinds of things in a catalogue, in the order in which they can be made. */
enum Kind {
  /** A pricing script; its key is its name, or {@code name@n} for one of several. */
  SCRIPT(
      "scripts",
      Group.of(
          Field.of("description", new Text(4_000)),
          Field.of("source", new Text(200_000)).needed(),
          Field.of("schema", new Free()).or(Json.Obj.EMPTY),
          Field.of("tests", new Free()),
          Field.of("manifest", new Free()))),
  /** A meter; its key is its name. */
  METER(
      "meters",
      Group.of(
          Field.of("event_name", new Text(255)).needed().forGood(),
          Field.of(
                  "aggregation",
                  Group.of(
                      Field.of("type", new Text(100)).needed(),
                      Field.of("field", new Text(500)),
                      Field.of("multiplier", new Decimal()),
                      Field.of("bucket_size", new Text(20)),
                      Field.of("group_by", new Text(500))))
              .needed()
              .forGood(),
          Field.of(
                  "filters",
                  new Each(
                      Group.of(
                          Field.of("key", new Text(500)).needed(),
                          Field.of("operator", new Text(20)).or(Json.of("in")),
                          Field.of("values", new Each(new Text(4_000))))))
              .clearedBy(new Json.Arr(List.of())),
          Field.of("reset_usage", new Text(100)).or(Json.of("BILLING_PERIOD")).forGood(),
          Field.of("allow_negative", new Truth()).forGood())),
  /** A feature; its key is its lookup key, or its name when it has none. */
  FEATURE(
      "features",
      Group.of(
          Field.of("name", new Text(255)).needed(),
          Field.of("type", Choice.of("metered", "boolean", "static", "config")).needed().forGood(),
          Field.of("meter", new Text(255)).forGood(),
          text("description", 4_000),
          text("unit_singular", 100),
          text("unit_plural", 100),
          metadata())),
  /** A plan; its key is its lookup key, or its name when it has none. */
  PLAN(
      "plans",
      Group.of(
          Field.of("name", new Text(255)).needed(),
          text("description", 4_000),
          Field.of("display_order", new Whole()),
          metadata())),
  /** A price of a plan; its key is its lookup key. */
  PRICE(
      "prices",
      Group.of(
          text("display_name", 255),
          text("description", 4_000),
          Field.of("type", Choice.of("USAGE", "FIXED")).or(Json.of("USAGE")).forGood(),
          Field.of("meter", new Text(255)).forGood(),
          Field.of("currency", new Code()).needed().forGood(),
          Field.of("billing_period", new Text(100)).needed().forGood(),
          Field.of("billing_period_count", new Whole()).or(Json.of(1)).forGood(),
          Field.of("invoice_cadence", Choice.of("ARREAR", "ADVANCE"))
              .or(Json.of("ARREAR"))
              .forGood(),
          Field.of("billing_model", Choice.of("FLAT_FEE", "PACKAGE", "TIERED", "SCRIPT"))
              .needed()
              .forGood(),
          Field.of("amount", new Decimal()),
          Field.of("tier_mode", Choice.of("VOLUME", "SLAB")),
          Field.of(
              "tiers",
              new Each(
                  Group.of(
                      Field.of("up_to", new Decimal()),
                      Field.of("unit_amount", new Decimal()).needed(),
                      Field.of("flat_amount", new Decimal())))),
          Field.of(
              "transform_quantity",
              Group.of(
                  Field.of("divide_by", new Decimal()).needed(),
                  Field.of("round", Choice.of("up", "down")).or(Json.of("up")))),
          Field.of("script", new Text(200)),
          Field.of("params", new Free()).or(Json.Obj.EMPTY),
          Field.of("maximum_amount", new Decimal()),
          Field.of("free_events", new Whole()).or(Json.of(0)),
          Field.of("min_quantity", new Decimal()),
          metadata())),
  /** A plan's right to a feature; its key is the feature's. */
  ENTITLEMENT(
      "entitlements",
      Group.of(
          Field.of("is_enabled", new Truth()).or(Json.of(true)),
          Field.of("usage_limit", new Whole()),
          Field.of("included_quantity", new Whole()),
          Field.of("usage_reset_period", new Text(100)),
          Field.of("rolling_window", new Text(100)),
          Field.of("is_soft_limit", new Truth()).or(Json.of(false)),
          Field.of("static_value", new Text(1_000)),
          Field.of("config_value", new Free())));

  /** First line of every file. */
  static final String FORMAT = "pricewright-catalogue/1";

  /** Fields of a price whose change is a new version. */
  static final List<String> MONEY =
      List.of(
          "amount",
          "tier_mode",
          "tiers",
          "transform_quantity",
          "script",
          "params",
          "maximum_amount",
          "free_events",
          "min_quantity");

  private final String section;

  @SuppressWarnings("ImmutableEnumChecker") // its list is a copy
  private final Group group;

  Kind(String section, Group group) {
    this.section = section;
    this.group = group;
  }

  private static Field text(String name, int max) {
    return Field.of(name, new Text(max)).clearedBy(Json.of(""));
  }

  private static Field metadata() {
    return Field.of("metadata", new Texts()).clearedBy(Json.Obj.EMPTY);
  }

  /** Returns the key of its section in a file. */
  String section() {
    return section;
  }

  /** Returns its fields. */
  Group group() {
    return group;
  }

  /** Returns whether it stands inside a plan. */
  boolean inPlan() {
    return this == PRICE || this == ENTITLEMENT;
  }

  /** Returns what is said of one, so that equal things are equal. */
  Json.Obj normal(Json.Obj said) {
    Json.Obj normal = Form.group(group, said);
    if (this != METER) {
      return normal;
    }
    // Weighted sums go up and down, so that negative events are taken unless that is said.
    boolean weighted =
        normal.get("aggregation") instanceof Json.Obj of
            && "WEIGHTED_SUM".equals(of.string("type"));
    return Json.of(weighted).equals(normal.get("allow_negative"))
        ? without(normal, "allow_negative")
        : normal;
  }

  static Json.Obj without(Json.Obj object, String name) {
    java.util.Map<String, Json> fields = new java.util.LinkedHashMap<>(object.fields());
    fields.remove(name);
    return new Json.Obj(fields);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
