package io.pricewright.rules.rating;

import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.usage.DistinctValues;

/**
 * Rates and posts a planned batch in one go: a pure function of the plan, the stored usage and the
 * scripts.
 */
public final class BatchRater {
  private final ScriptEngine engine;

  /** Rates with a script engine; call it on the script pool's threads only. */
  public BatchRater(ScriptEngine engine) {
    this.engine = engine;
  }

  /**
   * Adds the planned events to their cells.
   *
   * @param batch id of the batch, of which the ids of its rows are made
   * @param cause what the charges say of their cause
   */
  public RatedBatch rate(BatchPlan plan, StoredUsage stored, BatchId batch, Cause cause) {
    BatchWork work = new BatchWork(engine, stored, batch, cause);
    work.add(plan);
    return work.done();
  }

  /** Returns a stored cell, or an empty one. */
  public static Cell cellOf(StoredUsage stored, CellModel model) {
    Cell cell = stored.cells().get(model.key());
    return cell != null
        ? cell
        : Cell.empty(model.key(), model.period(), model.subscription().currency());
  }

  /** Returns the loaded multiplicities of a cell. */
  public static DistinctValues valuesOf(StoredUsage stored, CellKey key) {
    DistinctValues values = stored.distinct().get(key);
    return values != null ? values : new DistinctValues();
  }
}
