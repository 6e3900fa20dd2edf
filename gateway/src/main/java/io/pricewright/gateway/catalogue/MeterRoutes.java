package io.pricewright.gateway.catalogue;

import static io.pricewright.gateway.catalogue.MeterAnswers.METER;

import io.pricewright.gateway.catalogue.MeterAnswers.Shown;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Pages;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.MeterRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** The routes of meters. */
public final class MeterRoutes {
  private final CreateMeter create;
  private final FilterMeter filter = new FilterMeter();
  private final ArchiveMeter archive = new ArchiveMeter();

  /** Makes routes that give new meters ids. */
  public MeterRoutes(Ids ids) {
    this.create = new CreateMeter(ids);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.CATALOGUE_READ;
    String write = Scopes.CATALOGUE_WRITE;
    return List.of(
        Route.post(
            "/v1/meters",
            write,
            "Creates a meter.",
            201,
            MeterDraft.BODY,
            METER,
            in.creating(this::create)),
        Route.list(
            "/v1/meters", read, "Lists meters, newest first.", METER, in.of(MeterRoutes::list)),
        Route.get("/v1/meters/{id}", read, "Reads a meter.", METER, in.of(MeterRoutes::read)),
        Route.put(
                "/v1/meters/{id}",
                write,
                "Changes a meter's filters.",
                MeterDraft.Change.BODY,
                METER,
                in.changing(this::filter))
            .says("Open periods are counted again."),
        Route.post(
                "/v1/meters/{id}/disable",
                write,
                "Archives a meter that no price uses and no subscription line item runs on.",
                200,
                METER,
                in.changing(this::archive))
            .fails(Problem.InvalidOperation.class),
        Route.delete(
                "/v1/meters/{id}",
                write,
                "Archives a meter that no price uses and no subscription line item runs on.",
                METER,
                in.changing(this::archive))
            .fails(Problem.InvalidOperation.class));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    return create
        .run(tx, request.read(MeterDraft.BODY).done().toCommand(), now)
        .map(row -> Answer.created(METER, Shown.of(row, request.caller())));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    return Pages.of(
        tx,
        MeterRow.TABLE,
        Where.is(MeterRow.STATUS, Status.PUBLISHED),
        request.page(),
        METER,
        Pages.each(row -> Shown.of(row, request.caller())));
  }

  private static Future<Answer> read(Tx tx, Request request, Instant now) {
    return shown(request, Existing.find(tx, MeterRow.TABLE, "meter", id(request)));
  }

  private Future<Answer> filter(Tx tx, Request request, Instant now) {
    return shown(request, filter.run(tx, MeterDraft.Change.read(request), now));
  }

  private Future<Answer> archive(Tx tx, Request request, Instant now) {
    return shown(request, archive.run(tx, id(request), now));
  }

  private static MeterId id(Request request) {
    return new MeterId(request.path("id"));
  }

  private static Future<Answer> shown(Request request, Future<MeterRow> meter) {
    return meter.map(row -> Answer.ok(METER, Shown.of(row, request.caller())));
  }
}
