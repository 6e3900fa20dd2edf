package io.pricewright.rulescripts;

import static io.pricewright.rulescripts.Generator.object;

import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The models with tiers. */
final class TierTwins {
  private TierTwins() {}

  private record Tier(@Nullable BigDecimal upTo, BigDecimal unit, @Nullable BigDecimal flat) {
    boolean holds(BigDecimal quantity) {
      return upTo == null || quantity.compareTo(upTo) <= 0;
    }

    Json json(String unitName) {
      Map<String, Json> fields = new LinkedHashMap<>();
      fields.put("up_to", Json.of(upTo == null ? null : upTo.toPlainString()));
      fields.putAll(object(unitName, unit, "flat_amount", flat).fields());
      return new Json.Obj(fields);
    }
  }

  static Map<String, Twin> all() {
    return Map.of(
        "graduated", TierTwins::graduated,
        "volume", TierTwins::volume,
        "graduated-percentage", TierTwins::percentage,
        "gpu-seconds", TierTwins::gpuSeconds);
  }

  private static Twin.Case graduated(Generator g) {
    List<Tier> tiers = tiers(g, true);
    BigDecimal quantity = near(g, tiers);
    return Twin.usage(quantity, params(tiers, "unit_amount"), slices(quantity, tiers));
  }

  private static Twin.Case volume(Generator g) {
    List<Tier> tiers = tiers(g, true);
    BigDecimal quantity = near(g, tiers);
    Tier reached = tiers.stream().filter(t -> t.holds(quantity)).findFirst().orElseThrow();
    BigDecimal amount =
        quantity.signum() == 0
            ? BigDecimal.ZERO
            : quantity.multiply(reached.unit()).add(Twin.orZero(reached.flat()));
    return Twin.usage(quantity, params(tiers, "unit_amount"), amount);
  }

  private static Twin.Case percentage(Generator g) {
    List<Tier> tiers = tiers(g, true);
    BigDecimal quantity = near(g, tiers);
    List<Tier> shares =
        tiers.stream()
            .map(t -> new Tier(t.upTo(), t.unit().multiply(Twin.PERCENT), t.flat()))
            .toList();
    return Twin.usage(quantity, params(tiers, "percentage"), slices(quantity, shares));
  }

  private static Twin.Case gpuSeconds(Generator g) {
    List<Tier> bands = tiers(g, false);
    BigDecimal quantity = near(g, bands);
    BigDecimal increment = g.maybe(g.positive(2));
    BigDecimal seconds =
        increment == null ? quantity : Twin.begun(quantity, increment).multiply(increment);
    List<Json> items = bands.stream().map(b -> b.json("per_second")).toList();
    return Twin.usage(
        quantity, object("bands", items, "increment", increment), slices(seconds, bands));
  }

  private static Json.Obj params(List<Tier> tiers, String unitName) {
    return object("tiers", tiers.stream().map(t -> t.json(unitName)).toList());
  }

  private static BigDecimal near(Generator g, List<Tier> tiers) {
    BigDecimal bound = g.oneOf(tiers).upTo();
    return g.around(bound == null ? BigDecimal.ZERO : bound);
  }

  private static BigDecimal slices(BigDecimal quantity, List<Tier> tiers) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal from = BigDecimal.ZERO;
    for (Tier tier : tiers) {
      if (quantity.compareTo(from) <= 0) {
        break;
      }
      BigDecimal upTo = tier.upTo();
      BigDecimal to = upTo == null ? quantity : quantity.min(upTo);
      sum = sum.add(to.subtract(from).multiply(tier.unit())).add(Twin.orZero(tier.flat()));
      from = to;
    }
    return sum;
  }

  private static List<Tier> tiers(Generator g, boolean fees) {
    List<Tier> tiers = new ArrayList<>();
    BigDecimal bound = BigDecimal.ZERO;
    for (int i = g.upTo(5); i > 0; i--) {
      bound = bound.add(g.positive(3));
      tiers.add(new Tier(bound, g.decimal(10), fees ? g.maybe(g.decimal(2)) : null));
    }
    tiers.add(new Tier(null, g.decimal(10), fees ? g.maybe(g.decimal(2)) : null));
    return tiers;
  }
}
