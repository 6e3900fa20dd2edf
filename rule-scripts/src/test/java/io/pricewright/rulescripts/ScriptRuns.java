package io.pricewright.rulescripts;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptLine;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptOutcome.Priced;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Short ways to run a price model in a test. */
final class ScriptRuns {
  private static final List<BuiltInScripts.BuiltInScript> SCRIPTS = BuiltInScripts.all();
  private static final Map<String, ScriptKind> KINDS = new ConcurrentHashMap<>();

  private ScriptRuns() {}

  /** Returns an engine that waits long for a call: a busy machine is no fault of a script. */
  static GraalScriptEngine engine() {
    ScriptLimits usual = ScriptLimits.defaults();
    return new GraalScriptEngine(
        new ScriptLimits(
            usual.steps(),
            usual.depth(),
            usual.evaluationTime(),
            Duration.ofMinutes(2),
            usual.allocatedBytes(),
            usual.sourceChars(),
            usual.stringChars(),
            usual.arrayLength(),
            usual.lines(),
            usual.idleRealms(),
            usual.cachedScripts()));
  }

  static List<String> names() {
    return SCRIPTS.stream().map(BuiltInScripts.BuiltInScript::name).toList();
  }

  static BuiltInScripts.BuiltInScript named(String name) {
    return SCRIPTS.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  static List<ScriptOutcome> run(ScriptEngine engine, String name, List<ScriptInput> inputs) {
    return runSource(engine, named(name).source(), inputs);
  }

  static List<ScriptOutcome> runSource(
      ScriptEngine engine, String source, List<ScriptInput> inputs) {
    ScriptKind kind = KINDS.computeIfAbsent(source, engine::check);
    return engine.evaluate(
        new ScriptVersion(new ScriptId("script_test"), "test", 1, "test", kind, source), inputs);
  }

  /** Returns the amount, after checking that the lines explain it. */
  static BigDecimal amount(ScriptOutcome outcome, String which) {
    if (!(outcome instanceof Priced priced)) {
      throw new AssertionError(which + " gave " + outcome);
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (ScriptLine line : priced.lines()) {
      sum = sum.add(line.amount());
      BigDecimal quantity = line.quantity();
      BigDecimal unit = line.unitPrice();
      if (quantity != null
          && unit != null
          && quantity.multiply(unit).compareTo(line.amount()) != 0) {
        throw new AssertionError(which + ": quantity x unit price is not the amount in " + line);
      }
    }
    if (priced.amount().compareTo(sum) != 0) {
      throw new AssertionError(which + ": the lines do not add up to the amount in " + priced);
    }
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
