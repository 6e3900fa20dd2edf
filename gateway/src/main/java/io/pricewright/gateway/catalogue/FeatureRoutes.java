package io.pricewright.gateway.catalogue;

import static io.pricewright.gateway.catalogue.FeatureAnswers.FEATURE;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Pages;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Searching;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Sought.ColumnType;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Operator;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.FeatureRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** The routes of features. A metered one names a meter, or brings its own. */
public final class FeatureRoutes {
  private static final Searching SEARCH =
      Searching.published("SearchFeatures", "id", "name", "lookup_key", "type", "meter_id")
          .where("feature_ids", "id")
          .where("meter_ids", "meter_id")
          .where("lookup_keys", "lookup_key")
          .where("lookup_key", "lookup_key")
          .where("type", "type")
          .compared("name_contains", ColumnType.TEXT, "name", Operator.CONTAINS)
          .sorted("name")
          .expanding("meters");

  private final CreateFeature create;
  private final ChangeFeature change = new ChangeFeature();
  private final ArchiveFeature archive = new ArchiveFeature();

  /** Makes routes that give new features ids. */
  public FeatureRoutes(Ids ids) {
    this.create = new CreateFeature(ids);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.CATALOGUE_READ;
    String write = Scopes.CATALOGUE_WRITE;
    return List.of(
        Route.post(
                "/v1/features",
                write,
                "Creates a feature.",
                201,
                FeatureDraft.BODY,
                FEATURE,
                in.creating(this::create))
            .fails(Problem.AlreadyExists.class),
        Route.list(
            "/v1/features",
            read,
            "Lists features, newest first.",
            FEATURE,
            in.of(FeatureRoutes::list)),
        Route.post(
            "/v1/features/search",
            read,
            "Searches features, newest first.",
            200,
            SEARCH,
            FEATURE.paged(),
            in.of(FeatureRoutes::search)),
        Route.put(
                "/v1/features/{id}",
                write,
                "Changes what a feature is called.",
                FeatureDraft.Change.BODY,
                FEATURE,
                in.changing(this::change))
            .says("Its filters are its meter's.")
            .fails(Problem.AlreadyExists.class),
        Route.delete(
                "/v1/features/{id}",
                write,
                "Archives a feature that no entitlement uses.",
                FEATURE.removed(),
                in.changing(this::archive))
            .fails(Problem.InvalidOperation.class),
        Route.get(
            "/v1/features/{id}", read, "Reads a feature.", FEATURE, in.of(FeatureRoutes::read)));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    return create
        .run(tx, request.read(FeatureDraft.BODY).done().toCommand(), now)
        .compose(row -> FeatureAnswers.show(tx, List.of(row), request.caller()))
        .map(shown -> Answer.created(FEATURE, shown.getFirst()));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    return Pages.of(
        tx,
        FeatureRow.TABLE,
        Where.is(FeatureRow.STATUS, Status.PUBLISHED),
        request.page(),
        FEATURE,
        rows -> FeatureAnswers.show(tx, rows, request.caller()));
  }

  private static Future<Answer> search(Tx tx, Request request, Instant now) {
    return Pages.found(
        tx,
        FeatureRow.TABLE,
        request.read(SEARCH),
        FEATURE,
        rows -> FeatureAnswers.show(tx, rows, request.caller()));
  }

  private Future<Answer> change(Tx tx, Request request, Instant now) {
    return shown(tx, request, change.run(tx, FeatureDraft.Change.read(request), now));
  }

  private Future<Answer> archive(Tx tx, Request request, Instant now) {
    return archive
        .run(tx, new FeatureId(request.path("id")), now)
        .compose(row -> FeatureAnswers.show(tx, List.of(row), request.caller()))
        .map(shown -> Answer.removed(FEATURE, shown.getFirst(), "The feature is archived."));
  }

  private static Future<Answer> read(Tx tx, Request request, Instant now) {
    FeatureId id = new FeatureId(request.path("id"));
    return shown(tx, request, Existing.find(tx, FeatureRow.TABLE, "feature", id));
  }

  private static Future<Answer> shown(Tx tx, Request request, Future<FeatureRow> feature) {
    return feature
        .compose(row -> FeatureAnswers.show(tx, List.of(row), request.caller()))
        .map(shown -> Answer.ok(FEATURE, shown.getFirst()));
  }
}
