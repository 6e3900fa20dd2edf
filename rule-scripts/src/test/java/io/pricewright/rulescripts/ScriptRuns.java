package io.pricewright.rulescripts;

import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.util.List;

/** Short ways to run a price model in a test. */
final class ScriptRuns {
  private ScriptRuns() {}

  static BuiltInScripts.BuiltInScript named(String name) {
    return BuiltInScripts.all().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static List<ScriptOutcome> run(ScriptEngine engine, String name, List<ScriptInput> inputs) {
    String source = named(name).source();
    return engine.evaluate(
        new ScriptVersion("script_" + name, name, 1, name, engine.check(source), source), inputs);
  }
}
