package io.pricewright.rulescripts;

import static io.pricewright.rulescripts.Generator.object;

import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The model llm-tokens: parts of both sides, tiers by context length, prices that change. */
final class TokenTwin {
  private static final List<String> PARTS =
      List.of("cached_input", "cache_write", "input_audio", "cached_audio");

  private TokenTwin() {}

  /** A price that holds up to a length of the context, and another beyond it. */
  private record Price(BigDecimal base, BigDecimal bound, BigDecimal beyond) {
    static Price any(Generator g) {
      return new Price(g.positive(4), BigDecimal.valueOf(g.upTo(50_000)), g.positive(4));
    }

    Json json() {
      Json step = object("tokens", bound, "price", beyond);
      return object("base", base, "above", List.of(step));
    }

    BigDecimal of(BigDecimal tokens, BigDecimal context) {
      BigDecimal price = context.compareTo(bound) > 0 ? beyond : base;
      return tokens.multiply(price).multiply(Twin.MILLIONTH);
    }
  }

  static Twin.Case next(Generator g) {
    Map<String, Price> prices = new LinkedHashMap<>();
    prices.put("input", Price.any(g));
    prices.put("output", Price.any(g));
    PARTS.stream().filter(part -> g.flip()).forEach(part -> prices.put(part, Price.any(g)));
    LocalDate change = LocalDate.of(2020, 1, 1).plusDays(g.upTo(3_650));
    Instant at =
        g.flip()
            ? g.moment()
            : change.atStartOfDay().toInstant(ZoneOffset.UTC).minusMillis(g.upTo(2));
    boolean changed = !LocalDate.ofInstant(at, ZoneOffset.UTC).isBefore(change);
    Map<String, Price> before = Map.of("input", Price.any(g), "output", Price.any(g));
    Map<String, BigDecimal> used = used(g, prices.getOrDefault("input", Price.any(g)).bound());
    List<Json> entries = new ArrayList<>();
    entries.add(object("prices", json(before)));
    entries.add(object("from", change, "prices", json(prices)));
    Map<String, Object> properties = new LinkedHashMap<>(Map.of("model", "m"));
    used.forEach((name, count) -> properties.put(name + "_tokens", count));
    return Twin.event(
        BigDecimal.ONE,
        object(flat(properties)),
        at,
        object("models", object("m", entries)),
        cost(changed ? prices : before, used));
  }

  private static Map<String, BigDecimal> used(Generator g, BigDecimal bound) {
    Map<String, BigDecimal> used = new LinkedHashMap<>();
    BigDecimal input = BigDecimal.ZERO;
    for (String part : PARTS) {
      if (g.flip()) {
        used.put(part, BigDecimal.valueOf(g.upTo(1_000)));
        input = input.add(used.getOrDefault(part, BigDecimal.ZERO));
      }
    }
    BigDecimal near = bound.add(BigDecimal.valueOf(g.upTo(3) - 1L));
    used.put("input", g.flip() ? input.max(near) : input.add(BigDecimal.valueOf(g.upTo(100_000))));
    used.put("output", BigDecimal.valueOf(g.upTo(10_000)));
    return used;
  }

  private static BigDecimal cost(Map<String, Price> prices, Map<String, BigDecimal> used) {
    BigDecimal context = used.getOrDefault("input", BigDecimal.ZERO);
    BigDecimal plain = context;
    BigDecimal sum = BigDecimal.ZERO;
    for (String part : PARTS) {
      Price price = prices.get(part);
      BigDecimal count = used.get(part);
      if (price != null && count != null) {
        sum = sum.add(price.of(count, context));
        plain = plain.subtract(count);
      }
    }
    for (String side : List.of("input", "output")) {
      Price price = prices.get(side);
      BigDecimal count = side.equals("input") ? plain : used.get(side);
      sum = price == null || count == null ? sum : sum.add(price.of(count, context));
    }
    return sum;
  }

  private static Json json(Map<String, Price> prices) {
    Map<String, Object> named = new LinkedHashMap<>();
    prices.forEach((name, price) -> named.put(name + "_price", price.json()));
    return object(flat(named));
  }

  private static Object[] flat(Map<String, ?> named) {
    List<Object> pairs = new ArrayList<>();
    named.forEach(
        (name, value) -> {
          pairs.add(name);
          pairs.add(value);
        });
    return pairs.toArray();
  }
}
