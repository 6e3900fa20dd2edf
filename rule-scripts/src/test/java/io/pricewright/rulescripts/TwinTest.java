package io.pricewright.rulescripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares every model with the same formula written in Java, to the last digit. */
final class TwinTest {
  private static final GraalScriptEngine ENGINE = ScriptRuns.engine();
  private static final int CASES = 1_000;
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final Map<String, Twin> TWINS = twins();

  private static Map<String, Twin> twins() {
    Map<String, Twin> twins = new HashMap<>(Map.of("llm-tokens", TokenTwin::next));
    twins.putAll(UsageTwins.all());
    twins.putAll(TierTwins.all());
    twins.putAll(EventTwins.all());
    return twins;
  }

  static List<String> names() {
    return ScriptRuns.names();
  }

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @Test
  void models_haveEachATwin() {
    assertThat(TWINS).containsOnlyKeys(names());
  }

  @ParameterizedTest
  @MethodSource("names")
  void model_onGeneratedUsage_equalsItsTwin(String name) {
    System.out.printf("%s: %d generated inputs, seed %d%n", name, CASES, SEED);
    Generator generator = new Generator(new Random(SEED));
    Twin twin = Objects.requireNonNull(TWINS.get(name), name + " has no twin");
    List<Twin.Case> cases = Stream.generate(() -> twin.next(generator)).limit(CASES).toList();
    List<ScriptInput> inputs = cases.stream().map(Twin.Case::input).toList();
    List<ScriptOutcome> outcomes = ScriptRuns.run(ENGINE, name, inputs);
    for (int i = 0; i < CASES; i++) {
      String which = "seed " + SEED + ": " + inputs.get(i) + " gave " + outcomes.get(i) + " ";
      assertThat(ScriptRuns.amount(outcomes.get(i), which))
          .as(which)
          .isEqualByComparingTo(cases.get(i).amount());
    }
  }
}
