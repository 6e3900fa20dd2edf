package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.catalogue.PlanAnswers.Shown;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Pagination;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.EntitlementRow;
import io.pricewright.store.row.PlanRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The route that lists a plan's entitlements. */
final class PlanRightsRoutes {
  private PlanRightsRoutes() {}

  /** Returns the route. */
  static Route route(Transactions in) {
    return Route.get(
            "/v1/plans/{id}/entitlements",
            Scopes.CATALOGUE_READ,
            "Lists a plan's entitlements.",
            PlanAnswers.ENTITLED,
            in.of(PlanRightsRoutes::rights))
        .asking(Route.PAGE);
  }

  private static Future<Answer> rights(Tx tx, Request request, Instant now) {
    Page page = request.page();
    return PlanRoutes.find(tx, request)
        .compose(
            plan ->
                Future.join(
                        PlanAnswers.show(tx, List.of(plan), Set.of(), request.caller()),
                        EntitlementRow.TABLE
                            .list(tx, rightsOf(plan), page.limit(), page.offset())
                            .compose(rows -> EntitlementAnswers.show(tx, rows, request.caller())),
                        EntitlementRow.TABLE.count(tx, rightsOf(plan)))
                    .map(
                        all ->
                            new PlanAnswers.Entitled(
                                all.<List<Shown>>resultAt(0).getFirst(),
                                all.resultAt(1),
                                new Pagination(
                                    page.limit(), page.offset(), all.<Long>resultAt(2)))))
        .map(shown -> Answer.ok(PlanAnswers.ENTITLED, shown));
  }

  private static Where<EntitlementRow> rightsOf(PlanRow plan) {
    return Where.is(EntitlementRow.ENTITY_ID, plan.id().value())
        .and(EntitlementRow.STATUS, Status.PUBLISHED);
  }
}
