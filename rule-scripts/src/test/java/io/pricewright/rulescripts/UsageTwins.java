package io.pricewright.rulescripts;

import static io.pricewright.rulescripts.Generator.object;
import static java.util.Map.entry;

import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** The cumulative models without tiers. */
final class UsageTwins {
  private UsageTwins() {}

  static Map<String, Twin> all() {
    return Map.ofEntries(
        entry("flat", UsageTwins::flat),
        entry("per-unit", UsageTwins::perUnit),
        entry("package", UsageTwins::packages),
        entry("percentage", UsageTwins::percentage),
        entry("quota-overage", UsageTwins::quota),
        entry("bucketed-maximum", UsageTwins::bucketed),
        entry("minimum-maximum", UsageTwins::minimumMaximum),
        entry("unique-sessions", UsageTwins::sessions),
        entry("latest-snapshot", UsageTwins::latest),
        entry("weighted-sum", UsageTwins::weighted),
        entry("commitment-overage", UsageTwins::commitment),
        entry("text-to-speech", UsageTwins::speech));
  }

  private static Twin.Case flat(Generator g) {
    BigDecimal quantity = g.flip() ? g.decimal(9) : g.decimal(9).negate();
    BigDecimal unit = g.decimal(12);
    return Twin.usage(quantity, object("amount", unit), quantity.multiply(unit));
  }

  private static Twin.Case perUnit(Generator g) {
    BigDecimal quantity = g.around(BigDecimal.ZERO);
    BigDecimal price = g.decimal(6);
    int zeros = 3 * g.upTo(4);
    BigDecimal fee = g.maybe(g.decimal(2));
    BigDecimal amount = quantity.multiply(price.movePointLeft(zeros)).add(Twin.orZero(fee));
    return Twin.usage(
        quantity,
        object("unit_amount", price, "per", BigDecimal.TEN.pow(zeros), "base_fee", fee),
        quantity.signum() == 0 ? BigDecimal.ZERO : amount);
  }

  private static Twin.Case packages(Generator g) {
    BigDecimal size = g.positive(2);
    BigDecimal quantity = g.around(size.multiply(BigDecimal.valueOf(g.upTo(20))));
    BigDecimal price = g.decimal(4);
    String round = g.maybe(g.oneOf(List.of("up", "down")));
    RoundingMode mode = "down".equals(round) ? RoundingMode.FLOOR : RoundingMode.CEILING;
    return Twin.usage(
        quantity,
        object("amount", price, "divide_by", size, "round", round),
        quantity.divide(size, 0, mode).multiply(price));
  }

  private static Twin.Case percentage(Generator g) {
    BigDecimal free = g.maybe(g.decimal(2));
    BigDecimal quantity = g.around(Twin.orZero(free));
    BigDecimal percent = g.decimal(10);
    return Twin.usage(
        quantity,
        object("percentage", percent, "free_amount", free),
        Twin.above(quantity, free).multiply(percent).multiply(Twin.PERCENT));
  }

  private static Twin.Case quota(Generator g) {
    BigDecimal included = g.decimal(3);
    BigDecimal size = g.maybe(g.positive(1));
    BigDecimal bound = size == null ? included : included.add(size);
    BigDecimal quantity = g.around(bound);
    BigDecimal unit = g.decimal(5);
    BigDecimal over = Twin.above(quantity, included);
    return Twin.usage(
        quantity,
        object("included", included, "unit_amount", unit, "package_size", size),
        unit.multiply(size == null ? over : Twin.begun(over, size)));
  }

  private static Twin.Case bucketed(Generator g) {
    BigDecimal included = g.maybe(g.decimal(2));
    BigDecimal quantity = g.around(Twin.orZero(included));
    BigDecimal unit = g.decimal(6);
    return Twin.usage(
        quantity,
        object("unit_amount", unit, "included", included),
        Twin.above(quantity, included).multiply(unit));
  }

