package io.pricewright.gateway.script;

import io.pricewright.rules.script.worker.WorkerEngine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The processes that keep scripts apart from the server. One server has both; servers of one
 * process may share them.
 *
 * @param drafts runs what is not published
 * @param newVersions runs what is published and has not proven itself; apart from the drafts, so
 *     that nobody who tries a script keeps events from being priced
 */
public record ScriptWorkers(WorkerEngine drafts, WorkerEngine newVersions)
    implements AutoCloseable {
  private static final Executor SETTLED = CompletableFuture.delayedExecutor(30, TimeUnit.SECONDS);

  /** Makes both. Starts nothing yet. */
  public static ScriptWorkers make() {
    return new ScriptWorkers(WorkerEngine.forDrafts(), WorkerEngine.forNewVersions());
  }

  /**
   * Starts the processes ahead of the first script: that of drafts at once, because people wait for
   * it; that of new versions, whom nothing waits for, when the node has settled. Returns at once.
   */
  public void prepare() {
    drafts.prepare();
    SETTLED.execute(newVersions::prepare);
  }

  /** Returns how many processes were killed or ended by themselves. */
  public long lost() {
    return drafts.lost() + newVersions.lost();
  }

  @Override
  public void close() {
    newVersions.close();
    drafts.close();
  }
}
