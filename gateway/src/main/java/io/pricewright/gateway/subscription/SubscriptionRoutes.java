package io.pricewright.gateway.subscription;

import static io.pricewright.gateway.subscription.SubscriptionAnswers.CANCELLED;
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
import io.pricewright.gateway.notification.Notices;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.SubscriptionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of subscriptions. */
public final class SubscriptionRoutes {
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

  private final CreateSubscription create;
  private final CancelSubscription cancel;

  /** Which subscriptions to list; a status that there is not finds none. */
  record Filter(
      @Nullable String customerId,
      @Nullable String externalCustomerId,
      @Nullable String planId,
      @Nullable String subscriptionStatus,
      @Inline Page page) {}

  /** Makes routes that give new subscriptions ids, and tell of changes. */
  public SubscriptionRoutes(Ids ids, Notices notices) {
    this.create = new CreateSubscription(ids, notices);
    this.cancel = new CancelSubscription(notices);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.CUSTOMERS_READ;
    String write = Scopes.CUSTOMERS_WRITE;
    return List.of(
        Route.post(
                "/v1/subscriptions",
                write,
                "Subscribes a customer to a plan.",
                201,
                SubscriptionDraft.BODY,
                SUBSCRIPTION,
                in.creating(this::create))
            .says("What was sent since its start is rated at once.")
            .fails(Problem.InvalidOperation.class, Problem.AlreadyExists.class),
        Route.list(
                "/v1/subscriptions",
                read,
                "Lists subscriptions, newest first.",
                SUBSCRIPTION,
                in.of(SubscriptionRoutes::list))
            .asking(FILTER),
        Route.post(
            "/v1/subscriptions/search",
            read,
            "Searches subscriptions, newest first.",
            200,
            SEARCH,
            SUBSCRIPTION.paged(),
            in.of(SubscriptionRoutes::search)),
        Route.get(
            "/v1/subscriptions/{id}",
            read,
            "Reads a subscription.",
            SUBSCRIPTION,
            in.of(SubscriptionRoutes::read)),
        Route.post(
                "/v1/subscriptions/{id}/cancel",
                write,
                "Ends a subscription now, with its period or at an instant.",
                200,
                CancelDraft.BODY,
                CANCELLED,
                in.changing(this::cancel))
            .says("Usage until then is charged.")
            .fails(Problem.InvalidOperation.class));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    return create
        .run(tx, SubscriptionDraft.read(request, now), now)
        .compose(row -> show(tx, List.of(row), request, now))
        .map(shown -> Answer.created(SUBSCRIPTION, shown.getFirst()));
  }

  private Future<Answer> cancel(Tx tx, Request request, Instant now) {
    CancelDraft draft = CancelDraft.read(request);
    SubscriptionId id = new SubscriptionId(request.path("id"));
    return cancel
        .run(tx, draft.toCommand(id), now)
        .map(done -> Answer.ok(CANCELLED, SubscriptionAnswers.Cancelled.of(done, draft, now)));
  }

  private static Future<Answer> read(Tx tx, Request request, Instant now) {
    return ReadSubscriptions.find(tx, new SubscriptionId(request.path("id")))
        .compose(row -> show(tx, List.of(row), request, now))
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
                    rows -> show(tx, rows, request, now)));
  }

  private static Future<Answer> page(
      Tx tx, Where<SubscriptionRow> where, Page page, Request request, Instant now) {
    return Future.join(
            SubscriptionRow.TABLE
                .list(tx, where, page.limit(), page.offset())
                .compose(rows -> show(tx, rows, request, now)),
            SubscriptionRow.TABLE.count(tx, where))
        .map(both -> Answer.page(SUBSCRIPTION, both.resultAt(0), page, both.<Long>resultAt(1)));
  }

  private static Future<List<SubscriptionAnswers.Shown>> show(
      Tx tx, List<SubscriptionRow> rows, Request request, Instant now) {
    return ReadSubscriptions.whole(tx, rows)
        .map(
            all ->
                all.stream()
                    .map(one -> SubscriptionAnswers.Shown.of(one, request.caller(), now))
                    .toList());
  }
}
