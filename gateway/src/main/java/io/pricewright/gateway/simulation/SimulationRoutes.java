package io.pricewright.gateway.simulation;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.vertx.core.Future;
import java.util.List;

/** The route that simulates a price. */
public final class SimulationRoutes {
  private static final Shape ASK =
      Shape.of(
          "Simulate",
          "lineage_id, price_id, candidate*:object, from*:time, to*:time,"
              + " external_customer_ids:array");

  private final SimulatePrice simulate;
  private final Ids ids;
  private final EnvironmentClock clock;

  /** Makes the route. */
  public SimulationRoutes(SimulatePrice simulate, Ids ids, EnvironmentClock clock) {
    this.simulate = simulate;
    this.ids = ids;
    this.clock = clock;
  }

  /** Returns the route. */
  public List<Route> routes() {
    return List.of(
        Route.post(
            "/v1/simulations",
            Scopes.SIMULATE,
            "Prices stored usage of whole billing periods by a candidate beside the live versions.",
            200,
            ASK,
            SimulationAnswers.SIMULATION,
            this::ask));
  }

  private Future<Answer> ask(Request request) {
    Question question = Question.fromApi(request.fields());
    String id = ids.next("sim", clock.now(request.scope()));
    return simulate
        .answer(request.scope(), question)
        .map(found -> Answer.ok(SimulationAnswers.of(id, found)));
  }
}
