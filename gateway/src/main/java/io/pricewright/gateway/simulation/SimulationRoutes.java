package io.pricewright.gateway.simulation;

import static io.pricewright.gateway.simulation.ReportAnswers.REPORT;
import static io.pricewright.gateway.simulation.SimulationAnswers.SIMULATION;
import static io.pricewright.gateway.simulation.SimulationAnswers.TOLD;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Endpoint;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Key;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.http.body.Refused;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.tenancy.Scope;
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
  private static final Query<Patience> PATIENCE = Query.of(Patience.class);
  private static final Query<Form> FORM = Query.of(Form.class);
  private static final long POLL_MS = 100;

  private final Vertx vertx;
  private final SimulatePrices simulate;
  private final Transactions in;
  private final Ids ids;
  private final EnvironmentClock clock;
  private final FollowAnswers follow;

  /** How long to wait for the end. */
  record Patience(
      @Bounds(min = 0, max = 60) @Default("0") @Key("wait") @Says("Seconds to wait for its end.")
          int seconds) {}

  /** How the report is written. */
  record Form(
      @Default("json")
          @Refused(code = "out_of_range", detail = "Ask for json, ndjson, csv or html.")
          ReportForm format) {}

  /** Makes the routes. */
  public SimulationRoutes(
      Vertx vertx, SimulatePrices simulate, Transactions in, Ids ids, EnvironmentClock clock) {
    this.vertx = vertx;
    this.simulate = simulate;
    this.in = in;
    this.ids = ids;
    this.clock = clock;
    this.follow = new FollowAnswers(vertx, in, clock);
  }

  /** Returns the routes. */
  public List<Route> routes() {
    String one = "/v1/simulations/{id}";
    String scope = Scopes.SIMULATE;
    return List.of(
        Route.post(
                "/v1/simulations",
                scope,
                "Begins to price usage by candidates beside the live versions.",
                202,
                QuestionDraft.BODY,
                SIMULATION,
                Endpoint.keyed(this::ask))
            .says(
                "Of whole billing periods. With `wait` it answers when that is done or the seconds"
                    + " are over.")
            .asking(PATIENCE),
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
                Answer.json(FindSimulation.running(row) ? 202 : 200, shown(row, clock.now(scope))));
  }

  private Future<Answer> until(Scope scope, SimulationId id, long polls) {
    return in.read(scope, tx -> FindSimulation.run(tx, id))
        .compose(
            row ->
                !FindSimulation.running(row) || polls <= 0
                    ? now(scope, id)
                    : vertx.timer(POLL_MS).compose(then -> until(scope, id, polls - 1)));
  }

  private static Json shown(SimulationRow row, Instant now) {
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
