package io.pricewright.gateway.simulation;

import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.simulation.SimulationStatus;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.SimulationRow;
import io.pricewright.store.simulation.Simulations;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Finds a simulation as it stands. Fails with {@code NotFound}, and where its report is asked for
 * and there is none with {@code InvalidOperation}.
 */
final class FindSimulation {
  private FindSimulation() {}

  /** Finds it without its report. */
  static Future<SimulationRow> run(Tx tx, SimulationId id) {
    return Simulations.find(tx, id).map(FindSimulation::existing);
  }

  /** Finds it with its report, if it has one. */
  static Future<SimulationRow> whole(Tx tx, SimulationId id) {
    return Simulations.findWhole(tx, id).map(FindSimulation::existing);
  }

  /** Finds it with its report, which has to be there. */
  static Future<SimulationRow> done(Tx tx, SimulationId id) {
    return whole(tx, id)
        .map(
            row -> {
              if (row.report() == null) {
                throw new ProblemException(
                    new Problem.InvalidOperation(
                        "The simulation is %s and has no report.".formatted(row.status().code())));
              }
              return row;
            });
  }

  /** Asks a running simulation to end, and finds it. */
  static Future<SimulationRow> cancelled(Tx tx, SimulationId id) {
    return Simulations.cancel(tx, id).compose(asked -> run(tx, id));
  }

  /** Returns whether its node still works on it, as far as the row says. */
  static boolean running(SimulationRow row) {
    return row.status() == SimulationStatus.RUNNING;
  }

  private static SimulationRow existing(Optional<SimulationRow> found) {
    return found.orElseThrow(
        () ->
            new ProblemException(
                new Problem.NotFound("There is no simulation of that id.", List.of())));
  }
}
