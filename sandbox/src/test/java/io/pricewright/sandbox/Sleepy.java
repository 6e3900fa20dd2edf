package io.pricewright.sandbox;

import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.util.List;

/** An engine in which every script is out of time; counts the calls that had an input. */
final class Sleepy implements ScriptEngine {
  private int calls;

  int calls() {
    return calls;
  }

  @Override
  public ScriptKind check(String source) {
    return ScriptKind.CUMULATIVE;
  }

  @Override
  public List<ScriptOutcome> evaluate(ScriptVersion version, List<ScriptInput> inputs) {
    calls += inputs.isEmpty() ? 0 : 1;
    return inputs.stream()
        .<ScriptOutcome>map(i -> new ScriptOutcome.Failed("script_timeout", "slow"))
        .toList();
  }

  @Override
  public String runtime() {
    return "none";
  }

  @Override
  public void close() {}
}
