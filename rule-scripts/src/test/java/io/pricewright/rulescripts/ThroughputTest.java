package io.pricewright.rulescripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome.Priced;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prints how many token prices a thread computes in a second; asserts that all are prices. */
final class ThroughputTest {
  @ParameterizedTest
  @ValueSource(ints = {200, 1000})
  void tokenPrices_inBatches_areAllPriced(int size) {
    String source = ScriptRuns.named("llm-tokens").source();
    ScriptVersion version =
        new ScriptVersion(
            new ScriptId("script_t"), "llm-tokens", 1, "t", ScriptKind.PER_EVENT, source);
    List<ScriptInput> inputs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      inputs.add(
          new ScriptInput(
              "{\"quantity\":\"%d\",\"event_name\":\"call\",\"properties\":{\"input_tokens\":\"%d\",\"output_tokens\":\"%d\"}}"
                  .formatted(i + 7, i, 7),
              "{\"input_price\":\"3\",\"output_price\":\"15\"}",
              "{}"));
    }
    try (GraalScriptEngine engine = new GraalScriptEngine(ScriptLimits.defaults())) {
      long best = Long.MAX_VALUE;
      for (int round = 0; round < 60_000 / size; round++) {
        long start = System.nanoTime();
        var outcomes = engine.evaluate(version, inputs);
        best = Math.min(best, System.nanoTime() - start);
        assertThat(outcomes.getLast()).isInstanceOf(Priced.class);
      }
      System.out.printf(
          "%s: %d evaluations per second in batches of %d (best batch)%n",
          engine.runtime(), size * 1_000_000_000L / best, size);
    }
  }
}