  private static Twin.Case minimumMaximum(Generator g) {
    BigDecimal unit = g.positive(5);
    BigDecimal minimum = g.maybe(g.positive(2));
    BigDecimal maximum = g.maybe(Twin.orZero(minimum).add(g.positive(2)));
    BigDecimal bound = Twin.orZero(g.flip() ? minimum : maximum);
    BigDecimal quantity = g.around(bound.divide(unit, 12, RoundingMode.HALF_UP));
    return Twin.usage(
        quantity,
        object("unit_amount", unit, "minimum", minimum, "maximum", maximum),
        quantity.signum() == 0
            ? BigDecimal.ZERO
            : Twin.between(quantity.multiply(unit), minimum, maximum));
  }

  private static Twin.Case sessions(Generator g) {
    BigDecimal free = g.maybe(BigDecimal.valueOf(g.upTo(1_000)));
    BigDecimal quantity = Twin.orZero(free).add(BigDecimal.valueOf(g.upTo(5) - 2L));
    quantity = (g.flip() ? quantity : BigDecimal.valueOf(g.upTo(100_000))).max(BigDecimal.ZERO);
    BigDecimal unit = g.positive(5);
    BigDecimal maximum = g.maybe(g.positive(2));
    return Twin.usage(
        quantity,
        object("unit_amount", unit, "free_sessions", free, "maximum", maximum),
        Twin.between(Twin.above(quantity, free).multiply(unit), null, maximum));
  }

  private static Twin.Case latest(Generator g) {
    BigDecimal minimum = g.maybe(g.positive(2));
    BigDecimal quantity = g.around(Twin.orZero(minimum));
    BigDecimal unit = g.decimal(6);
    BigDecimal units = quantity.max(Twin.orZero(minimum));
    return Twin.usage(
        quantity,
        object("unit_amount", unit, "minimum_units", minimum),
        quantity.signum() == 0 ? BigDecimal.ZERO : units.multiply(unit));
  }

  private static Twin.Case weighted(Generator g) {
    BigDecimal quantity = g.flip() ? g.decimal(12) : g.decimal(12).negate();
    BigDecimal unit = g.decimal(9);
    BigDecimal hours = g.maybe(g.positive(1));
    BigDecimal held = quantity.max(BigDecimal.ZERO);
    return Twin.usage(
        quantity,
        object("unit_amount", unit, "hours", hours),
        held.multiply(unit).multiply(hours == null ? BigDecimal.ONE : hours));
  }

  private static Twin.Case commitment(Generator g) {
    BigDecimal unit = g.positive(4);
    BigDecimal commitment = g.decimal(2);
    BigDecimal factor = BigDecimal.ONE.add(g.positive(6));
    Boolean trueUp = g.maybe(g.flip());
    BigDecimal quantity = g.around(commitment.divide(unit, 12, RoundingMode.HALF_UP));
    BigDecimal plain = quantity.multiply(unit);
    BigDecimal amount = plain.min(commitment).add(Twin.above(plain, commitment).multiply(factor));
    BigDecimal least = Boolean.TRUE.equals(trueUp) ? commitment : BigDecimal.ZERO;
    return Twin.usage(
        quantity,
        object(
            "unit_amount", unit,
            "commitment", commitment,
            "overage_factor", factor,
            "true_up", trueUp),
        quantity.signum() == 0 ? BigDecimal.ZERO : amount.max(least));
  }

  private static Twin.Case speech(Generator g) {
    BigDecimal included = BigDecimal.valueOf(g.upTo(11_000_000));
    BigDecimal perThousand = g.positive(3);
    BigDecimal quantity = g.around(included);
    Json.Obj plan = object("included", included, "per_thousand", perThousand);
    return Twin.usage(
        quantity,
        object("plan", "mine", "plans", object("other", object(), "mine", plan)),
        Twin.above(quantity, included).multiply(perThousand).movePointLeft(3));
  }
}
