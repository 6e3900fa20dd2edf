package io.pricewright.rulescripts;

import static io.pricewright.rulescripts.ScriptRuns.inner;
import static io.pricewright.rulescripts.ScriptRuns.object;
import static io.pricewright.rulescripts.ScriptRuns.objects;
import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rulescripts.BuiltInScripts.BuiltInScript;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tries the laws of every manifest on its samples: on both sides of every bound, and at random. */
final class LawsTest {
  private static final GraalScriptEngine ENGINE = ScriptRuns.engine();
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final BigDecimal TRIFLE = new BigDecimal("0.000000001");
  private static final BigDecimal LARGEST = BigDecimal.TEN.pow(18);
  private static final BigDecimal LIMIT = BigDecimal.TEN.pow(20);
  private static final Pattern DECIMAL = Pattern.compile("\"([0-9]+(\\.[0-9]+)?)\"");
  private final Random random = new Random(SEED);

  static List<BuiltInScript> scripts() {
    return BuiltInScripts.all();
  }

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void laws_onSamples_hold(BuiltInScript script) {
    System.out.printf("%s: laws, seed %d%n", script.name(), SEED);
    Json.Obj manifest = object(script.manifest());
    for (Json.Obj sample : objects(manifest.fields().get("samples"))) {
      boolean perEvent = sample.get("event") != null;
      Json.Obj params = perEvent ? inner(sample, "params") : sample;
      List<BigDecimal> quantities = quantities(params);
      Json.Obj hints = inner(inner(sample, "event"), "properties");
      if (perEvent && on(inner(manifest, "laws"), "zero_at_zero")) {
        List<BigDecimal> none = List.of(BigDecimal.ZERO);
        assertThat(amounts(script, params, properties(hints, true), none).getFirst()).isZero();
      }
      int rounds = perEvent ? 20 : 1;
      for (int i = 0; i < rounds; i++) {
        Map<String, Json> properties = properties(hints, false);
        List<BigDecimal> amounts = amounts(script, params, properties, quantities);
        check(script.name(), inner(manifest, "laws"), perEvent, quantities, amounts);
      }
    }
  }

  private static void check(
      String name,
      Json.Obj laws,
      boolean perEvent,
      List<BigDecimal> quantities,
      List<BigDecimal> amounts) {
    for (int i = 0; i < quantities.size(); i++) {
      BigDecimal amount = amounts.get(i);
      String which = "seed %d: %s at %s".formatted(SEED, name, quantities.get(i));
      assertThat(amount.abs()).as(which).isLessThan(LIMIT);
      if (on(laws, "non_negative")) {
        assertThat(amount).as(which).isNotNegative();
      }
      if (on(laws, "zero_at_zero") && quantities.get(i).signum() == 0 && !perEvent) {
        assertThat(amount).as(which).isZero();
      }
      if (i > 0 && on(laws, "monotone")) {
        assertThat(amount).as(which).isGreaterThanOrEqualTo(amounts.get(i - 1));
      }
      boolean near =
          i > 0 && quantities.get(i).subtract(quantities.get(i - 1)).compareTo(TRIFLE) == 0;
      if (near && on(laws, "continuous")) {
        assertThat(amount.subtract(amounts.get(i - 1)).abs())
            .as(which)
            .isLessThan(new BigDecimal("0.000001"));
      }
    }
  }

  @Test
  void volume_isNotMonotone_asItsManifestSays() {
    BuiltInScript volume = ScriptRuns.named("volume");
    Json.Obj manifest = object(volume.manifest());
    Json.Obj sample = objects(manifest.fields().get("samples")).getFirst();
    List<BigDecimal> amounts =
        amounts(volume, sample, Map.of(), List.of(new BigDecimal(1_000), new BigDecimal(1_001)));
    assertThat(amounts.get(1)).isLessThan(amounts.get(0));
  }

  private static boolean on(Json.Obj laws, String law) {
    return laws.get(law) instanceof Json.Bool stated && stated.value();
  }

  /** Every number of the parameters may be a bound: it, and a trifle to both sides. */
  private List<BigDecimal> quantities(Json.Obj params) {
    TreeSet<BigDecimal> all = new TreeSet<>(List.of(BigDecimal.ZERO, TRIFLE, LARGEST));
    DECIMAL
        .matcher(params.text())
        .results()
        .map(found -> new BigDecimal(found.group(1)).setScale(9))
        .filter(bound -> bound.signum() > 0)
        .forEach(bound -> all.addAll(List.of(bound.subtract(TRIFLE), bound, bound.add(TRIFLE))));
    for (int i = 0; i < 200; i++) {
      all.add(BigDecimal.valueOf(random.nextLong(1L << (1 + random.nextInt(50))), 3));
    }
    return List.copyOf(all);
  }

  private Map<String, Json> properties(Json.Obj hints, boolean zero) {
    Map<String, Json> made = new LinkedHashMap<>();
    hints
        .fields()
        .forEach(
            (name, hint) -> {
              if (((Json.Obj) hint).get("decimal") instanceof Json.Arr range) {
                int low = Integer.parseInt(((Json.Str) range.items().get(0)).value());
                int high = Integer.parseInt(((Json.Str) range.items().get(1)).value());
                int any = random.nextInt(low, high + 1);
                made.put(name, Json.of(zero ? "0" : String.valueOf(any)));
              } else if (((Json.Obj) hint).get("one_of") instanceof Json.Arr values) {
                made.put(name, values.items().get(random.nextInt(values.items().size())));
              } else {
                throw new IllegalStateException("unknown hint " + hint.text());
              }
            });
    return made;
  }

  private static List<BigDecimal> amounts(
      BuiltInScript script,
      Json.Obj params,
      Map<String, Json> properties,
      List<BigDecimal> quantities) {
    List<ScriptInput> inputs = new ArrayList<>();
    for (BigDecimal quantity : quantities) {
      Json.Obj subject =
          Generator.object(
              "quantity",
              quantity,
              "properties",
              new Json.Obj(properties),
              "timestamp",
              "2026-03-02T22:30:00Z");
      inputs.add(new ScriptInput(subject.text(), params.text(), "{}"));
    }
    List<BigDecimal> amounts = new ArrayList<>();
    var outcomes = ScriptRuns.run(ENGINE, script.name(), inputs);
    for (int i = 0; i < outcomes.size(); i++) {
      amounts.add(ScriptRuns.amount(outcomes.get(i), inputs.get(i).toString()));
    }
    return amounts;
  }
}
