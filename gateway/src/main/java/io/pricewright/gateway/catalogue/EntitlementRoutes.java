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
import io.pricewright.gateway.http.body.Paged;
import io.pricewright.gateway.http.body.Pagination;
import io.pricewright.gateway.http.body.Sought.ColumnType;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.EntitlementId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Operator;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.EntitlementRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The routes of entitlements. */
public final class EntitlementRoutes {
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

  private final CreateEntitlements create;

  /** Makes routes that give new entitlements ids. */
  public EntitlementRoutes(Ids ids) {
    this.create = new CreateEntitlements(ids);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.CATALOGUE_READ;
    String write = Scopes.CATALOGUE_WRITE;
    return List.of(
        Route.post(
                "/v1/entitlements",
                write,
                "Gives a plan's customers, or one subscription, a right to a feature.",
                201,
                EntitlementDraft.BODY,
                ENTITLEMENT,
                in.creating(this::create))
            .fails(Problem.AlreadyExists.class, Problem.InvalidOperation.class),
        Route.post(
                "/v1/entitlements/bulk",
                write,
                "Gives up to 100 rights; all of them or none.",
                201,
                EntitlementDraft.Bulk.BODY,
                ENTITLEMENT.paged(),
                in.creating(this::bulk))
            .fails(Problem.AlreadyExists.class, Problem.InvalidOperation.class),
        Route.list(
            "/v1/entitlements",
            read,
            "Lists entitlements, newest first.",
            ENTITLEMENT,
            in.of(EntitlementRoutes::list)),
        Route.post(
            "/v1/entitlements/search",
            read,
            "Searches entitlements, newest first.",
            200,
            SEARCH,
            ENTITLEMENT.paged(),
            in.of(EntitlementRoutes::search)),
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
                        Existing.find(tx, EntitlementRow.TABLE, "entitlement", id(request))))),
        Route.put(
                "/v1/entitlements/{id}",
                write,
                "Changes an entitlement.",
                EntitlementDraft.Change.BODY,
                ENTITLEMENT,
                in.changing(EntitlementRoutes::update))
            .says("Open periods are counted again.")
            .fails(Problem.InvalidOperation.class),
        Route.delete(
                "/v1/entitlements/{id}",
                write,
                "Archives an entitlement.",
                ENTITLEMENT.removed(),
                in.changing(
                    (tx, request, now) ->
                        ChangeEntitlement.archive(tx, id(request), now)
                            .compose(
                                row -> EntitlementAnswers.show(tx, List.of(row), request.caller()))
                            .map(
                                shown ->
                                    Answer.removed(
                                        ENTITLEMENT,
                                        shown.getFirst(),
                                        "The entitlement is archived."))))
            .says("Open periods are counted again.")
            .fails(Problem.InvalidOperation.class));
  }

  private static EntitlementId id(Request request) {
    return new EntitlementId(request.path("id"));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    EntitlementRow wanted = request.read(EntitlementDraft.BODY).done().row(now);
    return create
        .run(tx, List.of(new CreateEntitlements.Wanted(wanted, "")), now)
        .compose(rows -> EntitlementAnswers.show(tx, rows, request.caller()))
        .map(shown -> Answer.created(ENTITLEMENT, shown.getFirst()));
  }

  private Future<Answer> bulk(Tx tx, Request request, Instant now) {
    List<EntitlementRow> rows = request.read(EntitlementDraft.Bulk.BODY).done().rows(now);
    List<CreateEntitlements.Wanted> wanted = new ArrayList<>();
    rows.forEach(row -> wanted.add(new CreateEntitlements.Wanted(row, "/items/" + wanted.size())));
    return create
        .run(tx, wanted, now)
        .compose(made -> EntitlementAnswers.show(tx, made, request.caller()))
        .map(
            all ->
                Answer.created(
                    ENTITLEMENT.paged(),
                    new Paged<>(all, new Pagination(EntitlementDraft.MAX_BULK, 0, all.size()))));
  }

  private static Future<Answer> update(Tx tx, Request request, Instant now) {
    return shown(
        tx,
        request,
        ChangeEntitlement.run(
            tx, id(request), old -> EntitlementDraft.Change.read(request, old, now), now));
  }

  private static Future<Answer> shown(Tx tx, Request request, Future<EntitlementRow> right) {
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
