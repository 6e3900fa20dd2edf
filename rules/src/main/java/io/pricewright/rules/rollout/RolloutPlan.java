package io.pricewright.rules.rollout;

import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.ItemSpan;
import java.math.BigDecimal;
import java.time.Duration;
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

  /** The whole share. */
  public static final BigDecimal ALL = BigDecimal.valueOf(100);

  /** Returns the same plan for these customers alone. */
  public RolloutPlan only(List<CustomerNo> these) {
    return new RolloutPlan(mode, at, these, attribute, values, percent, guard);
  }

  /** Returns whether a share holds the present one, and is one. */
  public boolean widensTo(BigDecimal share) {
    return share.compareTo(percent) >= 0 && share.compareTo(ALL) <= 0;
  }

  /** Returns the same plan for another share. */
  public RolloutPlan widened(BigDecimal share) {
    return new RolloutPlan(mode, at, customers, attribute, values, share, guard);
  }

  /** Returns the share as customers of a million, whose places are 0 to 999,999. */
  public long millionths() {
    return percent.movePointRight(4).longValue();
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

  /**
   * Returns from when a line item has the new version. One that has not begun has it from its first
   * instant on.
   *
   * @param item the line item
   * @param now when it is decided, behind the customer's gate
   */
  public Instant from(ItemSpan item, Instant now) {
    Instant start = item.start();
    return start.isAfter(now) ? start : from(item.counted(now).whole(), now, start);
  }

  /** Returns whose usage a version is judged by: the open and the last period's. */
  public static Interval compared(Instant now) {
    return new Interval(now.minus(Duration.ofDays(31)), now.plus(Duration.ofHours(1)));
  }

  /** Returns it as a row keeps it. */
  public String toRow() {
    return toJson().text();
  }

  /** Reads {@link #toRow}. */
  public static RolloutPlan fromRow(String text) {
    return fromJson(JsonReader.parseObject(text));
  }

  /** Returns the plan as JSON. */
  public Json.Obj toJson() {
    List<CustomerNo> listed = customers;
    return Json.Obj.EMPTY
        .with("mode", Json.of(mode.code()))
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
        Coded.of(Mode.class, Objects.requireNonNull(json.string("mode"))),
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
