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
 * When the time is used up, what is left is not tried: it fails with {@link
 * ScriptOutcome.Failed#DEFERRED}, to be rated in small transactions at once. For one batch, by one
 * thread.
 */
public final class BatchBudget implements ScriptEngine {
  /** Evaluations before the first look at the time; each may take a tenth of a second. */
  private static final int FIRST = 10;

  /** Most evaluations between two looks at the time. */
  private static final int MOST = 100;

  private static final ScriptOutcome.Failed LATER =
      ScriptOutcome.Failed.deferred("the scripts of this batch took too long");

  private final ScriptEngine engine;
  private final long budgetNanos;
  private @Nullable Long startNanos;
  private int chunk = FIRST;

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
      long began = System.nanoTime();
      if (began - start > budgetNanos) {
        outcomes.addAll(Collections.nCopies(inputs.size() - from, LATER));
      } else {
        int to = Math.min(inputs.size(), from + chunk);
        outcomes.addAll(engine.evaluate(version, inputs.subList(from, to)));
        next(System.nanoTime() - began);
      }
    }
    return outcomes;
  }

  /** As many that they take between a twentieth and a fifth of the budget. */
  private void next(long tookNanos) {
    if (tookNanos * 20 < budgetNanos) {
      chunk = Math.min(MOST, chunk * 2);
    } else if (tookNanos * 5 > budgetNanos) {
      chunk = Math.max(1, chunk / 2);
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
