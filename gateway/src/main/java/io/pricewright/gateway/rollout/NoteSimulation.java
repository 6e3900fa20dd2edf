package io.pricewright.gateway.rollout;

import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.simulation.SimulationStatus;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.RolloutRow;
import io.pricewright.store.simulation.Simulations;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Notes at a rollout which simulation of it was looked at.
 *
 * <p>Fails with {@code NotFound}, {@code InvalidRequest} (no such simulation, or it is not done)
 * and {@code InvalidOperation} (it is assigned already).
 */
final class NoteSimulation {
  private NoteSimulation() {}

  /** The step, and the simulation. */
  record Command(ChangeRollout.Step step, SimulationId simulation) {}

  /** Notes it, and returns the rollout. */
  static Future<RolloutRow> run(Tx tx, Command command, Instant now) {
    return ChangeRollout.run(
        tx,
        command.step(),
        now,
        row ->
            done(tx, command.simulation()).map(done -> row.withSimulationId(command.simulation())));
  }

  private static Future<Void> done(Tx tx, SimulationId id) {
    return Simulations.find(tx, id)
        .map(
            found -> {
              if (found.filter(one -> one.status() == SimulationStatus.DONE).isEmpty()) {
                throw new ProblemException(
                    Problem.InvalidRequest.at(
                        "/simulation_id",
                        "not_found",
                        "There is no simulation of that id that is done."));
              }
              return null;
            });
  }
}
