package io.pricewright.rules.script.graal;

import io.pricewright.rules.script.ScriptOutcome;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A compiled script and how it has behaved in this process. Thread-safe. */
final class Known {
  /** Prices after which a script is trusted with the compiler. */
  static final int PROOF = 1_000;

  private final CompiledScript script;
  private final AtomicInteger priced = new AtomicInteger();

  Known(CompiledScript script) {
    this.script = script;
  }

  CompiledScript script() {
    return script;
  }

  boolean isProven() {
    return priced.get() >= PROOF;
  }

  /** Notes what came of a batch: whoever had to be stopped begins anew. */
  void note(List<ScriptOutcome> outcomes) {
    if (isProven() && outcomes.getLast() instanceof ScriptOutcome.Priced) {
      return; // a stop fails all that is behind it
    }
    int prices = 0;
    for (ScriptOutcome outcome : outcomes) {
      if (outcome instanceof ScriptOutcome.Failed failed && failed.isStopped()) {
        priced.set(0);
        return;
      }
      prices += outcome instanceof ScriptOutcome.Priced ? 1 : 0;
    }
    int more = prices;
    priced.updateAndGet(before -> Math.min(PROOF, before + more));
  }
}
