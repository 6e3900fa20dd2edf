package io.pricewright.gateway.simulation;

import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * An engine for threads that are not of the script pool: hands calls over in small parts, so that
 * live rating waits for one part at most, and waits for the pool when that is full. What is not
 * published goes to the engine behind the process wall instead, which has a process for its
 * threads.
 */
final class PooledEngine implements ScriptEngine {
  private static final int PART = 500;
  private static final int MOST_TRIES = 600;
  private static final long PAUSE_MS = 50;

  private final ScriptPool pool;
  private final ScriptEngine engine;
  private final ScriptEngine drafts;

  PooledEngine(ScriptPool pool, ScriptEngine engine, ScriptEngine drafts) {
    this.pool = pool;
    this.engine = engine;
    this.drafts = drafts;
  }

  @Override
  public List<ScriptOutcome> evaluate(ScriptVersion version, List<ScriptInput> inputs) {
    List<ScriptOutcome> outcomes = new ArrayList<>(inputs.size());
    for (int i = 0; i < inputs.size(); i += PART) {
      List<ScriptInput> part = inputs.subList(i, Math.min(inputs.size(), i + PART));
      outcomes.addAll(call(version, part));
    }
    return outcomes;
  }

  private List<ScriptOutcome> call(ScriptVersion version, List<ScriptInput> part) {
    for (int tries = 1; ; tries++) {
      try {
        return Candidates.isDraft(version)
            ? drafts.evaluate(version, part)
            : Blocking.await(pool.run(() -> engine.evaluate(version, part)));
      } catch (ProblemException e) {
        if (!(e.problem() instanceof Problem.Unavailable) || tries == MOST_TRIES) {
          throw e;
        }
        Blocking.pause(PAUSE_MS);
      }
    }
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
