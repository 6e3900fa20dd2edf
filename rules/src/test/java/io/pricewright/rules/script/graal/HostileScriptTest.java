package io.pricewright.rules.script.graal;

import static io.pricewright.rules.script.graal.Scripts.price;
import static io.pricewright.rules.script.graal.Scripts.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptOutcome.Failed;
import io.pricewright.rules.script.ScriptOutcome.Priced;
import io.pricewright.rules.script.hostile.HostileScript;
import io.pricewright.rules.script.hostile.HostileScripts;
import java.io.File;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HostileScriptTest {
  private static final GraalScriptEngine ENGINE = new GraalScriptEngine(ScriptLimits.defaults());

  /** Answers only in a realm that nobody has touched, with all its steps and its whole depth. */
  private static final String PROBE =
      price(
          """
          let n = 0;
          for (let i = 0; i < TURNS; i++) n++;
          const f = d => d === 0 ? 0 : f(d - 1);
          f(150);
          const names = Object.keys(globalThis).length + Object.keys(Array.prototype).length
              + Object.keys(Object.prototype).length + Object.keys(Decimal.sum([])).length;
          return [{label: 'names ' + names + Object.keys(params).length, amount: usage.quantity}];""");

  static List<HostileScript> scripts() {
    return HostileScripts.all();
  }

  @AfterAll
  static void close() throws InterruptedException {
    long until = System.nanoTime() + 10_000_000_000L;
    while (ENGINE.leaving() > 0 && System.nanoTime() < until) {
      Thread.sleep(20);
    }
    assertThat(ENGINE.leaving()).as("threads still in cancelled realms").isZero();
    ENGINE.close();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void hostileScript_comesToItsOutcome_andLeavesNothing(HostileScript script) {
    String outcome = outcomeOf(script);
    assertThat(script.allows(outcome)).as("%s, stated is %s", outcome, script.outcome()).isTrue();
    // Whoever went for the meter is answered for with all the steps; the others with fewer, for
    // time.
    String turns = script.name().contains("meter") ? "190000" : "2000";
    Priced after = (Priced) run(ENGINE, PROBE.replace("TURNS", turns));
    assertThat(after.lines().getFirst().label()).isEqualTo("names 40");
    assertThat(after.amount()).isEqualTo(new BigDecimal("10"));
  }

  private static String outcomeOf(HostileScript script) {
    try {
      ENGINE.check(script.source());
    } catch (ProblemException e) {
      return HostileScript.PUBLISH_ERROR;
    }
    List<ScriptOutcome> outcomes =
        ENGINE.evaluate(script.version(), List.of(script.input(), script.input()));
    assertThat(outcomes).hasSize(2);
    if (!(outcomes.get(0) instanceof Failed failed)) {
      assertThat(outcomes.get(1)).as("the second of the same").isEqualTo(outcomes.get(0));
      return HostileScript.PRICED;
    }
    assertThat(((Failed) outcomes.get(1)).reason()).isEqualTo(failed.reason());
    assertThat(failed.detail()).hasSizeLessThanOrEqualTo(500).doesNotContain("\0", "\n", "\u001b");
    return failed.reason();
  }

  @Test
  void collection_isWhole() throws URISyntaxException {
    File folder =
        new File(Objects.requireNonNull(HostileScripts.class.getResource("index.txt")).toURI())
            .getParentFile();
    String[] files = folder.list((dir, name) -> name.endsWith(".js"));
    assertThat(HostileScripts.all().stream().map(s -> s.name() + ".js"))
        .containsExactly(
            Arrays.stream(Objects.requireNonNull(files)).sorted().toArray(String[]::new))
        .hasSizeGreaterThan(250);
  }
}
