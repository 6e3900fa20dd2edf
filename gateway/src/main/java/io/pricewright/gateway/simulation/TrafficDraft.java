package io.pricewright.gateway.simulation;

import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.sandbox.Distribution;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a body says of traffic that is generated: who sends how much of what. */
@Named("Traffic")
record TrafficDraft(
    @Bounds(min = 0, max = Long.MAX_VALUE) @Default("0") @Says("Of all draws.") long seed,
    @Bounds(min = 1, max = 10_000) @Default("100") int customers,
    @Longest(255) @Says("What the price's meter counts when it is left out.")
        @Nullable String eventName,
    @Says("100 events of each customer when it is left out.") @Nullable Spread eventsPerCustomer,
    @Says("At most 20, by name.") Map<String, Spread> properties)
    implements Checked {
  private static final int MAX_PROPERTIES = 20;

  /** How a number, or one of some words, is drawn: exactly one of these. */
  @Named("Spread")
  @Example("{\"uniform\":{\"min\":\"1\",\"max\":\"9\"}}")
  record Spread(
      @Bounds(min = 0, max = 9) @Default("0") int decimals,
      @Longest(100) @Nullable String constant,
      @Nullable Uniform uniform,
      @Nullable Exponential exponential,
      @Nullable Lognormal lognormal,
      @Nullable Pareto pareto,
      @Says("Whole weights by word.") Json.@Nullable Obj choice)
      implements Checked {
    private static final int MAX_WORDS = 100;
    private static final List<String> KINDS =
        List.of("constant", "uniform", "exponential", "lognormal", "pareto", "choice");
    private static final String HOW =
        "Send one of {\"constant\": \"5\"}, {\"uniform\": {\"min\": \"1\", \"max\": \"9\"}},"
            + " {\"exponential\": {\"mean\": \"5\"}}, {\"lognormal\": {\"median\": \"5\","
            + " \"sigma\": \"1\"}}, {\"pareto\": {\"min\": \"1\", \"alpha\": \"1.2\"}},"
            + " {\"choice\": {\"a\": 3, \"b\": 1}}; \"decimals\" beside it says how many.";

    @Override
    public void check(Place place) {
      List<String> given = KINDS.stream().filter(place::has).toList();
      if (given.isEmpty() || (given.getFirst().equals("choice") && weights().isEmpty())) {
        place.refuseAll(List.of(new FieldError("", "not_a_distribution", HOW)));
      }
      given.stream()
          .skip(1)
          .forEach(
              kind ->
                  place.refuse(
                      kind,
                      "unknown_field",
                      "There is no such field. Remove it, or correct its name."));
    }

    private Map<String, Integer> weights() {
      Map<String, Integer> weights = new LinkedHashMap<>();
      if (choice != null) {
        choice.fields().forEach((word, weight) -> weights.put(word, weight(weight)));
      }
      boolean usable =
          weights.size() <= MAX_WORDS && weights.values().stream().allMatch(weight -> weight > 0);
      return usable ? weights : Map.of();
    }

    private static int weight(Json weight) {
      return weight instanceof Json.Num number && number.value().scale() <= 0
          ? number.value().min(BigDecimal.valueOf(1_000_000)).intValue()
          : 0;
    }

    Distribution distribution() {
      if (constant != null) {
        return new Distribution.Constant(constant);
      }
      if (uniform != null) {
        return new Distribution.Uniform(uniform.min(), uniform.max(), decimals);
      }
      if (exponential != null) {
        return new Distribution.Exponential(exponential.mean().doubleValue(), decimals);
      }
      if (lognormal != null) {
        return new Distribution.Lognormal(
            lognormal.median().doubleValue(), lognormal.sigma().doubleValue(), decimals);
      }
      if (pareto != null) {
        return new Distribution.Pareto(
            pareto.min().doubleValue(), pareto.alpha().doubleValue(), decimals);
      }
      Map<String, Integer> weights = weights();
      return new Distribution.Choice(
          new ArrayList<>(weights.keySet()), new ArrayList<>(weights.values()));
    }
  }

  /** Any number between two is as likely as another. */
  @Named("UniformSpread")
  record Uniform(@Example("1") BigDecimal min, @Example("9") BigDecimal max) implements Checked {
    @Override
    public void check(Place place) {
      if (max.compareTo(min) < 0) {
        place.refuse("max", "out_of_range", "Send a max that is not below min.");
      }
    }
  }

  /** Many small numbers, few great ones. */
  @Named("ExponentialSpread")
  record Exponential(BigDecimal mean) implements Checked {
    @Override
    public void check(Place place) {
      above(place, "mean", mean);
    }
  }

  /** Its logarithm is normal. */
  @Named("LognormalSpread")
  record Lognormal(BigDecimal median, BigDecimal sigma) implements Checked {
    @Override
    public void check(Place place) {
      above(place, "median", median);
      above(place, "sigma", sigma);
    }
  }

  /** Few customers do most. */
  @Named("ParetoSpread")
  record Pareto(BigDecimal min, BigDecimal alpha) implements Checked {
    @Override
    public void check(Place place) {
      above(place, "min", min);
      above(place, "alpha", alpha);
    }
  }

  private static void above(Place place, String key, BigDecimal number) {
    if (number.signum() <= 0) {
      place.refuse(key, "out_of_range", "Send a number above 0.");
    }
  }

  @Override
  public void check(Place place) {
    if (properties.size() > MAX_PROPERTIES) {
      place.refuse("properties", "too_many", "Send at most %d.".formatted(MAX_PROPERTIES));
    }
  }

  /** Returns what was asked. */
  AskedTraffic traffic() {
    Map<String, Distribution> drawn = new LinkedHashMap<>();
    properties.forEach((name, spread) -> drawn.put(name, spread.distribution()));
    return new AskedTraffic(
        seed,
        customers,
        eventName,
        eventsPerCustomer == null
            ? new Distribution.Constant("100")
            : eventsPerCustomer.distribution(),
        drawn);
  }
}
