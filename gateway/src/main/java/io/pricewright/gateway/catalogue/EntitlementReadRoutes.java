package io.pricewright.gateway.catalogue;

import static io.pricewright.gateway.catalogue.EntitlementAnswers.ENTITLEMENT;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Pages;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Searching;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Sought.ColumnType;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.EntitlementId;
import io.pricewright.store.database.Operator;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.EntitlementRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** The routes that read entitlements. */
final class EntitlementReadRoutes {
  private static final Searching SEARCH =
      Searching.published(
              "SearchEntitlements", "id", "entity_id", "entity_type", "feature_id", "feature_type")
          .where("entity_ids", "entity_id")
          .where("plan_ids", "entity_id")
          .where("entity_type", "entity_type")
          .where("feature_ids", "feature_id")
          .where("feature_type", "feature_type")
          .compared("is_enabled", ColumnType.FLAG, "is_enabled", Operator.IN)
          .filtered("is_enabled", ColumnType.FLAG)
          .filtered("usage_limit", ColumnType.NUMBER)
          .expanding("features");

  private EntitlementReadRoutes() {}

  /** Returns the routes. */
  static List<Route> routes(Transactions in) {
    String read = Scopes.CATALOGUE_READ;
    return List.of(
        Route.list(
            "/v1/entitlements",
            read,
            "Lists entitlements, newest first.",
            ENTITLEMENT,
            in.of(EntitlementReadRoutes::list)),
        Route.post(
            "/v1/entitlements/search",
            read,
            "Searches entitlements, newest first.",
            200,
            SEARCH,
            ENTITLEMENT.paged(),
            in.of(EntitlementReadRoutes::search)),
        Route.get(
            "/v1/entitlements/{id}",
            read,
            "Reads an entitlement.",
            ENTITLEMENT,
            in.of(
                (tx, request, now) ->
                    shown(
                        tx,
                        request,
                        Existing.find(tx, EntitlementRow.TABLE, "entitlement", id(request))))));
  }

  /** Returns which entitlement a path names. */
  static EntitlementId id(Request request) {
    return new EntitlementId(request.path("id"));
  }

  /** Answers an entitlement as it stands. */
  static Future<Answer> shown(Tx tx, Request request, Future<EntitlementRow> right) {
    return right
        .compose(row -> EntitlementAnswers.show(tx, List.of(row), request.caller()))
        .map(shown -> Answer.ok(ENTITLEMENT, shown.getFirst()));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    return page(tx, Where.is(EntitlementRow.STATUS, Status.PUBLISHED), request.page(), request);
  }

  private static Future<Answer> search(Tx tx, Request request, Instant now) {
    Search search = request.read(SEARCH);
    return Pages.found(
        tx,
        EntitlementRow.TABLE,
        search,
        ENTITLEMENT,
        rows -> EntitlementAnswers.show(tx, rows, request.caller()));
  }

  /** Answers a page of rights under a condition. */
  static Future<Answer> page(Tx tx, Where<EntitlementRow> where, Page page, Request request) {
    return Future.join(
            EntitlementRow.TABLE
                .list(tx, where, page.limit(), page.offset())
                .compose(rows -> EntitlementAnswers.show(tx, rows, request.caller())),
            EntitlementRow.TABLE.count(tx, where))
        .map(both -> Answer.page(ENTITLEMENT, both.resultAt(0), page, both.<Long>resultAt(1)));
  }
}
