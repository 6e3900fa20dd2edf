package io.pricewright.rulescripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptOutcome.Priced;
import io.pricewright.rules.script.ScriptVersion;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Short ways to run a price model in a test. */
final class ScriptRuns {
  private ScriptRuns() {}

  static List<String> names() {
    return BuiltInScripts.all().stream().map(BuiltInScripts.BuiltInScript::name).toList();
  }

  static BuiltInScripts.BuiltInScript named(String name) {
    return BuiltInScripts.all().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static List<ScriptOutcome> run(ScriptEngine engine, String name, List<ScriptInput> inputs) {
    return runSource(engine, named(name).source(), inputs);
  }

  static List<ScriptOutcome> runSource(
      ScriptEngine engine, String source, List<ScriptInput> inputs) {
    return engine.evaluate(
        new ScriptVersion("script_test", "test", 1, "test", engine.check(source), source), inputs);
  }

  /** Returns the amount, after checking that the lines explain it. */
  static BigDecimal amount(ScriptOutcome outcome, String which) {
    assertThat(outcome).as(which).isInstanceOf(Priced.class);
    Priced priced = (Priced) outcome;
    BigDecimal sum = BigDecimal.ZERO;
    for (var line : priced.lines()) {
      sum = sum.add(line.amount());
      BigDecimal quantity = line.quantity();
      BigDecimal unit = line.unitPrice();
      if (quantity != null && unit != null) {
        assertThat(quantity.multiply(unit)).as(which + line).isEqualByComparingTo(line.amount());
      }
    }
    assertThat(priced.amount()).as(which).isEqualByComparingTo(sum);
    return priced.amount();
  }

  static Json.Obj object(String json) {
    return (Json.Obj) JsonReader.parse(json);
  }

  static List<Json.Obj> objects(@Nullable Json json) {
    return ((Json.Arr) Objects.requireNonNull(json))
        .items().stream().map(item -> (Json.Obj) item).toList();
  }

  static String text(Json.Obj json, String field) {
    return Objects.requireNonNull(json.string(field), field + " in " + json.text());
  }

  static Json.Obj inner(Json.Obj json, String field) {
    return json.get(field) instanceof Json.Obj inner ? inner : Json.Obj.EMPTY;
  }
}
