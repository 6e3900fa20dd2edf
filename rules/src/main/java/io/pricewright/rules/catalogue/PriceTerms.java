package io.pricewright.rules.catalogue;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a price in the terms of its billing model, and the built-in script it
 * means.
 *
 * @param model the billing model
 * @param amount price of a unit or package; FLAT_FEE and PACKAGE need it
 * @param tierMode TIERED needs it
 * @param tiers TIERED needs at least one; bounds ascend and the last is open
 * @param transform PACKAGE needs it
 */
public record PriceTerms(
    BillingModel model,
    @Nullable BigDecimal amount,
    @Nullable TierMode tierMode,
    List<Tier> tiers,
    @Nullable Transform transform) {
  /** Most tiers of a price. */
  public static final int MAX_TIERS = 100;

  /**
   * One tier.
   *
   * @param upTo last quantity in it, inclusive; null: open
   * @param unitAmount price of one unit in it
   * @param flatAmount charged once when usage enters it, or null
   */
  public record Tier(
      @Nullable BigDecimal upTo, BigDecimal unitAmount, @Nullable BigDecimal flatAmount) {}

  /**
   * A package.
   *
   * @param divideBy units in it, above 0
   * @param up whether a begun package is paid
   */
  public record Transform(BigDecimal divideBy, boolean up) {}

  /**
   * A built-in script and its parameters.
   *
   * @param script name of the script
   * @param params JSON object, numbers as decimal strings
   */
  public record Call(String script, Json.Obj params) {}

  public PriceTerms {
    tiers = List.copyOf(tiers);
  }

  /** Returns what is wrong with the terms, with pointers into the price. */
  public List<FieldError> errors() {
    List<FieldError> errors = new ArrayList<>();
    switch (model) {
      case FLAT_FEE -> need(amount, "/amount", "FLAT_FEE needs an amount.", errors);
      case PACKAGE -> {
        need(amount, "/amount", "PACKAGE needs the amount of a package.", errors);
        need(transform, "/transform_quantity", "PACKAGE needs transform_quantity.", errors);
        if (transform != null && transform.divideBy().signum() <= 0) {
          errors.add(
              new FieldError(
                  "/transform_quantity/divide_by", "out_of_range", "divide_by is above 0."));
        }
      }
      case TIERED -> tierErrors(errors);
      case SCRIPT -> {}
    }
    return errors;
  }

  private void tierErrors(List<FieldError> errors) {
    need(tierMode, "/tier_mode", "TIERED needs tier_mode VOLUME or SLAB.", errors);
    if (tiers.isEmpty()) {
      errors.add(new FieldError("/tiers", "required", "TIERED needs at least one tier."));
      return;
    }
    BigDecimal below = BigDecimal.ZERO;
    for (int i = 0; i < tiers.size(); i++) {
      BigDecimal upTo = tiers.get(i).upTo();
      String at = "/tiers/" + i + "/up_to";
      boolean last = i == tiers.size() - 1;
      if (last && upTo != null) {
        errors.add(
            new FieldError(
                at, "last_tier_bounded", "Leave up_to of the last tier out: usage above is free."));
      } else if (!last && upTo == null) {
        errors.add(new FieldError(at, "required", "Only the last tier is without up_to."));
      } else if (upTo != null && upTo.compareTo(below) <= 0) {
        errors.add(
            new FieldError(
                at, "not_ascending", "Each up_to is above the one before, and above 0."));
      }
      below = upTo == null ? below : upTo;
    }
  }

  private static void need(
      @Nullable Object value, String pointer, String detail, List<FieldError> errors) {
    if (value == null) {
      errors.add(new FieldError(pointer, "required", detail));
    }
  }

  /**
   * Returns the built-in script these terms mean. Only for terms without errors, of any model but
   * SCRIPT.
   */
  public Call call() {
    return switch (model) {
      case FLAT_FEE -> new Call("flat", object("amount", decimal(amount)));
      case PACKAGE -> {
        Transform packed = Objects.requireNonNull(transform);
        yield new Call(
            "package",
            object(
                "amount", decimal(amount),
                "divide_by", decimal(packed.divideBy()),
                "round", Json.of(packed.up() ? "up" : "down")));
      }
      case TIERED ->
          new Call(
              tierMode == TierMode.VOLUME ? "volume" : "graduated", object("tiers", tiersJson()));
      case SCRIPT -> throw new IllegalStateException("a SCRIPT price names its script itself");
    };
  }

  /** Returns the terms as clients see them, decimals as strings. */
  public Json.Obj toJson() {
    Transform packed = transform;
    return object(
        "amount",
        decimal(amount),
        "tier_mode",
        Json.of(tierMode == null ? null : tierMode.name()),
        "tiers",
        tiers.isEmpty() ? Json.nothing() : tiersJson(),
        "transform_quantity",
        packed == null
            ? Json.nothing()
            : object(
                "divide_by", decimal(packed.divideBy()),
                "round", Json.of(packed.up() ? "up" : "down")));
  }

  /** Reads what {@link #toJson} wrote. */
  public static PriceTerms fromJson(BillingModel model, Json.Obj json) {
    String mode = json.string("tier_mode");
    List<Tier> tiers = new ArrayList<>();
    if (json.get("tiers") instanceof Json.Arr items) {
      for (Json item : items.items()) {
        Json.Obj tier = (Json.Obj) item;
        tiers.add(
            new Tier(
                number(tier, "up_to"),
                Objects.requireNonNull(number(tier, "unit_amount")),
                number(tier, "flat_amount")));
      }
    }
    Transform transform =
        json.get("transform_quantity") instanceof Json.Obj packed
            ? new Transform(
                Objects.requireNonNull(number(packed, "divide_by")),
                !"down".equals(packed.string("round")))
            : null;
    return new PriceTerms(
        model,
        number(json, "amount"),
        mode == null ? null : TierMode.valueOf(mode),
        tiers,
        transform);
  }

  private Json tiersJson() {
    return new Json.Arr(
        tiers.stream()
            .<Json>map(
                tier ->
                    object(
                        "up_to", decimal(tier.upTo()),
                        "unit_amount", decimal(tier.unitAmount()),
                        "flat_amount", decimal(tier.flatAmount())))
            .toList());
  }

  private static @Nullable BigDecimal number(Json.Obj json, String name) {
    String text = json.string(name);
    return text == null ? null : new BigDecimal(text);
  }

  private static Json decimal(@Nullable BigDecimal number) {
    return Json.of(number == null ? null : number.toPlainString());
  }

  private static Json.Obj object(Object... pairs) {
    Map<String, Json> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put((String) pairs[i], (Json) pairs[i + 1]);
    }
    return new Json.Obj(fields);
  }
}
