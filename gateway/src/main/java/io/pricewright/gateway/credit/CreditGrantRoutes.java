package io.pricewright.gateway.credit;

import static io.pricewright.gateway.credit.CreditGrantAnswers.CREDIT_GRANT;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CreditGrantId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.CreditGrantRow;
import io.pricewright.store.row.PlanRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** The routes of credits that come with a plan or subscription, once or again and again. */
public final class CreditGrantRoutes {
  private final GiveCredits give;

  /** Makes routes that give new credit grants ids. */
  public CreditGrantRoutes(Ids ids) {
    this.give = new GiveCredits(ids);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.BILLING_READ;
    String write = Scopes.BILLING_WRITE;
    return List.of(
        Route.post(
                "/v1/creditgrants",
                write,
                "Gives credits with a plan or subscription.",
                201,
                CreditGrantDraft.BODY,
                CREDIT_GRANT,
                in.creating(this::create))
            .says("A plan's reach subscriptions made after it."),
        Route.list(
            "/v1/creditgrants",
            read,
            "Lists credit grants, newest first.",
            CREDIT_GRANT,
            in.of((tx, request, now) -> list(tx, request, published()))),
        Route.list(
            "/v1/plans/{id}/creditgrants",
            read,
            "Lists the credit grants of a plan.",
            CREDIT_GRANT,
            in.of(CreditGrantRoutes::ofPlan)),
        Route.get(
            "/v1/creditgrants/{id}",
            read,
            "Reads a credit grant.",
            CREDIT_GRANT,
            in.of((tx, request, now) -> shown(request, CreditGrants.find(tx, id(request))))),
        Route.put(
            "/v1/creditgrants/{id}",
            write,
            "Changes a credit grant's name, metadata and end.",
            CreditGrantDraft.Update.BODY,
            CREDIT_GRANT,
            in.changing(CreditGrantRoutes::change)),
        Route.delete(
                "/v1/creditgrants/{id}",
                write,
                "Ends a credit grant.",
                CREDIT_GRANT.removed(),
                in.changing(
                    (tx, request, now) ->
                        ChangeCreditGrant.end(tx, id(request), now)
                            .map(
                                row ->
                                    Answer.removed(
                                        CREDIT_GRANT,
                                        CreditGrantAnswers.Shown.of(row, request.caller()),
                                        "The credit grant has ended."))))
            .says("What was granted stays."));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    return give.run(tx, CreditGrantDraft.read(request, now), now)
        .map(
            row ->
                Answer.created(CREDIT_GRANT, CreditGrantAnswers.Shown.of(row, request.caller())));
  }

  private static Future<Answer> change(Tx tx, Request request, Instant now) {
    return shown(request, ChangeCreditGrant.run(tx, CreditGrantDraft.Update.read(request), now));
  }

  private static Future<Answer> shown(Request request, Future<CreditGrantRow> grant) {
    return grant.map(
        row -> Answer.ok(CREDIT_GRANT, CreditGrantAnswers.Shown.of(row, request.caller())));
  }

  private static CreditGrantId id(Request request) {
    return new CreditGrantId(request.path("id"));
  }

  private static Where<CreditGrantRow> published() {
    return Where.is(CreditGrantRow.STATUS, Status.PUBLISHED);
  }

  private static Future<Answer> ofPlan(Tx tx, Request request, Instant now) {
    PlanId id = new PlanId(request.path("id"));
    return PlanRow.TABLE
        .find(tx, id)
        .map(found -> Existing.of(found, "plan", id))
        .compose(plan -> list(tx, request, published().and(CreditGrantRow.PLAN_ID, plan.id())));
  }

  private static Future<Answer> list(Tx tx, Request request, Where<CreditGrantRow> where) {
    return PageAnswers.page(
        tx,
        request.page(),
        CreditGrantRow.TABLE,
        where,
        CREDIT_GRANT,
        rows ->
            Future.succeededFuture(
                rows.stream()
                    .map(row -> CreditGrantAnswers.Shown.of(row, request.caller()))
                    .toList()));
  }
}
