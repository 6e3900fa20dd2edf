package io.pricewright.gateway.simulation;

import io.pricewright.gateway.http.Fields;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.sandbox.Distribution;
import io.pricewright.sandbox.Traffic;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Traffic as a caller describes it.
 *
 * @param seed of all draws
 * @param customers how many
 * @param eventName what they send; null: what the price's meter counts
 * @param perCustomer events of each
 * @param properties by name
 */
record AskedTraffic(
    long seed,
    int customers,
    @Nullable String eventName,
    Distribution perCustomer,
    Map<String, Distribution> properties) {
  private static final int MAX_CUSTOMERS = 10_000;
  private static final int MAX_PROPERTIES = 20;
  private static final String HOW =
      "Send one of {\"constant\": \"5\"}, {\"uniform\": {\"min\": \"1\", \"max\": \"9\"}},"
          + " {\"exponential\": {\"mean\": \"5\"}}, {\"lognormal\": {\"median\": \"5\", \"sigma\":"
          + " \"1\"}}, {\"pareto\": {\"min\": \"1\", \"alpha\": \"1.2\"}}, {\"choice\": {\"a\": 3,"
          + " \"b\": 1}}; \"decimals\" beside it says how many.";

  static @Nullable AskedTraffic read(Fields fields) {
    Fields traffic = fields.object("traffic");
    if (traffic == null) {
      return null;
    }
    Long seed = traffic.integer("seed", 0, Long.MAX_VALUE);
    Long customers = traffic.integer("customers", 1, MAX_CUSTOMERS);
    Map<String, Distribution> properties = new LinkedHashMap<>();
    Json.Obj names = traffic.free("properties");
    Fields spreads = traffic.object("properties");
    if (names != null && spreads != null) {
      if (names.fields().size() > MAX_PROPERTIES) {
        traffic.refuse("properties", "too_many", "Send at most %d.".formatted(MAX_PROPERTIES));
      } else {
        names.fields().keySet().forEach(name -> properties.put(name, spread(spreads, name)));
      }
    }
    return new AskedTraffic(
        seed == null ? 0 : seed,
        customers == null ? 100 : customers.intValue(),
        traffic.text("event_name", 255),
        traffic.has("events_per_customer")
            ? spread(traffic, "events_per_customer")
            : new Distribution.Constant("100"),
        properties);
  }

  private static Distribution spread(Fields fields, String name) {
    Fields spread = fields.object(name);
    if (spread == null) {
      fields.refuse(name, "not_a_distribution", HOW);
      return new Distribution.Constant("0");
    }
    Long given = spread.integer("decimals", 0, 9);
    int decimals = given == null ? 0 : given.intValue();
    String constant = spread.text("constant", 100);
    if (constant != null) {
      return new Distribution.Constant(constant);
    }
    Fields inner = spread.object("uniform");
    if (inner != null) {
      BigDecimal min = number(inner, "min");
      BigDecimal max = number(inner, "max");
      if (max.compareTo(min) < 0) {
        inner.refuse("max", "out_of_range", "Send a max that is not below min.");
      }
      return new Distribution.Uniform(min, max, decimals);
    }
    inner = spread.object("exponential");
    if (inner != null) {
      return new Distribution.Exponential(above(inner, "mean"), decimals);
    }
    inner = spread.object("lognormal");
    if (inner != null) {
      return new Distribution.Lognormal(above(inner, "median"), above(inner, "sigma"), decimals);
    }
    inner = spread.object("pareto");
    if (inner != null) {
      return new Distribution.Pareto(above(inner, "min"), above(inner, "alpha"), decimals);
    }
    return choice(fields, name, spread);
  }

  private static Distribution choice(Fields fields, String name, Fields spread) {
    Json.Obj choice = spread.free("choice");
    List<String> words = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    if (choice != null) {
      choice
          .fields()
          .forEach(
              (word, weight) -> {
                words.add(word);
                weights.add(
                    weight instanceof Json.Num n && n.value().scale() <= 0
                        ? n.value().min(BigDecimal.valueOf(1_000_000)).intValue()
                        : 0);
              });
    }
    if (words.isEmpty() || words.size() > 100 || weights.stream().anyMatch(weight -> weight < 1)) {
      fields.refuse(name, "not_a_distribution", HOW);
      return new Distribution.Constant("0");
    }
    return new Distribution.Choice(words, weights);
  }

  private static BigDecimal number(Fields fields, String name) {
    BigDecimal number = fields.decimal(name);
    if (number == null && !fields.has(name)) {
      fields.refuse(name, "required", "Give '%s'.".formatted(name));
    }
    return number == null ? BigDecimal.ZERO : number;
  }

  private static double above(Fields fields, String name) {
    BigDecimal number = number(fields, name);
    if (number.signum() <= 0) {
      fields.refuse(name, "out_of_range", "Send a number above 0.");
    }
    return number.doubleValue();
  }

  Traffic over(Interval span, String meterEvent) {
    return new Traffic(
        seed, customers, eventName == null ? meterEvent : eventName, perCustomer, properties, span);
  }
}
