package io.pricewright.gateway.simulation;

import static io.pricewright.gateway.simulation.ReportAnswers.REPORT;
import static io.pricewright.gateway.simulation.SimulationAnswers.SIMULATION;
import static io.pricewright.gateway.simulation.SimulationAnswers.TOLD;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.http.body.Refused;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.SimulationRow;
import io.pricewright.store.simulation.Simulations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The routes of simulations. */
public final class SimulationRoutes {
  private static final Query<Form> FORM = Query.of(Form.class);

  private final Transactions in;
  private final SimulationAskRoutes ask;
  private final FollowAnswers follow;

  /** How the report is written. */
  record Form(
      @Default("json")
          @Refused(code = "out_of_range", detail = "Ask for json, ndjson, csv or html.")
          ReportForm format) {}

  /** Makes the routes. */
  public SimulationRoutes(
      Vertx vertx, SimulatePrices simulate, Transactions in, Ids ids, EnvironmentClock clock) {
    this.in = in;
    this.ask = new SimulationAskRoutes(vertx, simulate, in, ids, clock);
    this.follow = new FollowAnswers(vertx, in, clock);
  }

  /** Returns the routes. */
  public List<Route> routes() {
    String one = "/v1/simulations/{id}";
    String scope = Scopes.SIMULATE;
    return List.of(
        ask.route(),
        Route.list("/v1/simulations", scope, "Lists simulations.", SIMULATION, in.of(this::list))
            .says("Without their reports, newest first."),
        Route.get(one, scope, "Reads a simulation.", SIMULATION, in.of(this::read))
            .says("How far it came, and its report when it is done."),
        Route.get(one + "/events", scope, "Tells how far a simulation came.", TOLD, follow::run)
            .says("As server-sent events, until it ends.")
            .alsoAs("text/event-stream"),
        Route.get(one + "/report", scope, "Reads a report.", REPORT, in.of(this::report))
            .says("As JSON, lines of JSON, CSV (a customer a row) or HTML (one page).")
            .asking(FORM)
            .alsoAs("application/x-ndjson", "text/csv", "text/html")
            .fails(Problem.InvalidOperation.class),
        Route.post(
            one + "/cancel",
            scope,
            "Asks a running simulation to end.",
            200,
            SIMULATION,
            in.of(this::cancel)));
  }

  /** Shows a simulation as it stands. */
  static Json shown(SimulationRow row, Instant now) {
    return SIMULATION.json(SimulationAnswers.Shown.of(row, now));
  }

  private Future<Answer> list(Tx tx, Request request, Instant now) {
    Page page = request.page();
    return Future.join(Simulations.list(tx, page.limit(), page.offset()), Simulations.count(tx))
        .map(
            both -> {
              List<SimulationRow> rows = both.resultAt(0);
              return Answer.page(
                  SIMULATION,
                  rows.stream().map(row -> SimulationAnswers.Shown.of(row, now)).toList(),
                  page,
                  both.<Long>resultAt(1));
            });
  }

  private Future<Answer> read(Tx tx, Request request, Instant now) {
    return FindSimulation.whole(tx, id(request)).map(row -> Answer.ok(shown(row, now)));
  }

  private Future<Answer> cancel(Tx tx, Request request, Instant now) {
    return FindSimulation.cancelled(tx, id(request)).map(row -> Answer.ok(shown(row, now)));
  }

  private Future<Answer> report(Tx tx, Request request, Instant now) {
    ReportForm form = request.read(FORM).format();
    return FindSimulation.done(tx, id(request))
        .map(
            row ->
                ReportFormAnswers.of(
                    form, row.id(), row.request(), Objects.requireNonNull(row.report())));
  }

  static SimulationId id(Request request) {
    return new SimulationId(request.path("id"));
  }
}
