package io.pricewright.gateway.simulation;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Tx;
import io.pricewright.store.simulation.EventFiles;
import io.pricewright.store.simulation.Simulations;
import io.pricewright.store.simulation.StoredSimulation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The routes of simulations and of the files they read. */
public final class SimulationRoutes {
  private static final Shape ASK =
      Shape.of(
          "Simulate",
          "lineage_id, price_id, candidate:object, candidates:array, cost:object, from:time,"
              + " to:time, external_customer_ids:array, sample:decimal, seed:integer, file_id,"
              + " traffic:object");
  private static final Shape FILE =
      Shape.of("EventFile", "id, format, name, parts:integer, bytes:integer, created_at:time");
  private static final Shape MAKE_FILE = Shape.of("MakeEventFile", "format*, name");
  private static final Set<String> FORMATS = Set.of("json", "ndjson", "csv", "html");
  private static final int MAX_WAIT_SECONDS = 60;
  private static final long POLL_MS = 100;
  private static final long TELL_MS = 250;

  private final Vertx vertx;
  private final SimulatePrices simulate;
  private final Transactions in;
  private final Ids ids;
  private final EnvironmentClock clock;

  /** Makes the routes. */
  public SimulationRoutes(
      Vertx vertx, SimulatePrices simulate, Transactions in, Ids ids, EnvironmentClock clock) {
    this.vertx = vertx;
    this.simulate = simulate;
    this.in = in;
    this.ids = ids;
    this.clock = clock;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    String one = "/v1/simulations/{id}";
    return List.of(
        Route.post(
                "/v1/simulations",
                Scopes.SIMULATE,
                "Begins to price usage of whole billing periods by candidates beside the live versions;"
                    + " with wait it answers when that is done or the seconds are over.",
                202,
                ASK,
                SimulationAnswers.SIMULATION,
                this::ask)
            .withQuery("wait"),
        Route.list(
            "/v1/simulations",
            Scopes.SIMULATE,
            "Lists simulations without their reports, newest first.",
            SimulationAnswers.SIMULATION,
            in.of((tx, request, now) -> list(tx, request.page(), now))),
        Route.get(
            one,
            Scopes.SIMULATE,
            "Returns a simulation, how far it came, and its report when it is done.",
            SimulationAnswers.SIMULATION,
            in.of(
                (tx, request, now) ->
                    find(tx, request.path("id"), true)
                        .map(stored -> Answer.ok(SimulationAnswers.of(stored, now))))),
        Route.get(
                one + "/events",
                Scopes.SIMULATE,
                "Tells how far a simulation came, as server-sent events, until it ends.",
                Shape.ANY,
                this::events)
            .alsoAs("text/event-stream"),
        Route.get(
                one + "/report",
                Scopes.SIMULATE,
                "Returns the report as json, ndjson, csv (a customer a row) or html (one page).",
                Shape.ANY,
                in.of((tx, request, now) -> report(tx, request)))
            .withQuery("format")
            .alsoAs("application/x-ndjson", "text/csv", "text/html"),
        Route.post(
            one + "/cancel",
            Scopes.SIMULATE,
            "Asks a running simulation to end.",
            200,
            Shape.of("Cancel", ""),
            SimulationAnswers.SIMULATION,
            in.of(this::cancel)),
        Route.post(
            "/v1/simulations/files",
            Scopes.SIMULATE,
            "Makes an empty file of events, csv or ndjson, to be filled part by part.",
            201,
            MAKE_FILE,
            FILE,
            in.creating(this::makeFile)),
        Route.get(
            "/v1/simulations/files/{id}",
            Scopes.SIMULATE,
            "Returns what is known of a file.",
            FILE,
            in.of((tx, request, now) -> file(tx, request.path("id")))),
        Route.put(
            "/v1/simulations/files/{id}/parts/{part}",
            Scopes.SIMULATE,
            "Stores a part of a file, from 1 on: any bytes, at most 32 MiB; 64 parts.",
            Shape.ANY,
            FILE,
            in.of((tx, request, now) -> part(tx, request))));
  }

  private Future<Answer> ask(Request request) {
    Question question = Question.fromApi(request.fields());
    Scope scope = request.scope();
    String id = ids.next("sim", clock.now(scope));
    int wait = wait(request);
    return simulate
        .begin(scope, id, question, request.json())
        .compose(begun -> wait == 0 ? now(scope, id) : until(scope, id, wait * 1_000L / POLL_MS));
  }

  private static int wait(Request request) {
    String text = request.query("wait");
    if (text == null) {
      return 0;
    }
    if (text.matches("\\d{1,2}") && Integer.parseInt(text) <= MAX_WAIT_SECONDS) {
      return Integer.parseInt(text);
    }
    throw refused("wait", "Give seconds, from 0 to %d.".formatted(MAX_WAIT_SECONDS));
  }

  private Future<Answer> now(Scope scope, String id) {
    return in.read(scope, tx -> find(tx, id, true))
        .map(
            stored ->
                Answer.json(
                    stored.running() ? 202 : 200, SimulationAnswers.of(stored, clock.now(scope))));
  }

  private Future<Answer> until(Scope scope, String id, long polls) {
    return in.read(scope, tx -> find(tx, id, false))
        .compose(
            stored ->
                !stored.running() || polls <= 0
                    ? now(scope, id)
                    : later(POLL_MS).compose(then -> until(scope, id, polls - 1)));
  }

