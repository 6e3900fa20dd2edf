package io.pricewright.sandbox;

import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.util.Collections;
import java.util.List;

/**
 * Asks an engine until so many calls have timed out, then fails all without trying: a slow script
 * costs a simulation a few timeouts, not one a page.
 */
final class GivingUp implements ScriptEngine {
  private static final String TIMEOUT = "script_timeout";

  private final ScriptEngine engine;
  private int left;

  GivingUp(ScriptEngine engine, int timeouts) {
    this.engine = engine;
    this.left = timeouts;
  }

  @Override
  public List<ScriptOutcome> evaluate(ScriptVersion version, List<ScriptInput> inputs) {
    if (left <= 0) {
      return Collections.nCopies(
          inputs.size(), new ScriptOutcome.Failed(TIMEOUT, "Not tried after earlier timeouts."));
    }
    List<ScriptOutcome> outcomes = engine.evaluate(version, inputs);
    if (outcomes.stream()
        .anyMatch(o -> o instanceof ScriptOutcome.Failed f && f.reason().equals(TIMEOUT))) {
      left--;
    }
    return outcomes;
  }

  @Override
  public ScriptKind check(String source) {
    return engine.check(source);
  }

  @Override
  public String runtime() {
    return engine.runtime();
  }

  /** Does nothing: the engine belongs to who made it. */
  @Override
  public void close() {}
}
