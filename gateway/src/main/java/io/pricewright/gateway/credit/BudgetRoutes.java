package io.pricewright.gateway.credit;

import io.pricewright.gateway.catalogue.Rowed;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.Budget;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.FeatureRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.Subscriptions;
import io.pricewright.store.wallet.BudgetRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The routes of budgets: what a customer, a subscription or a feature may cost in a calendar month
 * or a billing period before the tenant is told. They tell at 50, 80 and 100 percent and stop
 * nothing.
 */
public final class BudgetRoutes {
  private static final String MONTH = "CALENDAR_MONTH";
  private static final String BILLING_PERIOD = "BILLING_PERIOD";
  private static final Shape CREATE =
      Shape.of(
          "CreateBudget",
          "customer_id, external_customer_id, subscription_id, feature_id, currency*:string,"
              + " amount*:decimal, period, metadata:object");

  /** A budget. */
  static final Shape BUDGET =
      Shape.of(
          "Budget",
          "id, customer_id, subscription_id, feature_id, currency, amount:decimal, period,"
              + " period_start:time, spent:decimal, told_percent:integer, metadata:object, status,"
              + " tenant_id, environment_id, created_at:time, updated_at:time");

  private final Ids ids;
  private final Credits credits;

  /** Makes routes with these parts. */
  public BudgetRoutes(Ids ids, Credits credits) {
    this.ids = ids;
    this.credits = credits;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.BILLING_READ;
    String write = Scopes.BILLING_WRITE;
    return List.of(
        Route.post(
            "/v1/budgets",
            write,
            "Makes a budget. What is charged from now on counts.",
            201,
            CREATE,
            BUDGET,
            in.creating(this::create)),
        Route.list(
            "/v1/budgets",
            read,
            "Lists budgets, newest first.",
            BUDGET,
            in.of(
                (tx, request, now) ->
                    Rowed.list(
                        tx,
                        request,
                        BudgetRow.TABLE,
                        Map.of("status", "published"),
                        rows -> show(tx, rows, request.caller())))),
        Route.get(
            "/v1/budgets/{id}",
            read,
            "Reads a budget.",
            BUDGET,
            in.of((tx, request, now) -> shown(tx, request.path("id"), request))),
        Route.delete(
            "/v1/budgets/{id}", write, "Ends a budget.", BUDGET, in.of(BudgetRoutes::archive)));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    String customerId = fields.text("customer_id", 100);
    String external = fields.text("external_customer_id", 255);
    if ((customerId == null) == (external == null)) {
      fields.refuse(
          "customer_id", "required", "Give exactly one of customer_id and external_customer_id.");
    }
    String subscription = fields.text("subscription_id", 100);
    String feature = fields.text("feature_id", 100);
    String currency = fields.requiredText("currency", 3);
    try {
      currency = new Currency(currency).code();
    } catch (IllegalArgumentException e) {
      fields.refuse("currency", "not_a_currency", "Send three letters, such as usd.");
    }
    BigDecimal amount = FillWallets.credits(fields, "amount");
    if (!fields.has("amount")) {
      fields.refuse("amount", "required", "Say what a period may cost.");
    }
    String period = fields.oneOf("period", MONTH, MONTH, BILLING_PERIOD);
    if (period.equals(BILLING_PERIOD) && subscription == null) {
      fields.refuse("subscription_id", "required", "Say whose billing period it is.");
    }
    Json.Obj metadata = fields.metadata("metadata");
    fields.done();
    String code = currency;
    String id = ids.next("budget", now);
    return Credits.customer(tx, customerId, external)
        .compose(
            customer ->
                refers(tx, subscription, feature, customer.no(), code)
                    .compose(of -> credits.begin(tx, customer.no()).map(of))
                    .compose(
                        of ->
                            BudgetRow.TABLE.add(
                                tx,
                                new BudgetRow(
                                    id,
                                    customer.no().value(),
                                    subscription,
                                    feature,
                                    code,
                                    amount,
                                    period,
                                    Budget.startOf(
                                        period.equals(MONTH)
                                            ? null
                                            : of.map(Subscriptions::clock).orElseThrow(),
                                        now),
                                    BigDecimal.ZERO,
                                    0,
                                    metadata == null ? "{}" : metadata.text(),
                                    "published",
                                    now,
                                    now))))
        .compose(added -> Rowed.find(tx, BudgetRow.TABLE, "budget", id))
        .compose(row -> show(tx, List.of(row), request.caller()))
        .map(shown -> Answer.created(shown.getFirst()));
  }

  /** Returns the subscription, if one is named; refuses what is not the customer's. */
  private static Future<Optional<SubscriptionRow>> refers(
      Tx tx,
      @Nullable String subscription,
      @Nullable String feature,
      CustomerNo customerNo,
      String currency) {
    Future<Optional<SubscriptionRow>> of =
        subscription == null
            ? Future.succeededFuture(Optional.empty())
            : SubscriptionRow.TABLE
                .find(tx, new SubscriptionId(subscription))
                .map(
                    found ->
                        Optional.of(own(found.orElse(null), subscription, customerNo, currency)));
    Future<?> named =
        feature == null
            ? Future.succeededFuture()
            : Rowed.refer(tx, FeatureRow.TABLE, "feature", new FeatureId(feature), "/feature_id");
    return Future.join(of, named).compose(both -> of);
  }

  private static SubscriptionRow own(
      @Nullable SubscriptionRow found, String id, CustomerNo customerNo, String currency) {
    if (found == null || !found.customerNo().equals(customerNo)) {
      throw Rowed.missing("subscription", id, "/subscription_id", "is not the customer's");
    }
    if (!found.currency().code().equals(currency)) {
      throw Credits.refused(
          "/currency", "not_usable", "The subscription is in %s.".formatted(found.currency()));
    }
    return found;
  }

  private static Future<Answer> shown(Tx tx, String id, Request request) {
    return Rowed.find(tx, BudgetRow.TABLE, "budget", id)
        .compose(row -> show(tx, List.of(row), request.caller()))
        .map(shown -> Answer.ok(shown.getFirst()));
  }

  private static Future<Answer> archive(Tx tx, Request request, Instant now) {
    String id = request.path("id");
    return Rowed.find(tx, BudgetRow.TABLE, "budget", id)
        .compose(row -> Gates.take(tx, new CustomerNo(row.customerNo())))
        .compose(gate -> Rowed.find(tx, BudgetRow.TABLE, "budget", id))
        .compose(row -> BudgetRow.TABLE.put(tx, id, row.archived(now)))
        .compose(put -> shown(tx, id, request));
  }

  private static Future<List<Json.Obj>> show(Tx tx, List<BudgetRow> rows, Caller caller) {
    return Owners.show(
        tx,
        rows,
        row -> new CustomerNo(row.customerNo()),
        (row, customerId) -> json(row, customerId, caller));
  }

  private static Json.Obj json(BudgetRow row, String customerId, Caller caller) {
    return BUDGET
        .fill()
        .set("id", row.id())
        .set("customer_id", customerId)
        .set("subscription_id", row.subscriptionId())
        .set("feature_id", row.featureId())
        .set("currency", row.currency())
        .set("amount", WalletAnswers.text(row.amount()))
        .set("period", row.period())
        .set("period_start", row.periodStart())
        .set("spent", WalletAnswers.text(row.spent()))
        .set("told_percent", row.told())
        .set("metadata", JsonReader.parseObject(row.metadata()))
        .set("status", row.status())
        .set("tenant_id", caller.tenantId())
        .set("environment_id", caller.environmentId())
        .set("created_at", row.createdAt())
        .set("updated_at", row.updatedAt())
        .json();
  }
}
