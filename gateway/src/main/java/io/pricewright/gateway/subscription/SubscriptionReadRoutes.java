package io.pricewright.gateway.subscription;

import static io.pricewright.gateway.subscription.SubscriptionAnswers.SUBSCRIPTION;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Pages;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Searching;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.http.body.Sought.ColumnType;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.SubscriptionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes that read subscriptions. */
final class SubscriptionReadRoutes {
  private static final Query<Filter> FILTER = Query.of(Filter.class);
  private static final Searching SEARCH =
      Searching.all(
              "SearchSubscriptions",
              "id",
              "plan_id",
              "subscription_status",
              "currency",
              "billing_period",
              "lookup_key")
          .where("customer_id", FindSubscriptions.CUSTOMER)
          .where("external_customer_id", FindSubscriptions.EXTERNAL)
          .where("subscription_ids", "id")
          .where("plan_id", "plan_id")
          .where("plan_ids", "plan_id")
          .where("subscription_status", "subscription_status")
          .where("lookup_key", "lookup_key")
          .where("customer_ids", FindSubscriptions.CUSTOMER)
          .where("billing_period", "billing_period")
          .always("billing_cadence", "RECURRING")
          .always("subscription_type", "standalone")
          .always("status", "published")
          .asking(FindSubscriptions.ACTIVE, ColumnType.TIME, "Those that run at a time.")
          .filtered("start_date", ColumnType.TIME)
          .filtered("end_date", ColumnType.TIME)
          .sorted("updated_at")
          .sorted("start_date")
          .expanding("customer", "plan", "line_items", "prices");

  private SubscriptionReadRoutes() {}

  /** Which subscriptions to list; a status that there is not finds none. */
  record Filter(
      @Nullable String customerId,
      @Nullable String externalCustomerId,
      @Nullable String planId,
      @Nullable String subscriptionStatus,
      @Inline Page page) {}

  /** Returns the routes. */
  static List<Route> routes(Transactions in) {
    String read = Scopes.CUSTOMERS_READ;
    return List.of(
        Route.list(
                "/v1/subscriptions",
                read,
                "Lists subscriptions, newest first.",
                SUBSCRIPTION,
                in.of(SubscriptionReadRoutes::list))
            .asking(FILTER),
        Route.post(
            "/v1/subscriptions/search",
            read,
            "Searches subscriptions, newest first.",
            200,
            SEARCH,
            SUBSCRIPTION.paged(),
            in.of(SubscriptionReadRoutes::search)),
        Route.get(
            "/v1/subscriptions/{id}",
            read,
            "Reads a subscription.",
            SUBSCRIPTION,
            in.of(SubscriptionReadRoutes::read)));
  }

  private static Future<Answer> read(Tx tx, Request request, Instant now) {
    return ReadSubscriptions.find(tx, new SubscriptionId(request.path("id")))
        .compose(row -> SubscriptionAnswers.show(tx, List.of(row), request.caller(), now))
        .map(shown -> Answer.ok(SUBSCRIPTION, shown.getFirst()));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    Filter filter = request.read(FILTER);
    Where<SubscriptionRow> where = Where.all();
    if (filter.planId() != null) {
      where = where.andTexts(SubscriptionRow.PLAN_ID, List.of(filter.planId()));
    }
    if (filter.subscriptionStatus() != null) {
      where =
          where.andTexts(SubscriptionRow.SUBSCRIPTION_STATUS, List.of(filter.subscriptionStatus()));
    }
    return FindSubscriptions.where(
            tx, where, listed(filter.customerId()), listed(filter.externalCustomerId()))
        .compose(found -> page(tx, found, filter.page(), request, now));
  }

  private static @Nullable List<String> listed(@Nullable String one) {
    return one == null ? null : List.of(one);
  }

  private static Future<Answer> search(Tx tx, Request request, Instant now) {
    Search search = request.read(SEARCH);
    return FindSubscriptions.where(
            tx,
            FindSubscriptions.active(
                search
                    .without(FindSubscriptions.CUSTOMER, FindSubscriptions.EXTERNAL)
                    .where(SubscriptionRow.TABLE),
                search.own().get(FindSubscriptions.ACTIVE)),
            search.only(FindSubscriptions.CUSTOMER),
            search.only(FindSubscriptions.EXTERNAL))
        .compose(
            where ->
                Pages.found(
                    tx,
                    SubscriptionRow.TABLE,
                    search,
                    where,
                    SUBSCRIPTION,
                    rows -> SubscriptionAnswers.show(tx, rows, request.caller(), now)));
  }

  private static Future<Answer> page(
      Tx tx, Where<SubscriptionRow> where, Page page, Request request, Instant now) {
    return Future.join(
            SubscriptionRow.TABLE
                .list(tx, where, page.limit(), page.offset())
                .compose(rows -> SubscriptionAnswers.show(tx, rows, request.caller(), now)),
            SubscriptionRow.TABLE.count(tx, where))
        .map(both -> Answer.page(SUBSCRIPTION, both.resultAt(0), page, both.<Long>resultAt(1)));
  }
}
