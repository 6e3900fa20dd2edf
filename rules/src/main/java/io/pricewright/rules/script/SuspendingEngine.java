package io.pricewright.rules.script;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * An engine that evaluates no version which has just been stopped three times within a minute for
 * its time or memory, or used up its steps in ten calls: its evaluations fail at once with {@code
 * script_suspended}, for ten minutes. A new version is another version and is not suspended.
 * Thread-safe.
 */
public final class SuspendingEngine implements ScriptEngine {
  /** Reason of what is not evaluated. */
  public static final String SUSPENDED = "script_suspended";

  private static final int REMEMBERED = 1_000;
  private static final ScriptOutcome.Failed OUTCOME =
      new ScriptOutcome.Failed(
          SUSPENDED,
          ("this version was stopped %d times within a minute for its time or memory, or used up"
                  + " its steps %d times, and is suspended for %d minutes: publish a version that"
                  + " does less, then the events can be rated again")
              .formatted(
                  Suspensions.STRIKES, Suspensions.EXHAUSTIONS, Suspensions.LASTING.toMinutes()));

  private final ScriptEngine engine;
  private final Suspensions suspensions;
  private final BiConsumer<ScriptVersion, String> onSuspended;

  /**
   * Watches over an engine and owns it from now on.
   *
   * @param nanoClock rising nanoseconds
   * @param onSuspended hears of each suspension once, with what stopped the version last, on the
   *     thread that evaluates
   */
  public SuspendingEngine(
      ScriptEngine engine, LongSupplier nanoClock, BiConsumer<ScriptVersion, String> onSuspended) {
    this.engine = engine;
    this.suspensions = new Suspensions(REMEMBERED, nanoClock);
    this.onSuspended = onSuspended;
  }

  @Override
  public List<ScriptOutcome> evaluate(ScriptVersion version, List<ScriptInput> inputs) {
    if (suspensions.isSuspended(version.id())) {
      return Collections.nCopies(inputs.size(), OUTCOME);
    }
    List<ScriptOutcome> outcomes = engine.evaluate(version, inputs);
    ended(outcomes)
        .filter(failed -> suspends(version, failed))
        .ifPresent(failed -> onSuspended.accept(version, failed.detail()));
    return outcomes;
  }

  private boolean suspends(ScriptVersion version, ScriptOutcome.Failed failed) {
    return failed.isStopped()
        ? suspensions.strike(version.id())
        : suspensions.exhausted(version.id());
  }

  /** Returns what ended an evaluation, if a limit did. */
  private static Optional<ScriptOutcome.Failed> ended(List<ScriptOutcome> outcomes) {
    for (ScriptOutcome outcome : outcomes) {
      if (outcome instanceof ScriptOutcome.Failed failed
          && (failed.isStopped() || failed.isExhausted())) {
        return Optional.of(failed);
      }
    }
    return Optional.empty();
  }

  /** Returns how many versions are suspended now. */
  public int suspended() {
    return suspensions.count();
  }

  @Override
  public ScriptKind check(String source) {
    return engine.check(source);
  }

  @Override
  public String runtime() {
    return engine.runtime();
  }

  @Override
  public void close() {
    engine.close();
  }
}
