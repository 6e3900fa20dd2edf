package io.pricewright.rules.script.graal;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.util.List;

/** Short ways to run a script in a test. */
final class Scripts {
  private Scripts() {}

  static ScriptVersion version(String source) {
    return new ScriptVersion(
        new ScriptId("script_test"), "test", 1, "", ScriptKind.CUMULATIVE, source);
  }

  static ScriptInput usage(String quantity) {
    return new ScriptInput("{\"quantity\":\"" + quantity + "\"}", "{}", "{}");
  }

  static ScriptOutcome run(ScriptEngine engine, String source) {
    return run(engine, source, usage("10"));
  }

  static ScriptOutcome run(ScriptEngine engine, String source, ScriptInput input) {
    return engine.evaluate(version(source), List.of(input)).getFirst();
  }

  /** Returns a cumulative script with this body. */
  static String price(String body) {
    return "export function price(usage, params, context) {\n" + body + "\n}";
  }
}
