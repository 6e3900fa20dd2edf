package io.pricewright.rules.rollout;

import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whom a rollout reaches, and from when.
 *
 * @param mode from when
 * @param at the instant of {@link Mode#AT}, else null
 * @param customers only these, by number; null: any
 * @param attribute only customers with this key in their metadata; null: any
 * @param values one of which the attribute has
 * @param percent share of the customers, above 0 to 100, by hash of rollout and customer
 * @param guard what ends it
 */
public record RolloutPlan(
    Mode mode,
    @Nullable Instant at,
    @Nullable List<CustomerNo> customers,
    @Nullable String attribute,
    List<String> values,
    BigDecimal percent,
    Guard guard) {
  /** From when a customer has the new version. */
  public enum Mode implements Coded {
    /** From its next billing period on: no period has two versions. */
    NEXT_PERIOD,
    /** From an instant on, at the earliest when it is assigned: that period has two segments. */
    AT,
    /** From the begin of its open period on; the difference is booked. */
    REPRICE;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RolloutPlan {
    customers = customers == null ? null : List.copyOf(customers);
    values = List.copyOf(values);
  }

  /** Returns the same plan for another share. */
  public RolloutPlan widened(BigDecimal share) {
    return new RolloutPlan(mode, at, customers, attribute, values, share, guard);
  }

  /**
   * Returns from when a line item has the new version.
   *
   * @param open its billing period now
   * @param now when it is decided, behind the customer's gate
   * @param start begin of the line item: a new one has the version from the first
   */
  public Instant from(Interval open, Instant now, Instant start) {
    Instant from =
        switch (mode) {
          case NEXT_PERIOD -> open.to();
          case AT -> at == null || at.isBefore(now) ? now : at;
          case REPRICE -> open.from();
        };
    return from.isBefore(start) ? start : from;
  }

  /** Returns the plan as JSON. */
  public Json.Obj toJson() {
    List<CustomerNo> listed = customers;
    return Json.Obj.EMPTY
        .with("mode", Json.of(mode.name().toLowerCase(Locale.ROOT)))
        .with("at", Json.of(at == null ? null : at.toString()))
        .with(
            "customers",
            listed == null
                ? Json.nothing()
                : new Json.Arr(listed.stream().<Json>map(no -> Json.of(no.value())).toList()))
        .with("attribute", Json.of(attribute))
        .with("values", new Json.Arr(values.stream().map(Json::of).toList()))
        .with("percent", Json.of(percent.toPlainString()))
        .with("guard", guard.toJson());
  }

  /** Reads {@link #toJson}. */
  public static RolloutPlan fromJson(Json.Obj json) {
    String at = json.string("at");
    return new RolloutPlan(
        Mode.valueOf(Objects.requireNonNull(json.string("mode")).toUpperCase(Locale.ROOT)),
        at == null ? null : Instant.parse(at),
        json.get("customers") instanceof Json.Arr listed
            ? listed.items().stream()
                .map(no -> new CustomerNo(((Json.Num) no).value().longValueExact()))
                .toList()
            : null,
        json.string("attribute"),
        json.get("values") instanceof Json.Arr values
            ? values.items().stream().map(v -> ((Json.Str) v).value()).toList()
            : List.of(),
        new BigDecimal(Objects.requireNonNull(json.string("percent"))),
        Guard.fromJson(json.get("guard") instanceof Json.Obj guard ? guard : Json.Obj.EMPTY));
  }
}
