package io.pricewright.sandbox;

import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks an engine until so many calls have timed out, then fails all without trying: a slow script
 * costs a simulation a few timeouts, not one a page. Counts the steps. Thread-safe.
 */
final class GivingUp implements ScriptEngine {
  private static final String TIMEOUT = "script_timeout";

  private final ScriptEngine engine;
  private final Steps steps;
  private final AtomicInteger left;

  GivingUp(ScriptEngine engine, int timeouts, Steps steps) {
    this.engine = engine;
    this.steps = steps;
    this.left = new AtomicInteger(timeouts);
  }

  @Override
  public List<ScriptOutcome> evaluate(ScriptVersion version, List<ScriptInput> inputs) {
    if (inputs.isEmpty()) {
      return List.of();
    }
    if (left.get() <= 0) {
      return Collections.nCopies(
          inputs.size(), new ScriptOutcome.Failed(TIMEOUT, "Not tried after earlier timeouts."));
    }
    List<ScriptOutcome> outcomes = engine.evaluate(version, inputs);
    boolean late = false;
    for (ScriptOutcome outcome : outcomes) {
      switch (outcome) {
        case ScriptOutcome.Priced priced -> steps.add(priced.steps());
        case ScriptOutcome.Failed failed -> late |= failed.reason().equals(TIMEOUT);
      }
    }
    if (late) {
      left.decrementAndGet();
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
