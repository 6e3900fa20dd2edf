package io.pricewright.gateway.catalogue;

import static io.pricewright.gateway.catalogue.EntitlementAnswers.ENTITLEMENT;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Paged;
import io.pricewright.gateway.http.body.Pagination;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.EntitlementRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The routes of entitlements. */
public final class EntitlementRoutes {
  private final CreateEntitlements create;

  /** Makes routes that give new entitlements ids. */
  public EntitlementRoutes(Ids ids) {
    this.create = new CreateEntitlements(ids);
  }

  /** Returns the routes, those that read among them. */
  public List<Route> routes(Transactions in) {
    return Stream.concat(changes(in).stream(), EntitlementReadRoutes.routes(in).stream()).toList();
  }

  private List<Route> changes(Transactions in) {
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
                        ChangeEntitlement.archive(tx, EntitlementReadRoutes.id(request), now)
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
    return EntitlementReadRoutes.shown(
        tx,
        request,
        ChangeEntitlement.run(
            tx,
            EntitlementReadRoutes.id(request),
            old -> EntitlementDraft.Change.read(request, old, now),
            now));
  }
}
