package io.pricewright.gateway;

import io.pricewright.gateway.metrics.Metrics;
import io.pricewright.gateway.notification.SuspensionNotices;
import io.pricewright.gateway.script.JudgeScripts;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.gateway.script.ScriptWorkers;
import io.pricewright.gateway.script.SuspensionLog;
import io.pricewright.rules.catalogue.TrialScript;
import io.pricewright.rules.script.Proofs;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.SuspendingEngine;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import io.pricewright.rules.script.worker.ProbationEngine;
import io.pricewright.rules.script.worker.WorkerEngine;
import io.pricewright.rulescripts.BuiltInScripts;
import java.util.HashSet;
import java.util.Set;

/** What runs scripts: published ones here, new ones and drafts in processes of their own. */
final class ScriptParts implements AutoCloseable {
  /** Calls that may wait for a thread. */
  private static final int QUEUE = 256;

  final ScriptEngine engine;
  final WorkerEngine drafts;
  final ScriptPool pool;
  final JudgeScripts gate;
  private final GraalScriptEngine confined;

  ScriptParts(
      Base base, Settings settings, ScriptWorkers workers, NotificationParts notifications) {
    SuspensionNotices suspensions =
        new SuspensionNotices(base.database, base.snapshots, notifications.notices, base.clock);
    ScriptLimits limits = ScriptLimits.defaults();
    // What ships was judged when it was built; what others wrote proves itself.
    Proofs proofs = new Proofs(limits.cachedScripts(), trusted());
    confined = new GraalScriptEngine(limits, proofs);
    SuspendingEngine suspending =
        new SuspendingEngine(
            new ProbationEngine(confined, workers.newVersions(), proofs),
            base.nanos,
            (version, reason) -> {
              SuspensionLog.suspended(version, reason);
              suspensions.tell(version, reason);
            });
    engine = suspending;
    // What is not published runs in a process of its own, and nobody suspends it.
    drafts = workers.drafts();
    gate = new JudgeScripts(base.vertx, drafts, settings.scripts().gateRequired());
    // One more than there are cores: one may wait for the process of new versions.
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors()) + 1;
    pool = new ScriptPool(base.vertx, threads, QUEUE, base.metrics);
    show(base.metrics, workers, suspending);
  }

  private static Set<String> trusted() {
    Set<String> shipped = new HashSet<>(BuiltInScripts.sources());
    shipped.addAll(TrialScript.sources());
    return shipped;
  }

  private void show(Metrics metrics, ScriptWorkers workers, SuspendingEngine suspending) {
    metrics.runtime(engine.runtime());
    metrics.showCount(
        "pricewright.scripts.workers.lost",
        "Script workers killed or ended.",
        workers,
        ScriptWorkers::lost);
    metrics.showCount(
        "pricewright.scripts.suspended",
        "Script versions suspended.",
        suspending,
        SuspendingEngine::suspended);
    metrics.show(
        "pricewright.scripts.stuck", "Threads that a script does not leave.", confined::stuck);
    metrics.show("pricewright.script.queue", "Calls that wait for a thread.", pool::waiting);
  }

  /** Returns whether every script could be ended so far. */
  boolean ended() {
    return confined.stuck() == 0;
  }

  @Override
  public void close() {
    gate.close();
    pool.close();
    engine.close();
  }
}
