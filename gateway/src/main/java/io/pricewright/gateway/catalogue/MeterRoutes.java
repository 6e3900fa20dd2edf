package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rerating.Work;
import io.pricewright.store.catalogue.MeterJson;
import io.pricewright.store.catalogue.MeterRow;
import io.pricewright.store.catalogue.PriceRow;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
                        Map.of("status", "published"),
                        CatalogueAnswers::of))),
        Route.get(
            "/v1/meters/{id}",
            read,
            "Reads a meter.",
            meter,
            in.of(
                (tx, request, now) ->
                    Rowed.get(tx, request, MeterRow.TABLE, "meter", CatalogueAnswers::of))),
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
    MeterRow row = MeterDraft.read(fields, ids.next("meter", now), now);
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
        .compose(epoch -> Rowed.find(tx, MeterRow.TABLE, "meter", request.path("id")))
        .compose(
            old -> {
              MeterRow row = with(old, filters, old.status(), now);
              return MeterRow.TABLE
                  .put(tx, row.id(), row)
                  .compose(
                      put -> Tasks.add(tx, new Work.Recount(null, new MeterId(row.id()), now), now))
                  .map(task -> Answer.ok(CatalogueAnswers.of(row, request.caller())));
            });
  }

  private static Future<Answer> archive(Tx tx, Request request, Instant now) {
    String id = request.path("id");
    return Epochs.advance(tx)
        .compose(epoch -> Rowed.find(tx, MeterRow.TABLE, "meter", id))
        .compose(
            old ->
                PriceRow.TABLE
                    .count(tx, Map.of("meter_id", id, "status", "published"))
                    .compose(
                        used -> {
                          if (used > 0) {
                            throw new ProblemException(
                                new Problem.InvalidOperation(
                                    "%d prices use the meter. Archive them first."
                                        .formatted(used)));
                          }
                          MeterRow row = with(old, old.filters(), "archived", now);
                          return MeterRow.TABLE
                              .put(tx, id, row)
                              .map(p -> Answer.ok(CatalogueAnswers.of(row, request.caller())));
                        }));
  }

  private static MeterRow with(MeterRow old, String filters, String status, Instant now) {
    return new MeterRow(
        old.id(),
        old.name(),
        old.eventName(),
        old.aggregation(),
        filters,
        old.resetUsage(),
        old.allowNegative(),
        status,
        old.createdAt(),
        now);
  }
}
