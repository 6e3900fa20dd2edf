package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.entitlement.FeatureType;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.catalogue.EntitlementRow;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.FeatureRow;
import io.pricewright.store.row.MeterRow;
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

  private static final Shape UPDATE =
      Shape.of(
          "UpdateFeature",
          "name, lookup_key, description, unit_singular, unit_plural, metadata:object");
  private static final String[] IGNORED = {"group_id", "alert_settings", "reporting_unit"};
  private static final Map<String, String> CONDITIONS =
      Map.of(
          "feature_ids", "id",
          "meter_ids", "meter_id",
          "lookup_keys", "lookup_key",
          "lookup_key", "lookup_key",
          "type", "type");
  private static final List<String> COLUMNS =
      List.of("id", "name", "lookup_key", "type", "meter_id");
  private static final Shape SEARCH =
      Search.shape(
          "SearchFeatures",
          "status, feature_ids:array, meter_ids:array, lookup_keys:array, lookup_key, type");

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
                        Where.is(FeatureRow.STATUS, Status.PUBLISHED),
                        rows -> withMeters(tx, request, rows)))),
        Route.post(
            "/v1/features/search",
            Scopes.CATALOGUE_READ,
            "Searches features, newest first.",
            200,
            SEARCH,
            feature.listed(),
            in.of(FeatureRoutes::search)),
        Route.put(
            "/v1/features/{id}",
            Scopes.CATALOGUE_WRITE,
            "Changes what a feature is called; its filters are its meter's.",
            UPDATE,
            feature,
            in.of(FeatureRoutes::update)),
        Route.delete(
            "/v1/features/{id}",
            Scopes.CATALOGUE_WRITE,
            "Archives a feature that no entitlement uses.",
            feature,
            in.of(FeatureRoutes::archive)),
        Route.get(
            "/v1/features/{id}",
            Scopes.CATALOGUE_READ,
            "Reads a feature.",
            feature,
            in.of(
                (tx, request, now) ->
                    Rowed.find(tx, FeatureRow.TABLE, "feature", new FeatureId(request.path("id")))
                        .compose(row -> withMeters(tx, request, List.of(row)))
                        .map(shown -> Answer.ok(shown.getFirst())))));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Fields fields = request.fields().ignore(IGNORED);
    Fields meterFields = fields.object("meter");
    MeterRow meter =
        meterFields == null
            ? null
            : MeterDraft.read(meterFields, new MeterId(ids.next("meter", now)), now);
    MeterId meterId = Id.ofNullable(fields.text("meter_id", 100), MeterId::new);
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
            new FeatureId(ids.next("feat", now)),
            fields.requiredText("name", 255),
            fields.text("lookup_key", 255),
            fields.text("description"),
            Coded.find(FeatureType.class, type).orElse(FeatureType.METERED),
            meter == null ? meterId : meter.id(),
            fields.text("unit_singular", 100),
            fields.text("unit_plural", 100),
            metadata == null ? Json.Obj.EMPTY : metadata,
            Status.PUBLISHED,
            now,
            now);
    fields.done();
    return meterOf(tx, meter, meterId)
        .compose(known -> FeatureRow.TABLE.add(tx, row))
        .compose(added -> withMeters(tx, request, List.of(row)))
        .map(shown -> Answer.created(shown.getFirst()));
  }

  private static Future<Void> meterOf(Tx tx, @Nullable MeterRow meter, @Nullable MeterId meterId) {
    if (meter != null) {
      return Epochs.advance(tx).compose(epoch -> MeterRow.TABLE.add(tx, meter));
    }
    return meterId == null
        ? Future.succeededFuture()
        : Rowed.refer(tx, MeterRow.TABLE, "meter", meterId, "/meter_id").mapEmpty();
  }

  private static Future<Answer> search(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    Search search = Search.readPublished(fields, CONDITIONS, COLUMNS);
    fields.done();
    return Rowed.search(tx, search, FeatureRow.TABLE, rows -> withMeters(tx, request, rows));
  }

  /** Moves the epoch, since answers about customers' rights show the feature. */
  private static Future<Answer> update(Tx tx, Request request, Instant now) {
    return Epochs.advance(tx)
        .compose(
            epoch -> Rowed.find(tx, FeatureRow.TABLE, "feature", new FeatureId(request.path("id"))))
        .compose(
            old -> {
              Fields fields = request.fields().ignore(IGNORED);
              Json.Obj metadata = fields.metadata("metadata");
              FeatureRow row =
                  new FeatureRow(
                      old.id(),
                      fields.kept("name", 255, old.name()),
                      fields.textOr("lookup_key", 255, old.lookupKey()),
                      fields.textOr("description", Fields.MAX_TEXT, old.description()),
                      old.type(),
                      old.meterId(),
                      fields.textOr("unit_singular", 100, old.unitSingular()),
                      fields.textOr("unit_plural", 100, old.unitPlural()),
                      metadata == null ? old.metadata() : metadata,
                      old.status(),
                      old.createdAt(),
                      now);
              fields.done();
              return put(tx, request, row);
            });
  }

  private static Future<Answer> archive(Tx tx, Request request, Instant now) {
    FeatureId id = new FeatureId(request.path("id"));
    return Epochs.advance(tx)
        .compose(epoch -> Rowed.find(tx, FeatureRow.TABLE, "feature", id))
        .compose(
            old ->
                EntitlementRow.TABLE
                    .count(tx, Map.of("feature_id", id.value(), "status", "published"))
                    .compose(used -> put(tx, request, archived(old, used, now))));
  }

  private static FeatureRow archived(FeatureRow old, long used, Instant now) {
    if (!old.published() || used > 0) {
      throw new ProblemException(
          new Problem.InvalidOperation(
              old.published()
                  ? "%d entitlements use the feature. Archive them first.".formatted(used)
                  : "The feature is archived."));
    }
    return old.withStatus(Status.ARCHIVED).withUpdatedAt(now);
  }

  private static Future<Answer> put(Tx tx, Request request, FeatureRow row) {
    return FeatureRow.TABLE
        .put(tx, row)
        .compose(put -> withMeters(tx, request, List.of(row)))
        .map(shown -> Answer.ok(shown.getFirst()));
  }

  private static Future<List<Json.Obj>> withMeters(Tx tx, Request request, List<FeatureRow> rows) {
    List<MeterId> meterIds =
        rows.stream().flatMap(row -> java.util.stream.Stream.ofNullable(row.meterId())).toList();
    return MeterRow.TABLE
        .listAny(tx, MeterRow.ID, meterIds)
        .map(
            meters -> {
              Map<MeterId, MeterRow> byId = new HashMap<>();
              meters.forEach(meter -> byId.put(meter.id(), meter));
              return rows.stream()
                  .map(
                      row -> {
                        MeterId meterId = row.meterId();
                        return CatalogueAnswers.of(
                            row, meterId == null ? null : byId.get(meterId), request.caller());
                      })
                  .toList();
            });
  }
}
