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
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.wallet.CreditGrantRow;
import io.pricewright.store.wallet.DueCustomers;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The routes of credits that come with a plan or subscription, once or again and again. A plan's
 * reach subscriptions made after it.
 */
public final class CreditGrantRoutes {
  private static final String VALUES =
      "name*:string, scope*:string, plan_id, subscription_id, credits*:decimal, cadence*:string,"
          + " period, period_count:integer, expiration_type, expiration_duration:integer,"
          + " expiration_duration_unit, priority:integer, conversion_rate:decimal,"
          + " topup_conversion_rate:decimal, rollover_cap:decimal, start_date:time,"
          + " end_date:time, metadata:object";
  private static final Shape CREATE = Shape.of("CreateCreditGrant", VALUES);
  private static final Shape UPDATE =
      Shape.of("UpdateCreditGrant", "name, end_date:time, metadata:object");

  /** A credit grant. */
  static final Shape GRANT =
      Shape.of(
          "CreditGrant",
          "id, "
              + VALUES.replace("*", "")
              + ", addon_id, credit_grant_anchor:time, status, tenant_id, environment_id,"
              + " created_at:time, updated_at:time, created_by, updated_by");

  private final Ids ids;

  /** Makes routes that give new credit grants ids. */
  public CreditGrantRoutes(Ids ids) {
    this.ids = ids;
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
            CREATE,
            GRANT,
            in.creating(this::create)),
        Route.list(
            "/v1/creditgrants",
            read,
            "Lists credit grants, newest first.",
            GRANT,
            in.of((tx, request, now) -> list(tx, request, Map.of("status", "published")))),
        Route.list(
            "/v1/plans/{id}/creditgrants",
            read,
            "Lists the credit grants of a plan.",
            GRANT,
            in.of(
                (tx, request, now) ->
                    Rowed.find(tx, PlanRow.TABLE, "plan", new PlanId(request.path("id")))
                        .compose(
                            plan ->
                                list(
                                    tx,
                                    request,
                                    Map.of("status", "published", "plan_id", plan.id().value()))))),
        Route.get(
            "/v1/creditgrants/{id}",
            read,
            "Reads a credit grant.",
            GRANT,
            in.of((tx, request, now) -> named(tx, request).map(row -> answer(row, request)))),
        Route.put(
            "/v1/creditgrants/{id}",
            write,
            "Changes a credit grant's name, metadata and end.",
            UPDATE,
            GRANT,
            in.of(CreditGrantRoutes::update)),
        Route.delete(
            "/v1/creditgrants/{id}",
            write,
            "Ends a credit grant. What was granted stays.",
            GRANT,
            in.of(
                (tx, request, now) ->
                    named(tx, request)
                        .compose(
                            row ->
                                put(
                                    tx,
                                    request,
                                    row.as(
                                        row.name(),
                                        row.endDate(),
                                        row.metadata(),
                                        "archived",
                                        now))))));
  }

  private static Future<CreditGrantRow> named(Tx tx, Request request) {
    return Rowed.find(tx, CreditGrantRow.TABLE, "credit grant", request.path("id"));
  }

  private static Answer answer(CreditGrantRow row, Request request) {
    return Answer.ok(json(row, request.caller()));
  }

  private static Future<Answer> list(Tx tx, Request request, Map<String, String> equal) {
    return Rowed.list(
        tx,
        request,
        CreditGrantRow.TABLE,
        equal,
        rows ->
            Future.succeededFuture(rows.stream().map(row -> json(row, request.caller())).toList()));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    CreditGrantRow row = read(fields, ids.next("cg", now), now);
    fields.done();
    Future<Void> added =
        row.scope().equals("PLAN")
            ? Rowed.refer(tx, PlanRow.TABLE, "plan", new PlanId(text(row.planId())), "/plan_id")
                .compose(plan -> CreditGrantRow.TABLE.add(tx, row))
            : ofSubscription(tx, row, now);
    return added.map(done -> Answer.created(json(row, request.caller())));
  }

  private static Future<Void> ofSubscription(Tx tx, CreditGrantRow row, Instant now) {
    String id = text(row.subscriptionId());
    return SubscriptionRow.TABLE
        .find(tx, new SubscriptionId(id))
        .compose(
            found -> {
              SubscriptionRow subscription =
                  found.orElseThrow(
                      () -> Rowed.missing("subscription", id, "/subscription_id", "is not there"));
              if (subscription.subscriptionStatus() == SubscriptionStatus.CANCELLED) {
                throw Rowed.missing("subscription", id, "/subscription_id", "is cancelled");
              }
              return Gates.take(tx, subscription.customerNo())
                  .compose(gate -> CreditGrantRow.TABLE.add(tx, row))
                  .compose(added -> DueCustomers.enrol(tx, subscription.id(), now));
            });
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static CreditGrantRow read(Fields fields, String id, Instant now) {
    String scope = fields.oneOf("scope", "", "PLAN", "SUBSCRIPTION");
    if (scope.isEmpty()) {
      fields.refuse("scope", "required", "Send PLAN or SUBSCRIPTION.");
    }
    String plan = fields.text("plan_id", 100);
    String subscription = fields.text("subscription_id", 100);
    boolean ofPlan = scope.equals("PLAN");
    if ((ofPlan ? plan : subscription) == null) {
      fields.refuse(
          ofPlan ? "plan_id" : "subscription_id", "required", "Say whose credits they are.");
    }
    if ((ofPlan ? subscription : plan) != null) {
      fields.refuse(ofPlan ? "subscription_id" : "plan_id", "not_supported", "Leave it out.");
    }
    boolean recurring = cadence(fields).equals("RECURRING");
    String period =
        fields.oneOf(
            "period", "", "DAILY", "WEEKLY", "MONTHLY", "QUARTERLY", "HALF_YEARLY", "ANNUAL");
    if (recurring && period.isEmpty()) {
      fields.refuse("period", "required", "Say how often the credits come.");
    }
    Long count = fields.integer("period_count", 1, 1_200);
    String expires = fields.oneOf("expiration_type", "NEVER", "NEVER", "DURATION", "BILLING_CYCLE");
    Long duration = fields.integer("expiration_duration", 1, 10_000);
    String unit = fields.oneOf("expiration_duration_unit", "", "DAY", "WEEK", "MONTH", "YEAR");
    if (expires.equals("DURATION") && (duration == null || unit.isEmpty())) {
      fields.refuse(
          "expiration_duration",
          "required",
          "Give expiration_duration and expiration_duration_unit.");
    }
    BigDecimal credits = FillWallets.credits(fields, "credits");
    if (!fields.has("credits")) {
      fields.refuse("credits", "required", "Say how many credits come each time.");
    }
    BigDecimal cap =
        fields.has("rollover_cap") ? FillWallets.credits(fields, "rollover_cap") : null;
    if (cap != null && (!recurring || expires.equals("NEVER"))) {
      fields.refuse(
          "rollover_cap",
          "not_supported",
          "Only recurring credits that expire have a rest to carry.");
    }
    Instant start = fields.instant("start_date");
    Instant end = fields.instant("end_date");
    if (end != null && !end.isAfter(start == null ? now : start)) {
      fields.refuse("end_date", "out_of_range", "Send a time after start_date.");
    }
    Long priority = fields.integer("priority", -1_000_000, 1_000_000);
    Json.Obj metadata = fields.metadata("metadata");
    return new CreditGrantRow(
        id,
        fields.requiredText("name", 255),
        ofPlan ? "PLAN" : "SUBSCRIPTION",
        plan,
        subscription,
        credits,
        recurring ? "RECURRING" : "ONETIME",
        period.isEmpty() ? null : period,
        count == null ? null : count.intValue(),
        expires,
        duration == null ? null : duration.intValue(),
        unit.isEmpty() ? null : unit,
        priority == null ? null : priority.intValue(),
        fields.has("conversion_rate")
            ? WalletDraft.rate(fields, "conversion_rate", BigDecimal.ONE)
            : null,
        fields.has("topup_conversion_rate")
            ? WalletDraft.rate(fields, "topup_conversion_rate", BigDecimal.ONE)
            : null,
        cap,
        start,
        end,
        metadata == null ? "{}" : metadata.text(),
        "published",
        now,
        now);
  }

  private static String cadence(Fields fields) {
    String cadence = fields.oneOf("cadence", "", "ONETIME", "RECURRING");
    if (cadence.isEmpty()) {
      fields.refuse("cadence", "required", "Send ONETIME or RECURRING.");
    }
    return cadence;
  }

  private static Future<Answer> update(Tx tx, Request request, Instant now) {
    return named(tx, request)
        .compose(
            old -> {
              Fields fields = request.fields();
              Instant sent = fields.instant("end_date");
              Json.Obj metadata = fields.metadata("metadata");
              CreditGrantRow row =
                  old.as(
                      fields.kept("name", 255, old.name()),
                      sent == null ? old.endDate() : sent,
                      metadata == null ? old.metadata() : metadata.text(),
                      old.status(),
                      now);
              Instant start = old.startDate() == null ? old.createdAt() : old.startDate();
              if (sent != null && !sent.isAfter(start)) {
                fields.refuse("end_date", "out_of_range", "Send a time after start_date.");
              }
              fields.done();
              return put(tx, request, row);
            });
  }

  private static Future<Answer> put(Tx tx, Request request, CreditGrantRow row) {
    return CreditGrantRow.TABLE.put(tx, row.id(), row).map(done -> answer(row, request));
  }

  private static Json.Obj json(CreditGrantRow row, Caller caller) {
    Shape.Filled filled =
        GRANT
            .fill()
            .set("id", row.id())
            .set("name", row.name())
            .set("scope", row.scope())
            .set("plan_id", row.planId())
            .set("subscription_id", row.subscriptionId())
            .set("credits", WalletAnswers.text(row.credits()))
            .set("cadence", row.cadence())
            .set("period", row.period())
            .set("expiration_type", row.expirationType())
            .set("expiration_duration_unit", row.expirationDurationUnit())
            .set("conversion_rate", decimal(row.conversionRate()))
            .set("topup_conversion_rate", decimal(row.topupConversionRate()))
            .set("rollover_cap", decimal(row.rolloverCap()))
            .set("start_date", row.startDate())
            .set("end_date", row.endDate())
            .set("metadata", JsonReader.parseObject(row.metadata()))
            .set("status", row.status())
            .set("tenant_id", caller.tenantId())
            .set("environment_id", caller.environmentId())
            .set("created_at", row.createdAt())
            .set("updated_at", row.updatedAt());
    number(filled, "period_count", row.periodCount());
    number(filled, "expiration_duration", row.expirationDuration());
    number(filled, "priority", row.priority());
    return filled.json();
  }

  private static @Nullable String decimal(@Nullable BigDecimal number) {
    return number == null ? null : WalletAnswers.text(number);
  }

  private static void number(Shape.Filled filled, String key, @Nullable Integer number) {
    if (number != null) {
      filled.set(key, Objects.requireNonNull(number).longValue());
    }
  }
}
