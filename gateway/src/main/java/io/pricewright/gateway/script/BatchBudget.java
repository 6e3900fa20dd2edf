package io.pricewright.gateway.script;

import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scripts' share of one rating transaction, which holds its customers' gates while they run.
 * When the time is used up, what is left is not tried: it fails with {@code deferred}, to be rated
 * in small transactions at once. For one batch, by one thread.
 */
public final class BatchBudget implements ScriptEngine {
  /** Reason of what came after the time was used up. */
  public static final String DEFERRED = "deferred";

  /** Evaluations between two looks at the time. */
  static final int CHUNK = 100;

  private final ScriptEngine engine;
  private final long budgetNanos;
  private @Nullable Long startNanos;

  /**
   * Bounds the scripts of a batch.
   *
   * @param budget above zero, counted from the first evaluation, which is always made: each try of
   *     a batch gets on
   */
  public BatchBudget(ScriptEngine engine, Duration budget) {
    this.engine = engine;
    this.budgetNanos = budget.toNanos();
  }

  @Override
  public List<ScriptOutcome> evaluate(ScriptVersion version, List<ScriptInput> inputs) {
    long start = startNanos == null ? System.nanoTime() : startNanos;
    startNanos = start;
    List<ScriptOutcome> outcomes = new ArrayList<>(inputs.size());
    while (outcomes.size() < inputs.size()) {
      int from = outcomes.size();
      int to = Math.min(inputs.size(), from + CHUNK);
      outcomes.addAll(
          System.nanoTime() - start > budgetNanos
              ? deferred(to - from)
              : engine.evaluate(version, inputs.subList(from, to)));
    }
    return outcomes;
  }

  private static List<ScriptOutcome> deferred(int times) {
    return Collections.nCopies(
        times,
        new ScriptOutcome.Failed(
            DEFERRED, "the scripts of this batch took too long: it is tried again at once"));
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
