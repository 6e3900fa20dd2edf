package io.pricewright.gateway.credit;

import static io.pricewright.gateway.credit.BudgetAnswers.BUDGET;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.BudgetId;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.BudgetRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * The routes of budgets: what a customer, a subscription or a feature may cost in a calendar month
 * or a billing period before the tenant is told. They tell at 50, 80 and 100 percent and stop
 * nothing.
 */
public final class BudgetRoutes {
  private final MakeBudget make;

  /** Makes routes with these parts. */
  public BudgetRoutes(Ids ids, Credits credits) {
    this.make = new MakeBudget(ids, credits);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.BILLING_READ;
    String write = Scopes.BILLING_WRITE;
    return List.of(
        Route.post(
                "/v1/budgets",
                write,
                "Makes a budget.",
                201,
                BudgetDraft.BODY,
                BUDGET,
                in.creating(this::create))
            .says("What is charged from now on counts."),
        Route.list(
            "/v1/budgets", read, "Lists budgets, newest first.", BUDGET, in.of(BudgetRoutes::list)),
        Route.get(
            "/v1/budgets/{id}",
            read,
            "Reads a budget.",
            BUDGET,
            in.of((tx, request, now) -> shown(tx, request, EndBudget.find(tx, id(request))))),
        Route.delete(
            "/v1/budgets/{id}",
            write,
            "Ends a budget.",
            BUDGET,
            in.changing(
                (tx, request, now) -> shown(tx, request, EndBudget.run(tx, id(request), now)))));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    return make.run(tx, BudgetDraft.read(request), now)
        .compose(row -> BudgetAnswers.show(tx, List.of(row), request.caller()))
        .map(shown -> Answer.created(BUDGET, shown.getFirst()));
  }

  private static Future<Answer> shown(Tx tx, Request request, Future<BudgetRow> budget) {
    return budget
        .compose(row -> BudgetAnswers.show(tx, List.of(row), request.caller()))
        .map(shown -> Answer.ok(BUDGET, shown.getFirst()));
  }

  private static BudgetId id(Request request) {
    return new BudgetId(request.path("id"));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    return PageAnswers.page(
        tx,
        request.page(),
        BudgetRow.TABLE,
        Where.is(BudgetRow.STATUS, Status.PUBLISHED),
        BUDGET,
        rows -> BudgetAnswers.show(tx, rows, request.caller()));
  }
}
