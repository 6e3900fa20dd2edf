package io.pricewright.gateway.rollout;

import io.pricewright.rules.id.RolloutId;
import io.pricewright.rules.id.StepNo;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rollout.RolloutAction;
import io.pricewright.rules.rollout.RolloutState;
import io.pricewright.store.database.Failures;
import io.pricewright.store.database.Tx;
import io.pricewright.store.rollout.Rollouts;
import io.pricewright.store.row.RolloutRow;
import io.pricewright.store.row.RolloutStepRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the changes of a rollout share: it is found behind its lock, written, and the step is noted.
 * By itself, the change that says nothing but where it stands: shadow, start, stop, retire.
 *
 * <p>Fails with {@code NotFound} and {@code InvalidOperation} (it cannot go there from where it
 * stands, or another rollout of its price is under way).
 */
final class ChangeRollout {
  /** Who a step is by that no key asked for. */
  static final String SERVER = "server";

  private ChangeRollout() {}

  /**
   * What is to be done, by whom and why.
   *
   * @param actor id of the API key
   */
  record Step(RolloutId rollout, RolloutAction action, String actor, String reason) {}

  /** Moves a rollout, and returns it. */
  static Future<RolloutRow> run(Tx tx, Step step, Instant now) {
    return run(tx, step, now, Future::succeededFuture);
  }

  /**
   * Moves a rollout and changes it, and returns it.
   *
   * @param change gets it where it stands afterwards
   */
  static Future<RolloutRow> run(
      Tx tx, Step step, Instant now, Function<RolloutRow, Future<RolloutRow>> change) {
    return Rollouts.lock(tx, step.rollout())
        .compose(locked -> find(tx, step.rollout()))
        .compose(
            before ->
                change
                    .apply(before)
                    .map(after -> moved(after, step.action(), now))
                    .compose(after -> put(tx, before, after, step)));
  }

  private static RolloutRow moved(RolloutRow row, RolloutAction action, Instant now) {
    return row.withState(action.from(row.state())).withUpdatedAt(now);
  }

  private static Future<RolloutRow> put(Tx tx, RolloutRow before, RolloutRow after, Step step) {
    return Rollouts.put(tx, after, before.state())
        .recover(fault -> Future.failedFuture(taken(fault)))
        .compose(
            done -> {
              if (!done) {
                throw impossible("The rollout changed meanwhile. Look again.");
              }
              return note(
                  tx,
                  after,
                  before.state(),
                  step.action(),
                  step.actor(),
                  step.reason(),
                  after.plan().toJson());
            })
        .map(after);
  }

  private static Throwable taken(Throwable fault) {
    return Failures.uniqueViolation(fault)
        ? impossible("Another rollout of this price is under way. End it first.")
        : fault;
  }

  /** Notes a step that was done, at the time of the row. */
  static Future<Void> note(
      Tx tx,
      RolloutRow row,
      @Nullable RolloutState before,
      RolloutAction action,
      String actor,
      @Nullable String reason,
      Json.Obj details) {
    return Rollouts.step(
        tx,
        new RolloutStepRow(
            row.id(),
            new StepNo(0),
            action,
            before,
            row.state(),
            actor,
            reason,
            details,
            row.updatedAt()));
  }

  /** Has the server move a rollout that still stands where it was read; else nothing happens. */
  static Future<Void> byServer(
      Tx tx,
      RolloutRow row,
      RolloutAction action,
      @Nullable String reason,
      Json.Obj details,
      Instant now) {
    RolloutRow next = moved(row, action, now);
    return Rollouts.put(tx, next, row.state())
        .compose(
            done ->
                done
                    ? note(tx, next, row.state(), action, SERVER, reason, details)
                    : Future.succeededFuture());
  }

  /** Finds a rollout. Fails with {@code Problem.NotFound}. */
  static Future<RolloutRow> find(Tx tx, RolloutId id) {
    return Rollouts.find(tx, id)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new ProblemException(
                            new Problem.NotFound("There is no rollout of that id.", List.of()))));
  }

  private static ProblemException impossible(String detail) {
    return new ProblemException(new Problem.InvalidOperation(detail));
  }
}
