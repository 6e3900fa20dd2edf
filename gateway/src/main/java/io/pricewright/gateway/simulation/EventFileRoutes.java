package io.pricewright.gateway.simulation;

import static io.pricewright.gateway.simulation.SimulationAnswers.FILE;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.EventFileId;
import io.pricewright.store.database.Tx;
import io.pricewright.store.simulation.EventFiles;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** The routes of files of events that simulations read. */
public final class EventFileRoutes {
  private final FillEventFile fill;

  /** Makes the routes. */
  public EventFileRoutes(Ids ids) {
    this.fill = new FillEventFile(ids);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    return List.of(
        Route.post(
                "/v1/simulations/files",
                Scopes.SIMULATE,
                "Makes an empty file of events.",
                201,
                EventFileDraft.BODY,
                FILE,
                in.creating(this::make))
            .says("CSV or lines of JSON, to be filled part by part."),
        Route.get(
            "/v1/simulations/files/{id}",
            Scopes.SIMULATE,
            "Reads what is known of a file.",
            FILE,
            in.of(EventFileRoutes::read)),
        Route.put(
                "/v1/simulations/files/{id}/parts/{part}",
                Scopes.SIMULATE,
                "Stores a part of a file.",
                Body.ANY,
                FILE,
                in.of(this::part))
            .says("From 1 on: any bytes, at most 32 MiB; 64 parts. A part may be stored anew."));
  }

  private Future<Answer> make(Tx tx, Request request, Instant now) {
    EventFileDraft draft = request.read(EventFileDraft.BODY).done();
    return fill.make(tx, draft.format(), draft.name(), now)
        .map(file -> Answer.created(FILE, SimulationAnswers.FileShown.of(file)));
  }

  private static Future<Answer> read(Tx tx, Request request, Instant now) {
    return shown(FillEventFile.find(tx, id(request)));
  }

  private Future<Answer> part(Tx tx, Request request, Instant now) {
    int part = EventFileDraft.part(request);
    return shown(fill.part(tx, id(request), part, request.body()));
  }

  private static EventFileId id(Request request) {
    return new EventFileId(request.path("id"));
  }

  private static Future<Answer> shown(Future<EventFiles.Stored> file) {
    return file.map(found -> Answer.ok(FILE, SimulationAnswers.FileShown.of(found)));
  }
}
