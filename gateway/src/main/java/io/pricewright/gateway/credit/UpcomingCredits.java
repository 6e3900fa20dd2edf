package io.pricewright.gateway.credit;

import io.pricewright.gateway.catalogue.Rowed;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.catalogue.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.wallet.CreditGrantRow;
import io.pricewright.store.wallet.CreditScheduleRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes of credits that plans and subscriptions will give next. */
public final class UpcomingCredits {
  /** Credits to come, in the words of a credit grant's application. */
  static final Shape UPCOMING =
      Shape.of(
          "CreditGrantApplication",
          "id, credit_grant_id, subscription_id, credits:decimal, application_status,"
              + " application_reason, scheduled_for:time, period_start:time, period_end:time,"
              + " applied_at:time, failure_reason, retry_count:integer, idempotency_key,"
              + " subscription_status_at_application, metadata:object, status, tenant_id,"
              + " environment_id, created_at:time, updated_at:time, created_by, updated_by");

  private UpcomingCredits() {}

  /** Returns the routes. */
  public static List<Route> routes(Transactions in) {
    return List.of(
        Route.list(
            "/v1/customers/{id}/grants/upcoming",
            Scopes.BILLING_READ,
            "Lists the credits that a customer's subscriptions get next.",
            UPCOMING,
            in.of(
                (tx, request, now) ->
                    Customers.find(tx, request.path("id"))
                        .map(found -> Rowed.existing(found, "customer", request.path("id")))
                        .compose(customer -> list(tx, request, customer.no(), null)))),
        Route.list(
            "/v1/subscriptions/{id}/grants/upcoming",
            Scopes.BILLING_READ,
            "Lists the credits that a subscription gets next.",
            UPCOMING,
            in.of(
                (tx, request, now) ->
                    SubscriptionRow.TABLE
                        .find(tx, new SubscriptionId(request.path("id")))
                        .map(found -> Rowed.existing(found, "subscription", request.path("id")))
                        .compose(row -> list(tx, request, row.customerNo(), row.id().value())))));
  }

  private static Future<Answer> list(
      Tx tx, Request request, CustomerNo customerNo, @Nullable String subscriptionId) {
    Page page = request.page();
    return CreditScheduleRow.ofCustomer(tx, customerNo.value())
        .map(
            all ->
                all.stream()
                    .filter(row -> row.nextAt() != null)
                    .filter(
                        row ->
                            subscriptionId == null || subscriptionId.equals(row.subscriptionId()))
                    .toList())
        .compose(
            rows ->
                CreditGrantRow.TABLE
                    .listAny(
                        tx,
                        "id",
                        rows.stream().map(CreditScheduleRow::creditGrantId).distinct().toList())
                    .map(grants -> page(request, page, rows, grants)));
  }

  private static Answer page(
      Request request, Page page, List<CreditScheduleRow> rows, List<CreditGrantRow> grants) {
    Map<String, CreditGrantRow> byId = new HashMap<>();
    grants.forEach(grant -> byId.put(grant.id(), grant));
    List<CreditScheduleRow> coming =
        rows.stream().filter(row -> comes(row, byId.get(row.creditGrantId()))).toList();
    List<Json.Obj> shown =
        coming.stream()
            .skip(page.offset())
            .limit(page.limit())
            .map(
                row ->
                    json(
                        row,
                        java.util.Objects.requireNonNull(byId.get(row.creditGrantId())),
                        request))
            .toList();
    return Answer.ok(Shape.page(shown, page, (long) coming.size()));
  }

  private static boolean comes(CreditScheduleRow row, @Nullable CreditGrantRow grant) {
    Instant next = row.nextAt();
    Instant end = grant == null ? null : grant.endDate();
    return grant != null
        && grant.published()
        && next != null
        && (end == null || next.isBefore(end));
  }

  private static Json.Obj json(CreditScheduleRow row, CreditGrantRow grant, Request request) {
    boolean again = grant.cadence().equals("RECURRING");
    return UPCOMING
        .fill()
        .set("id", row.id())
        .set("credit_grant_id", grant.id())
        .set("subscription_id", row.subscriptionId())
        .set("credits", WalletAnswers.text(grant.credits()))
        .set("application_status", "pending")
        .set(
            "application_reason",
            !again
                ? "onetime_credit_grant"
                : row.ordinal() == 0
                    ? "first_time_recurring_credit_grant"
                    : "recurring_credit_grant")
        .set("scheduled_for", row.nextAt())
        .set("period_start", row.nextAt())
        .set("retry_count", 0)
        .set("metadata", Json.Obj.EMPTY)
        .set("status", "published")
        .set("tenant_id", request.caller().tenantId())
        .set("environment_id", request.caller().environmentId())
        .set("created_at", row.createdAt())
        .set("updated_at", row.createdAt())
        .json();
  }
}
