package io.pricewright.gateway.simulation;

import static io.pricewright.gateway.simulation.SimulationAnswers.SIMULATION;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Endpoint;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Key;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.tenancy.Scope;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** The route that begins a simulation. */
final class SimulationAskRoutes {
  private static final Query<Patience> PATIENCE = Query.of(Patience.class);
  private static final long POLL_MS = 100;

  private final Vertx vertx;
  private final SimulatePrices simulate;
  private final Transactions in;
  private final Ids ids;
  private final EnvironmentClock clock;

  /** How long to wait for the end. */
  record Patience(
      @Bounds(min = 0, max = 60) @Default("0") @Key("wait") @Says("Seconds to wait for its end.")
          int seconds) {}

  SimulationAskRoutes(
      Vertx vertx, SimulatePrices simulate, Transactions in, Ids ids, EnvironmentClock clock) {
    this.vertx = vertx;
    this.simulate = simulate;
    this.in = in;
    this.ids = ids;
    this.clock = clock;
  }

  /** Returns the route. */
  Route route() {
    return Route.post(
            "/v1/simulations",
            Scopes.SIMULATE,
            "Begins to price usage by candidates beside the live versions.",
            202,
            QuestionDraft.BODY,
            SIMULATION,
            Endpoint.keyed(this::ask))
        .says(
            "Of whole billing periods. With `wait` it answers when that is done or the seconds"
                + " are over.")
        .asking(PATIENCE);
  }

  /** Under an Idempotency-Key that was used, it is the simulation of then, as it stands now. */
  private Future<Answer> ask(Request request) {
    Question question = QuestionDraft.read(request);
    int wait = request.read(PATIENCE).seconds();
    Scope scope = request.scope();
    SimulationId fresh = new SimulationId(ids.next("sim", clock.now(scope)));
    SimulatePrices.Begun begun = simulate.begin(scope, fresh, question);
    Endpoint once =
        in.creating(
            (tx, same, now) ->
                begun
                    .ask(tx, (Json.Obj) request.json())
                    .map(id -> Answer.json(202, Json.of(id.value()))));
    return Future.succeededFuture(request)
        .compose(once::handle)
        .onSuccess(asked -> begun.start())
        .onFailure(refused -> begun.drop())
        .map(asked -> new SimulationId(text(asked)))
        .compose(id -> wait == 0 ? now(scope, id) : until(scope, id, wait * 1_000L / POLL_MS));
  }

  private static String text(Answer asked) {
    return ((Json.Str) JsonReader.read(asked.body().getBytes())).value();
  }

  private Future<Answer> now(Scope scope, SimulationId id) {
    return in.read(scope, tx -> FindSimulation.whole(tx, id))
        .map(
            row ->
                Answer.json(
                    FindSimulation.running(row) ? 202 : 200,
                    SimulationRoutes.shown(row, clock.now(scope))));
  }

  private Future<Answer> until(Scope scope, SimulationId id, long polls) {
    return in.read(scope, tx -> FindSimulation.run(tx, id))
        .compose(
            row ->
                !FindSimulation.running(row) || polls <= 0
                    ? now(scope, id)
                    : vertx.timer(POLL_MS).compose(then -> until(scope, id, polls - 1)));
  }
}
