package io.pricewright.rules.gate;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.ScriptKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A manifest as the gate reads it: laws, samples, bounds; and what is wrong with it. */
final class Manifest {
  static final String ZERO_AT_ZERO = "zero_at_zero";
  static final String NON_NEGATIVE = "non_negative";
  static final String MONOTONE = "monotone";
  static final String CONTINUOUS = "continuous";
  static final String UNIT_PRICE_BETWEEN = "unit_price_between";
  static final BigDecimal LARGEST = BigDecimal.TEN.pow(18);
  private static final List<String> ON = List.of(ZERO_AT_ZERO, NON_NEGATIVE, MONOTONE);
  private static final Set<String> NAMES =
      Set.of(ZERO_AT_ZERO, NON_NEGATIVE, MONOTONE, CONTINUOUS, UNIT_PRICE_BETWEEN);
  private static final int MAX_SAMPLES = 5;

  private final List<Law> laws = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private BigDecimal largest = LARGEST;
  private @Nullable BigDecimal lowest;
  private @Nullable BigDecimal highest;

  Manifest(Json.Obj manifest, ScriptKind kind, Json.Arr tests) {
    readLaws(manifest.get("laws") instanceof Json.Obj given ? given : Json.Obj.EMPTY);
    readLargest(manifest.get("max_quantity"));
    readSamples(manifest.get("samples"), kind);
    for (Json test : tests.items()) {
      if (samples.isEmpty() || (manifest.get("samples") == null && samples.size() < 3)) {
        Sample.ofTest(test, kind).filter(s -> !samples.contains(s)).ifPresent(samples::add);
      }
    }
    if (samples.isEmpty()) {
      refuse("samples: give one to five parameter objects on which the laws can be tried");
    }
  }

  List<Law> laws() {
    return laws;
  }

  boolean states(String law) {
    return laws.stream().anyMatch(l -> l.name().equals(law) && l.tried());
  }

  List<Sample> samples() {
    return samples;
  }

  List<Finding> findings() {
    return findings;
  }

  /** Returns the largest quantity that must be priced. */
  BigDecimal largest() {
    return largest;
  }

  /** Returns the bounds of unit_price_between: two, or none. */
  List<BigDecimal> unitPriceBounds() {
    return lowest == null || highest == null ? List.of() : List.of(lowest, highest);
  }

  private void readLaws(Json.Obj given) {
    for (String name : given.fields().keySet()) {
      if (!NAMES.contains(name)) {
        refuse("laws: there is no law '%s'; the laws are %s".formatted(name, sorted()));
      }
    }
    for (String name : ON) {
      laws.add(switchable(name, given.get(name)));
    }
    boolean continuous = given.get(CONTINUOUS) instanceof Json.Bool stated && stated.value();
    laws.add(new Law(CONTINUOUS, continuous ? Law.Status.HOLDS : Law.Status.NOT_STATED, null));
    laws.add(unitPrice(given.get(UNIT_PRICE_BETWEEN)));
  }

  private static List<String> sorted() {
    return NAMES.stream().sorted().toList();
  }

  private Law switchable(String name, @Nullable Json given) {
    if (given == null || (given instanceof Json.Bool on && on.value())) {
      return new Law(name, Law.Status.HOLDS, null);
    }
    String reason = given instanceof Json.Obj off ? off.string("off") : null;
    if (reason == null || reason.isBlank()) {
      refuse(
          "laws: %s is switched off only with a reason: {\"off\": \"why it cannot hold\"}"
              .formatted(name));
      return new Law(name, Law.Status.HOLDS, null);
    }
    return new Law(name, Law.Status.OFF, reason);
  }

  private Law unitPrice(@Nullable Json given) {
    if (given == null) {
      return new Law(UNIT_PRICE_BETWEEN, Law.Status.NOT_STATED, null);
    }
    List<BigDecimal> bounds =
        given instanceof Json.Arr pair
            ? pair.items().stream().map(Numbers::of).flatMap(Optional::stream).toList()
            : List.of();
    if (bounds.size() != 2 || bounds.get(0).compareTo(bounds.get(1)) > 0) {
      refuse("laws: unit_price_between is two decimals, lowest first: [\"0.01\", \"0.10\"]");
      return new Law(UNIT_PRICE_BETWEEN, Law.Status.NOT_STATED, null);
    }
    lowest = bounds.get(0);
    highest = bounds.get(1);
    return new Law(
        UNIT_PRICE_BETWEEN,
        Law.Status.HOLDS,
        lowest.toPlainString() + " to " + highest.toPlainString());
  }

  private void readLargest(@Nullable Json given) {
    if (given == null) {
      return;
    }
    Optional<BigDecimal> stated = Numbers.of(given);
    if (stated.isEmpty() || stated.get().signum() <= 0 || stated.get().compareTo(LARGEST) > 0) {
      refuse("max_quantity: a decimal above 0, at most 10^18");
    } else {
      largest = stated.get();
    }
  }

  private void readSamples(@Nullable Json given, ScriptKind kind) {
    List<Json> items = given instanceof Json.Arr array ? array.items() : List.of();
    if (items.size() > MAX_SAMPLES || (given != null && items.isEmpty())) {
      refuse("samples: an array of one to %d parameter objects".formatted(MAX_SAMPLES));
    }
    for (Json item : items.subList(0, Math.min(MAX_SAMPLES, items.size()))) {
      List<Sample> sample = Sample.of(item, kind);
      samples.addAll(sample);
      if (sample.isEmpty()) {
        refuse(
            kind != ScriptKind.PER_EVENT
                ? "samples: each is an object of parameters, or {\"params\": {...}, \"groups\":"
                    + " [one to five texts], \"bucket_size\": \"DAY\"}"
                : "samples: each is {\"params\": {...}, \"event\": {\"properties\": {\"tokens\":"
                    + " {\"decimal\": [\"0\", \"1000\"]}, \"model\": {\"one_of\": [\"a\"]}}},"
                    + " \"groups\": [...]}");
      }
    }
  }

  private void refuse(String detail) {
    findings.add(new Finding("manifest", detail, null));
  }

  /**
   * Returns the laws with bounds and reasons for a report, broken where a finding says so.
   *
   * @param tried whether anything was priced that they were tried on
   */
  List<Law> judged(Map<String, Finding> found, boolean tried) {
    return laws.stream()
        .map(l -> found.containsKey(l.name()) ? l.broken() : tried ? l : l.untried())
        .toList();
  }
}
