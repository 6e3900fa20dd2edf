package io.pricewright.gateway.credit;

import static io.pricewright.gateway.credit.CreditGrantAnswers.UPCOMING;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.SubscriptionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** The routes of credits that plans and subscriptions will give next. */
public final class UpcomingCreditRoutes {
  private UpcomingCreditRoutes() {}

  /** Returns the routes. */
  public static List<Route> routes(Transactions in) {
    return List.of(
        Route.list(
            "/v1/customers/{id}/grants/upcoming",
            Scopes.BILLING_READ,
            "Lists the credits that a customer's subscriptions get next.",
            UPCOMING,
            in.of(UpcomingCreditRoutes::ofCustomer)),
        Route.list(
            "/v1/subscriptions/{id}/grants/upcoming",
            Scopes.BILLING_READ,
            "Lists the credits that a subscription gets next.",
            UPCOMING,
            in.of(UpcomingCreditRoutes::ofSubscription)));
  }

  private static Future<Answer> ofCustomer(Tx tx, Request request, Instant now) {
    return Owners.found(tx, new CustomerId(request.path("id")))
        .compose(no -> UpcomingCredits.of(tx, no, null))
        .map(coming -> page(request, coming));
  }

  private static Future<Answer> ofSubscription(Tx tx, Request request, Instant now) {
    SubscriptionId id = new SubscriptionId(request.path("id"));
    return SubscriptionRow.TABLE
        .find(tx, id)
        .map(found -> Existing.of(found, "subscription", id))
        .compose(row -> UpcomingCredits.of(tx, row.customerNo(), id))
        .map(coming -> page(request, coming));
  }

  private static Answer page(Request request, List<UpcomingCredits.Coming> coming) {
    Page page = request.page();
    return Answer.page(
        UPCOMING,
        coming.stream()
            .skip(page.offset())
            .limit(page.limit())
            .map(
                one ->
                    CreditGrantAnswers.Upcoming.of(one.schedule(), one.grant(), request.caller()))
            .toList(),
        page,
        coming.size());
  }
}
