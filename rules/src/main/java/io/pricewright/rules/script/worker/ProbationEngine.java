package io.pricewright.rules.script.worker;

import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.Proofs;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A node's engine of published versions: what has not proven itself ({@link Proofs}) is priced in a
 * worker process, what has is priced here. Nobody waits for the worker: while it starts, or another
 * batch is in it, a new version is interpreted here. Only a version that was stopped waits, and is
 * never evaluated here before it gave a price again. Thread-safe.
 */
public final class ProbationEngine implements ScriptEngine {
  /** How long a version that was stopped waits for its turn. */
  private static final Duration WAIT = Duration.ofMillis(300);

  private static final ScriptOutcome BUSY =
      ScriptOutcome.Failed.deferred("the process of versions that were stopped is busy");

  private final ScriptEngine here;
  private final WorkerEngine away;
  private final Proofs proofs;

  /**
   * Puts the two together.
   *
   * @param here prices what is proven and notes in {@code proofs} what it evaluates; owned from now
   *     on
   * @param away the worker; the caller closes it
   * @param proofs who is proven
   */
  public ProbationEngine(ScriptEngine here, WorkerEngine away, Proofs proofs) {
    this.here = here;
    this.away = away;
    this.proofs = proofs;
  }

  @Override
  public List<ScriptOutcome> evaluate(ScriptVersion version, List<ScriptInput> inputs) {
    Optional<List<ScriptOutcome>> outcomes =
        switch (proofs.of(version.source())) {
          case PROVEN -> Optional.empty();
          case NEW -> away.evaluateIfFree(version, inputs);
          case STOPPED -> Optional.of(awayOnly(version, inputs));
        };
    outcomes.ifPresent(o -> proofs.note(version.source(), o));
    return outcomes.orElseGet(() -> here.evaluate(version, inputs));
  }

  // A version that was stopped waits for a worker, but not for long: whoever is rated beside it
  // waits too. It fails where none can be had.
  private List<ScriptOutcome> awayOnly(ScriptVersion version, List<ScriptInput> inputs) {
    try {
      return away.evaluateWithin(WAIT, version, inputs)
          .orElseGet(() -> Collections.nCopies(inputs.size(), BUSY));
    } catch (Workers.StartException | ProblemException e) {
      return Collections.nCopies(
          inputs.size(),
          ScriptOutcome.Failed.stopped(
              "not tried: it was stopped before, and the process for such versions is not to be"
                  + " had"));
    }
  }

  @Override
  public ScriptKind check(String source) {
    return here.check(source);
  }

  @Override
  public String runtime() {
    return here.runtime();
  }

  @Override
  public void close() {
    here.close();
  }
}
