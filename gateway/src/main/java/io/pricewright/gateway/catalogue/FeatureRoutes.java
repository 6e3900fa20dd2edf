package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.json.Json;
import io.pricewright.store.catalogue.FeatureRow;
import io.pricewright.store.catalogue.MeterRow;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes of features. A metered one names a meter, or brings its own. */
public final class FeatureRoutes {
  private static final Shape CREATE =
      Shape.of(
          "CreateFeature",
          "name*:string, type*:string, lookup_key, description, meter_id, meter:object,"
              + " unit_singular, unit_plural, metadata:object");

  private final Ids ids;

  /** Makes routes that give new features ids. */
  public FeatureRoutes(Ids ids) {
    this.ids = ids;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    Shape feature = CatalogueAnswers.FEATURE;
    return List.of(
        Route.post(
            "/v1/features",
            Scopes.CATALOGUE_WRITE,
            "Creates a feature.",
            201,
            CREATE,
            feature,
            in.creating(this::create)),
        Route.list(
            "/v1/features",
            Scopes.CATALOGUE_READ,
            "Lists features, newest first.",
            feature,
            in.of(
                (tx, request, now) ->
                    Rowed.list(
                        tx,
                        request,
                        FeatureRow.TABLE,
                        Map.of("status", "published"),
                        rows -> withMeters(tx, request, rows)))),
        Route.get(
            "/v1/features/{id}",
            Scopes.CATALOGUE_READ,
            "Reads a feature.",
            feature,
            in.of(
                (tx, request, now) ->
                    Rowed.find(tx, FeatureRow.TABLE, "feature", request.path("id"))
                        .compose(row -> withMeters(tx, request, List.of(row)))
                        .map(shown -> Answer.ok(shown.getFirst())))));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Fields fields = request.fields().ignore("group_id", "alert_settings", "reporting_unit");
    Fields meterFields = fields.object("meter");
    MeterRow meter =
        meterFields == null ? null : MeterDraft.read(meterFields, ids.next("meter", now), now);
    String meterId = fields.text("meter_id", 100);
    String type = fields.oneOf("type", "", "metered", "boolean", "static", "config");
    if (!fields.has("type")) {
      fields.refuse("type", "required", "Give metered, boolean, static or config.");
    }
    boolean metered = type.equals("metered");
    if (metered == (meter == null && meterId == null) || (meter != null && meterId != null)) {
      fields.refuse(
          "meter_id", "required", "A metered feature has exactly one of meter and meter_id.");
    }
    Json.Obj metadata = fields.metadata("metadata");
    FeatureRow row =
        new FeatureRow(
            ids.next("feat", now),
            fields.requiredText("name", 255),
            fields.text("lookup_key", 255),
            fields.text("description"),
            type,
            meter == null ? meterId : meter.id(),
            fields.text("unit_singular", 100),
            fields.text("unit_plural", 100),
            metadata == null ? "{}" : metadata.text(),
            "published",
            now,
            now);
    fields.done();
    return meterOf(tx, meter, meterId)
        .compose(known -> FeatureRow.TABLE.add(tx, row))
        .compose(added -> withMeters(tx, request, List.of(row)))
        .map(shown -> Answer.created(shown.getFirst()));
  }

  private static Future<Void> meterOf(Tx tx, @Nullable MeterRow meter, @Nullable String meterId) {
    if (meter != null) {
      return Epochs.advance(tx).compose(epoch -> MeterRow.TABLE.add(tx, meter));
    }
    return meterId == null
        ? Future.succeededFuture()
        : Rowed.find(tx, MeterRow.TABLE, "meter", meterId).mapEmpty();
  }

  private static Future<List<Json.Obj>> withMeters(Tx tx, Request request, List<FeatureRow> rows) {
    List<String> meterIds =
        rows.stream().flatMap(row -> java.util.stream.Stream.ofNullable(row.meterId())).toList();
    return MeterRow.TABLE
        .listAny(tx, "id", meterIds)
        .map(
            meters -> {
              Map<String, MeterRow> byId = new HashMap<>();
              meters.forEach(meter -> byId.put(meter.id(), meter));
              return rows.stream()
                  .map(
                      row -> {
                        String meterId = row.meterId();
                        return CatalogueAnswers.of(
                            row, meterId == null ? null : byId.get(meterId), request.caller());
                      })
                  .toList();
            });
  }
}
