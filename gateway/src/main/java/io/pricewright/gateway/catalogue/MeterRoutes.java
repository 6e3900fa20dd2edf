package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rerating.Work;
import io.pricewright.store.catalogue.MeterJson;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.MeterRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;

/** The routes of meters. */
public final class MeterRoutes {
  private static final Shape CREATE =
      Shape.of(
          "CreateMeter",
          "name*:string, event_name*:string, aggregation*:object, filters:array, reset_usage,"
              + " allow_negative:boolean");
  private static final Shape UPDATE = Shape.of("UpdateMeter", "filters*:array");

  private final Ids ids;

  /** Makes routes that give new meters ids. */
  public MeterRoutes(Ids ids) {
    this.ids = ids;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.CATALOGUE_READ;
    String write = Scopes.CATALOGUE_WRITE;
    Shape meter = CatalogueAnswers.METER;
    return List.of(
        Route.post(
            "/v1/meters", write, "Creates a meter.", 201, CREATE, meter, in.creating(this::create)),
        Route.list(
            "/v1/meters",
            read,
            "Lists meters, newest first.",
            meter,
            in.of(
                (tx, request, now) ->
                    Rowed.listEach(
                        tx,
                        request,
                        MeterRow.TABLE,
                        Where.is(MeterRow.STATUS, Status.PUBLISHED),
                        CatalogueAnswers::of))),
        Route.get(
            "/v1/meters/{id}",
            read,
            "Reads a meter.",
            meter,
            in.of(
                (tx, request, now) ->
                    Rowed.find(tx, MeterRow.TABLE, "meter", new MeterId(request.path("id")))
                        .map(row -> Answer.ok(CatalogueAnswers.of(row, request.caller()))))),
        Route.put(
            "/v1/meters/{id}",
            write,
            "Changes a meter's filters. Open periods are counted again.",
            UPDATE,
            meter,
            in.of(MeterRoutes::update)),
        new Route(
            HttpMethod.POST,
            "/v1/meters/{id}/disable",
            write,
            "Archives a meter that no price uses.",
            200,
            List.of(),
            null,
            meter,
            in.of(MeterRoutes::archive)),
        Route.delete(
            "/v1/meters/{id}",
            write,
            "Archives a meter that no price uses.",
            meter,
            in.of(MeterRoutes::archive)));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    MeterRow row = MeterDraft.read(fields, new MeterId(ids.next("meter", now)), now);
    fields.done();
    return Epochs.advance(tx)
        .compose(epoch -> MeterRow.TABLE.add(tx, row))
        .map(added -> Answer.created(CatalogueAnswers.of(row, request.caller())));
  }

  private static Future<Answer> update(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    String filters = MeterJson.of(MeterDraft.filters(fields)).text();
    if (!fields.has("filters")) {
      fields.refuse("filters", "required", "Give the filters; an empty list removes them.");
    }
    fields.done();
    return Epochs.advance(tx)
        .compose(epoch -> Rowed.find(tx, MeterRow.TABLE, "meter", new MeterId(request.path("id"))))
        .compose(
            old -> {
              MeterRow row = old.withFilters(filters).withUpdatedAt(now);
              return MeterRow.TABLE
                  .put(tx, row)
                  .compose(put -> Tasks.add(tx, new Work.Recount(null, row.id(), now), now))
                  .map(task -> Answer.ok(CatalogueAnswers.of(row, request.caller())));
            });
  }

  private static Future<Answer> archive(Tx tx, Request request, Instant now) {
    MeterId id = new MeterId(request.path("id"));
    return Epochs.advance(tx)
        .compose(epoch -> Rowed.find(tx, MeterRow.TABLE, "meter", id))
        .compose(
            old ->
                PriceRow.TABLE
                    .count(
                        tx, Where.is(PriceRow.METER_ID, id).and(PriceRow.STATUS, Status.PUBLISHED))
                    .compose(
                        used -> {
                          if (used > 0) {
                            throw new ProblemException(
                                new Problem.InvalidOperation(
                                    "%d prices use the meter. Archive them first."
                                        .formatted(used)));
                          }
                          MeterRow row = old.withStatus(Status.ARCHIVED).withUpdatedAt(now);
                          return MeterRow.TABLE
                              .put(tx, row)
                              .map(p -> Answer.ok(CatalogueAnswers.of(row, request.caller())));
                        }));
  }
}
