package io.pricewright.rules.script.worker;

import io.pricewright.rules.script.BranchProbe;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.util.List;

/**
 * An engine behind the process wall for one judgement, which takes no more of the worker than it is
 * given: beyond, evaluations fail untried. Thread-safe.
 */
public final class AllottedEngine implements ScriptEngine, BranchProbe {
  private final WorkerEngine engine;
  private final Allotment allotment;

  AllottedEngine(WorkerEngine engine, Allotment allotment) {
    this.engine = engine;
    this.allotment = allotment;
  }

  /** Returns how much of its time it has used, in nanoseconds; what others took does not count. */
  public long nanos() {
    return allotment.nanos();
  }

  @Override
  public ScriptKind check(String source) {
    return engine.check(source, false, allotment);
  }

  @Override
  public ScriptKind checkDraft(String source) {
    return engine.check(source, true, allotment);
  }

  @Override
  public Coverage cover(String source, List<ScriptInput> inputs) {
    return engine.cover(source, inputs, allotment);
  }

  @Override
  public List<ScriptOutcome> evaluate(ScriptVersion version, List<ScriptInput> inputs) {
    return engine.evaluate(version, inputs, allotment);
  }

  @Override
  public String runtime() {
    return engine.runtime();
  }

  /** Does nothing: the engine belongs to who made it. */
  @Override
  public void close() {}
}
