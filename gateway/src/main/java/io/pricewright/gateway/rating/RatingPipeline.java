package io.pricewright.gateway.rating;

import io.pricewright.gateway.script.BatchBudget;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rating.BatchWork;
import io.pricewright.rules.rating.CellModel;
import io.pricewright.rules.rating.RatedBatch;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.rating.StoredUsage;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.store.database.Tx;
import io.pricewright.store.usage.UsageCells;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The one way usage becomes charges, whoever asks: what the plan touches is read (room 4), rated
 * and posted on the script pool (rooms 5 and 6), and written (room 7) if the mode writes. All
 * inside one transaction of the caller, behind the gates if the mode takes them.
 */
public final class RatingPipeline {
  /** How long the scripts of a run may hold gates, but for live ones; what is left is deferred. */
  private static final Duration PATIENT = Duration.ofSeconds(4);

  private final ScriptPool scripts;
  private final ScriptEngine engine;
  private final Duration liveBudget;
  private final CreditDraws credits;
  private final WriteBatch writer;
  private final Levels levels = new Levels();

  /**
   * Rates with these parts.
   *
   * @param liveBudget how long the scripts of one transaction of new events may run
   */
  public RatingPipeline(
      ScriptPool scripts,
      ScriptEngine engine,
      Duration liveBudget,
      CreditDraws credits,
      WriteBatch writer) {
    this.scripts = scripts;
    this.engine = engine;
    this.liveBudget = liveBudget;
    this.credits = credits;
    this.writer = writer;
  }

  /**
   * Rates a plan, writes what it came to if the mode does, and returns it. Fails with {@link
   * io.pricewright.store.database.Retry.AgainException} when a new event's id is taken.
   */
  public Future<RatedBatch> run(Tx tx, Run run, Plan plan) {
    return read(tx, run, plan)
        .compose(
            read ->
                rated(tx, run, plan, read)
                    .compose(
                        batch ->
                            run.mode().writes()
                                ? writer
                                    .write(tx, run, batch, read.drawing())
                                    .compose(written -> levels.follow(tx, run, plan))
                                    .map(batch)
                                : Future.succeededFuture(batch)));
  }

  /** What room 4 hands on. */
  private record Read(StoredUsage usage, CreditDraws.Drawing drawing) {}

  private Future<Read> read(Tx tx, Run run, Plan plan) {
    var cells = plan.cells();
    Future<StoredUsage> usage =
        UsageCells.read(tx, cells, plan.distinctValues())
            .compose(stored -> levels.opened(tx, plan.additions(), stored));
    Future<CreditDraws.Drawing> drawing =
        run.mode().writes()
            ? credits.read(tx, cells.keySet(), run.at().gates())
            : Future.succeededFuture(CreditDraws.Drawing.NONE);
    return Future.join(usage, drawing).map(both -> new Read(usage.result(), drawing.result()));
  }

  private Future<RatedBatch> rated(Tx tx, Run run, Plan plan, Read read) {
    return inTime(run, scripts.run(() -> rate(run, plan, read)))
        .compose(
            rated -> {
              RatedBatch posted = rated.posted();
              return posted == null
                  ? countAgain(tx, run, plan, rated, read.drawing())
                  : Future.succeededFuture(posted);
            });
  }

  /** Who asks what something would cost is told so when the scripts' threads are busy for long. */
  private static Future<Rated> inTime(Run run, Future<Rated> rated) {
    return run.mode() == Mode.PREVIEW
        ? rated
            .timeout(PATIENT.plus(PATIENT).toMillis(), TimeUnit.MILLISECONDS)
            .recover(
                fault ->
                    Future.failedFuture(
                        fault instanceof TimeoutException
                            ? new ProblemException(
                                new Problem.Unavailable(
                                    "The scripts are too busy to price this now. Send the same"
                                        + " request again.",
                                    2))
                            : fault))
        : rated;
  }

  /** What rooms 5 and 6 hand on; while cells must be counted again, nothing is posted. */
  private record Rated(BatchWork work, List<CellModel> again, @Nullable RatedBatch posted) {}

  /** Most plans are posted in the same call: another one would cost a change of threads. */
  private Rated rate(Run run, Plan plan, Read read) {
    BatchWork work = new BatchWork(engine(run, plan), read.usage(), run.batch(), plan.cause());
    work.add(plan.additions());
    List<CellModel> again = new ArrayList<>(plan.counted());
    RatedEvent removed = plan.removed();
    if (removed != null) {
      again.addAll(work.remove(removed, plan.hits()));
    }
    return new Rated(work, again, again.isEmpty() ? post(run, work, read.drawing()) : null);
  }

  /** What is added is bounded, as it can be added later; what is taken or counted again is not. */
  private ScriptEngine engine(Run run, Plan plan) {
    return switch (plan.cause()) {
      case USAGE, RERATE -> new BatchBudget(engine, run.mode() == Mode.LIVE ? liveBudget : PATIENT);
      case VOID, RECOUNT -> engine;
      case FIXED -> throw new IllegalStateException("no event is rated for a fixed price");
    };
  }

  /** Room 6: charges become postings, and credits are drawn for them. */
  private static RatedBatch post(Run run, BatchWork work, CreditDraws.Drawing drawing) {
    RatedBatch batch = work.done();
    drawing.draw(run.batch(), batch, run.now());
    return batch;
  }

  private Future<RatedBatch> countAgain(
      Tx tx, Run run, Plan plan, Rated rated, CreditDraws.Drawing drawing) {
    Future<Void> each = Future.succeededFuture();
    RatedEvent removed = plan.removed();
    EventKey without = removed == null ? null : removed.event().key();
    for (CellModel model : rated.again()) {
      each =
          each.compose(before -> ReadEvents.level(tx, model, without))
              .compose(
                  level ->
                      ReadEvents.of(tx, model, without)
                          .compose(
                              events ->
                                  scripts.run(
                                      () -> {
                                        rated.work().recount(model, level, events);
                                        return null;
                                      })));
    }
    return each.compose(counted -> scripts.run(() -> post(run, rated.work(), drawing)));
  }
}