  private Future<Void> later(long millis) {
    Promise<Void> promise = Promise.promise();
    vertx.setTimer(millis, id -> promise.complete());
    return promise.future();
  }

  private static Future<StoredSimulation> find(Tx tx, String id, boolean withReport) {
    return Simulations.find(tx, id, withReport)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new ProblemException(
                            new Problem.NotFound(
                                "There is no simulation of that id.", List.of()))));
  }

  private static Future<Answer> list(Tx tx, Page page, Instant now) {
    return Simulations.list(tx, page.limit(), page.offset())
        .compose(
            found ->
                Simulations.count(tx)
                    .map(
                        total ->
                            Answer.ok(
                                Shape.page(
                                    found.stream()
                                        .map(stored -> SimulationAnswers.of(stored, now))
                                        .toList(),
                                    page,
                                    total))));
  }

  private Future<Answer> cancel(Tx tx, Request request, Instant now) {
    return Simulations.cancel(tx, request.path("id"))
        .compose(asked -> find(tx, request.path("id"), false))
        .map(stored -> Answer.ok(SimulationAnswers.of(stored, now)));
  }

  private Future<Answer> events(Request request) {
    String id = request.path("id");
    Scope scope = request.scope();
    return in.read(scope, tx -> find(tx, id, false))
        .map(
            stored ->
                Answer.streamed(
                    "text/event-stream",
                    response -> {
                      tell(response, stored, scope);
                      if (stored.running()) {
                        follow(response, scope, id);
                      }
                    }));
  }

  private void follow(HttpServerResponse response, Scope scope, String id) {
    long timer =
        vertx.setPeriodic(
            TELL_MS,
            tick -> {
              if (response.closed() || response.ended()) {
                vertx.cancelTimer(tick);
              } else if (!response.writeQueueFull()) {
                in.read(scope, tx -> find(tx, id, false))
                    .onSuccess(
                        stored -> {
                          if (!response.ended() && !response.closed()) {
                            tell(response, stored, scope);
                            if (response.ended()) {
                              vertx.cancelTimer(tick);
                            }
                          }
                        })
                    .onFailure(fault -> vertx.cancelTimer(tick));
              }
            });
    response.closeHandler(closed -> vertx.cancelTimer(timer));
  }

  private void tell(HttpServerResponse response, StoredSimulation stored, Scope scope) {
    Json.Obj answer = SimulationAnswers.of(stored, clock.now(scope));
    boolean over = !"running".equals(answer.string("status"));
    String name = over ? "end" : "progress";
    Json.Obj data =
        Json.Obj.EMPTY
            .with("status", Json.of(answer.string("status")))
            .with("progress", JsonReader.parseObject(stored.progress()))
            .with("error", Json.of(answer.string("error")));
    response.write("event: %s\ndata: %s\n\n".formatted(name, data.text()));
    if (over) {
      response.end();
    }
  }

  private static Future<Answer> report(Tx tx, Request request) {
    String asked = request.query("format");
    String format = asked == null ? "json" : asked;
    if (!FORMATS.contains(format)) {
      throw refused("format", "Ask for json, ndjson, csv or html.");
    }
    return find(tx, request.path("id"), true)
        .map(
            stored -> {
              String report = stored.report();
              if (report == null) {
                throw new ProblemException(
                    new Problem.InvalidOperation(
                        "The simulation is %s and has no report.".formatted(stored.status())));
              }
              return Reports.answer(
                  format,
                  stored.id(),
                  JsonReader.parseObject(stored.request()),
                  JsonReader.parseObject(report));
            });
  }

  private Future<Answer> makeFile(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    String format = fields.requiredText("format", 10);
    if (!format.equals("csv") && !format.equals("ndjson")) {
      fields.refuse("format", "not_a_choice", "Send csv or ndjson.");
    }
    String name = fields.text("name", 255);
    fields.done();
    String id = ids.next("file", now);
    return EventFiles.add(tx, id, format, name, now)
        .compose(added -> file(tx, id))
        .map(made -> new Answer(201, made.contentType(), made.body(), made.headers()));
  }

  private static Future<Answer> file(Tx tx, String id) {
    return EventFiles.find(tx, id)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new ProblemException(
                            new Problem.NotFound("There is no file of that id.", List.of()))))
        .map(
            file ->
                Answer.ok(
                    FILE.fill()
                        .set("id", file.id())
                        .set("format", file.format())
                        .set("name", file.name())
                        .set("parts", file.parts())
                        .set("bytes", file.bytes())
                        .set("created_at", file.createdAt())
                        .json()));
  }

  private static Future<Answer> part(Tx tx, Request request) {
    String text = request.path("part");
    if (!text.matches("\\d{1,3}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > EventFiles.MAX_PARTS) {
      throw refused("part", "Give a number from 1 to %d.".formatted(EventFiles.MAX_PARTS));
    }
    return file(tx, request.path("id"))
        .compose(
            known -> EventFiles.put(tx, request.path("id"), Integer.parseInt(text), request.body()))
        .compose(stored -> file(tx, request.path("id")));
  }

  private static ProblemException refused(String name, String detail) {
    return new ProblemException(
        new Problem.InvalidRequest(
            "The parameter '%s' cannot be used.".formatted(name),
            List.of(new FieldError("/query/" + name, "out_of_range", detail))));
  }
}
