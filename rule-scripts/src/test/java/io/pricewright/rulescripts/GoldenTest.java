package io.pricewright.rulescripts;

import static io.pricewright.rulescripts.ScriptRuns.inner;
import static io.pricewright.rulescripts.ScriptRuns.objects;
import static io.pricewright.rulescripts.ScriptRuns.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptOutcome.Failed;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every model on its own tests, whose amounts were worked by hand. */
final class GoldenTest {
  private static final GraalScriptEngine ENGINE = ScriptRuns.engine();

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  static List<String> names() {
    return ScriptRuns.names();
  }

  @Test
  void runtime_isOptimizing() {
    assertThat(ENGINE.runtime()).isEqualTo("optimizing");
  }

  @ParameterizedTest
  @MethodSource("names")
  void model_onItsOwnTests_givesTheStatedAmounts(String name) {
    List<Json.Obj> cases = objects(JsonReader.parse(ScriptRuns.named(name).tests()));
    List<ScriptInput> inputs = cases.stream().map(GoldenTest::input).toList();
    List<ScriptOutcome> outcomes = ScriptRuns.run(ENGINE, name, inputs);
    assertThat(cases).isNotEmpty();
    for (int i = 0; i < cases.size(); i++) {
      Json.Obj test = cases.get(i);
      String which = name + ": " + test.text() + " gave " + outcomes.get(i) + " ";
      assertThat(text(test, "why")).as(which).isNotBlank();
      if (test.get("error") == null) {
        assertThat(ScriptRuns.amount(outcomes.get(i), which))
            .as(which)
            .isEqualByComparingTo(text(test, "amount"));
      } else {
        assertThat(outcomes.get(i)).as(which).isInstanceOf(Failed.class);
        Failed failed = (Failed) outcomes.get(i);
        assertThat(failed.reason()).as(which).isEqualTo("script_error");
        assertThat(failed.detail()).as(which).contains(text(test, "error"));
      }
    }
  }

  private static ScriptInput input(Json.Obj test) {
    return new ScriptInput(
        inner(test, "subject").text(), inner(test, "params").text(), inner(test, "context").text());
  }
}
