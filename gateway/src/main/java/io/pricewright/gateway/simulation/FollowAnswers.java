package io.pricewright.gateway.simulation;

import static io.pricewright.gateway.simulation.SimulationAnswers.TOLD;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.simulation.SimulationStatus;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.row.SimulationRow;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;

/** Tells how far a simulation came, as server-sent events, until it ends. */
final class FollowAnswers {
  private static final long TELL_MS = 250;

  private final Vertx vertx;
  private final Transactions in;
  private final EnvironmentClock clock;

  FollowAnswers(Vertx vertx, Transactions in, EnvironmentClock clock) {
    this.vertx = vertx;
    this.in = in;
    this.clock = clock;
  }

  Future<Answer> run(Request request) {
    SimulationId id = new SimulationId(request.path("id"));
    Scope scope = request.scope();
    return find(scope, id)
        .map(
            row ->
                Answer.streamed(
                    "text/event-stream",
                    response -> {
                      tell(response, row, scope);
                      if (FindSimulation.running(row)) {
                        follow(response, scope, id);
                      }
                    }));
  }

  private Future<SimulationRow> find(Scope scope, SimulationId id) {
    return in.read(scope, tx -> FindSimulation.run(tx, id));
  }

  private void follow(HttpServerResponse response, Scope scope, SimulationId id) {
    long timer = vertx.setPeriodic(TELL_MS, tick -> again(response, scope, id, tick));
    response.closeHandler(closed -> vertx.cancelTimer(timer));
  }

  private void again(HttpServerResponse response, Scope scope, SimulationId id, long tick) {
    if (over(response)) {
      vertx.cancelTimer(tick);
    } else if (!response.writeQueueFull()) {
      find(scope, id)
          .onSuccess(
              row -> {
                if (!over(response)) {
                  tell(response, row, scope);
                }
                if (response.ended()) {
                  vertx.cancelTimer(tick);
                }
              })
          .onFailure(fault -> vertx.cancelTimer(tick));
    }
  }

  private static boolean over(HttpServerResponse response) {
    return response.ended() || response.closed();
  }

  private void tell(HttpServerResponse response, SimulationRow row, Scope scope) {
    SimulationAnswers.Told told = SimulationAnswers.Told.of(row, clock.now(scope));
    boolean ends = told.status() != SimulationStatus.RUNNING;
    response.write(
        "event: %s\ndata: %s\n\n".formatted(ends ? "end" : "progress", TOLD.json(told).text()));
    if (ends) {
      response.end();
    }
  }
}
