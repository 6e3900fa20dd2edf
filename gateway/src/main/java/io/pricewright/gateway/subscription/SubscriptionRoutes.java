package io.pricewright.gateway.subscription;

import static io.pricewright.gateway.subscription.SubscriptionAnswers.SUBSCRIPTION;

import io.pricewright.gateway.catalogue.PriceScripts;
import io.pricewright.gateway.catalogue.Rowed;
import io.pricewright.gateway.catalogue.TermsReader;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.notice.Notices;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.PriceTerms;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.CalendarAnchor;
import io.pricewright.store.catalogue.Customer;
import io.pricewright.store.catalogue.Customers;
import io.pricewright.store.catalogue.LineItemNumbers;
import io.pricewright.store.catalogue.LineItemRow;
import io.pricewright.store.catalogue.SubscriptionRow;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.ScriptRow;
import io.pricewright.store.task.Tasks;
import io.pricewright.store.wallet.DueCustomers;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The routes of subscriptions. */
public final class SubscriptionRoutes {
  private static final int MAX_LINES = 1_000;
  private static final Shape CREATE =
      Shape.of(
          "CreateSubscription",
          "customer_id, external_customer_id, plan_id*:string, currency*:string,"
              + " billing_period*:string, billing_period_count:integer, billing_cycle,"
              + " billing_anchor:time, start_date:time, end_date:time, timezone, lookup_key,"
              + " metadata:object, override_line_items:array");
  private static final Shape CANCEL =
      Shape.of("CancelSubscription", "cancellation_type*:string, reason");
  private static final Shape CANCELLED =
      Shape.of(
          "CancelledSubscription",
          "cancellation_type, effective_date:time, message, processed_at:time,"
              + " proration_details:array, proration_invoice:object, reason, status,"
              + " subscription_id, total_credit_amount:decimal");

  private static final Map<String, String> CONDITIONS =
      Map.of(
          "subscription_ids", "id",
          "plan_id", "plan_id",
          "plan_ids", "plan_id",
          "subscription_status", "subscription_status",
          "lookup_key", "lookup_key");
  private static final List<String> COLUMNS =
      List.of("id", "plan_id", "subscription_status", "currency", "billing_period", "lookup_key");
  private static final Shape SEARCH =
      Search.shape(
          "SearchSubscriptions",
          "customer_id, external_customer_id, subscription_ids:array, plan_id, plan_ids:array,"
              + " subscription_status:array, lookup_key");

  private final Notices notices;
  private final Ids ids;

  private record Changed(Fields fields, String priceId) {}

  private record Draft(
      @Nullable String customerId,
      @Nullable String externalId,
      SubscriptionRow row,
      List<Changed> overrides,
      Fields fields) {}

  /** Makes routes that give new subscriptions ids, and tell of changes. */
  public SubscriptionRoutes(Ids ids, Notices notices) {
    this.ids = ids;
    this.notices = notices;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    return List.of(
        Route.post(
            "/v1/subscriptions",
            Scopes.CUSTOMERS_WRITE,
            "Subscribes a customer to a plan. What was sent since its start is rated at once.",
            201,
            CREATE,
            SUBSCRIPTION,
            in.creating(this::create)),
        Route.list(
                "/v1/subscriptions",
                Scopes.CUSTOMERS_READ,
                "Lists subscriptions, newest first.",
                SUBSCRIPTION,
                in.of(SubscriptionRoutes::list))
            .withQuery("limit", "offset", "plan_id", "subscription_status"),
        Route.post(
            "/v1/subscriptions/search",
            Scopes.CUSTOMERS_READ,
            "Searches subscriptions, newest first.",
            200,
            SEARCH,
            SUBSCRIPTION.listed(),
            in.of(SubscriptionRoutes::search)),
        Route.get(
            "/v1/subscriptions/{id}",
            Scopes.CUSTOMERS_READ,
            "Reads a subscription.",
            SUBSCRIPTION,
            in.of(
                (tx, request, now) ->
                    Rowed.find(tx, SubscriptionRow.TABLE, "subscription", request.path("id"))
                        .compose(row -> show(tx, row, request.caller(), now))
                        .map(Answer::ok))),
        Route.post(
            "/v1/subscriptions/{id}/cancel",
            Scopes.CUSTOMERS_WRITE,
            "Ends a subscription now or with its period. Usage until then is charged.",
            200,
            CANCEL,
            CANCELLED,
            in.of(this::cancel)));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    Map<String, String> equal = new HashMap<>();
    for (String name : List.of("plan_id", "subscription_status")) {
      String value = request.query(name);
      if (value != null) {
        equal.put(name, value);
      }
    }
    return Rowed.list(
        tx, request, SubscriptionRow.TABLE, equal, rows -> showAll(tx, rows, request, now));
  }

  private static Future<List<Json.Obj>> showAll(
      Tx tx, List<SubscriptionRow> rows, Request request, Instant now) {
    return Future.join(rows.stream().map(r -> show(tx, r, request.caller(), now)).toList())
        .map(all -> all.<Json.Obj>list());
  }

  private static Future<Answer> search(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    Search search = Search.read(fields, CONDITIONS, COLUMNS);
    String id = fields.text("customer_id", 100);
    String external = fields.text("external_customer_id", 255);
    fields.done();
    return narrowed(search, id, key -> Customers.find(tx, key))
        .compose(byId -> narrowed(byId, external, key -> Customers.findByExternalId(tx, key)))
        .compose(
            asked ->
                Rowed.search(
                    tx, asked, SubscriptionRow.TABLE, rows -> showAll(tx, rows, request, now)));
  }

  /** A customer that is not there has no subscriptions: no number is 0. */
  private static Future<Search> narrowed(
      Search search, @Nullable String key, Function<String, Future<Optional<Customer>>> find) {
    return key == null
        ? Future.succeededFuture(search)
        : find.apply(key)
            .map(
                found ->
                    search.with(
                        "customer_no", List.of(found.map(one -> one.no().toString()).orElse("0"))));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Draft draft = draft(request.fields(), now);
    return Epochs.share(tx)
        .compose(epoch -> customer(tx, draft))
        .compose(
            customer -> Gates.take(tx, customer.no()).compose(gate -> add(tx, draft, gate, now)))
        .compose(row -> show(tx, row, request.caller(), now))
        .map(Answer::created);
  }

  private static Future<Customer> customer(Tx tx, Draft draft) {
    String id = draft.customerId();
    String external = draft.externalId() == null ? "" : draft.externalId();
    Future<Optional<Customer>> found =
        id == null ? Customers.findByExternalId(tx, external) : Customers.find(tx, id);
    return found.map(
        one ->
            one.filter(c -> c.status().equals("published"))
                .orElseThrow(
                    () ->
                        id == null
                            ? Rowed.missing(
                                "customer", external, "/external_customer_id", "is not there")
                            : Rowed.missing("customer", id, "/customer_id", "is not there")));
  }

  private Future<SubscriptionRow> add(Tx tx, Draft draft, Gate gate, Instant now) {
    SubscriptionRow row = of(draft.row(), gate.customerNo());
    return Rowed.refer(tx, PlanRow.TABLE, "plan", new PlanId(row.planId()), "/plan_id")
        .compose(plan -> SoldPrices.of(tx, plan.id().value(), row.currency(), MAX_LINES))
        .compose(
            prices ->
                scripts(tx, draft, prices)
                    .compose(
                        scripts ->
                            PriceScripts.aside(() -> items(draft, row, prices, scripts, now))))
        .compose(
            items ->
                SubscriptionRow.TABLE
                    .add(tx, row)
                    .compose(
                        added ->
                            Future.join(
                                items.stream().map(i -> LineItemRow.TABLE.add(tx, i)).toList())))
        .compose(added -> Gates.bumpVersion(tx, new CustomerNo(row.customerNo())))
        .compose(bumped -> DueCustomers.enrol(tx, row.id(), now))
        .compose(enrolled -> tell(tx, "subscription.created", row.id(), now))
        .compose(told -> LineItemNumbers.of(tx, row.id()))
        .compose(
            numbers ->
                Future.join(
                    numbers.stream()
                        .map(
                            no ->
                                Tasks.add(
                                    tx,
                                    new Work.RateStored(
                                        new CustomerNo(row.customerNo()), no, gate.seq()),
                                    now))
                        .toList()))
        .map(row);
  }

  /** Returns the scripts of the prices that are overridden, by id. */
  private static Future<Map<ScriptId, ScriptRow>> scripts(
      Tx tx, Draft draft, List<PriceRow> prices) {
    Set<String> changed =
        draft.overrides().stream().map(Changed::priceId).collect(Collectors.toSet());
    List<ScriptId> ids =
        prices.stream()
            .filter(p -> changed.contains(p.id().value()))
            .map(PriceRow::scriptId)
            .distinct()
            .toList();
    return ScriptRow.TABLE
        .listAny(tx, ScriptRow.ID, ids)
        .map(rows -> rows.stream().collect(Collectors.toMap(ScriptRow::id, script -> script)));
  }

  private List<LineItemRow> items(
      Draft draft,
      SubscriptionRow row,
      List<PriceRow> prices,
      Map<ScriptId, ScriptRow> scripts,
      Instant now) {
    Map<String, LineItemRow> byLineage = new HashMap<>();
    for (PriceRow price : prices) {
      String lineage = price.lineageId().value();
      byLineage.putIfAbsent(lineage, item(row, lineage, null, null, null, now));
    }
    for (Changed override : draft.overrides()) {
      PriceRow price =
          prices.stream()
              .filter(p -> p.id().value().equals(override.priceId()))
              .findFirst()
              .orElse(null);
      if (price == null) {
        override.fields().refuse("price_id", "not_found", "Name a price of the plan and currency.");
      } else {
        ScriptRow script = Objects.requireNonNull(scripts.get(price.scriptId()));
        byLineage.put(
            price.lineageId().value(), overridden(row, price, script, override.fields(), now));
      }
    }
    draft.fields().done();
    return List.copyOf(byLineage.values());
  }

  private LineItemRow overridden(
      SubscriptionRow row, PriceRow price, ScriptRow script, Fields fields, Instant now) {
    BillingModel model = price.billingModel();
    fields.oneOf("billing_model", model.name(), model.name());
    if (model == BillingModel.SCRIPT) {
      Json.Obj params = fields.free("params");
      if (params != null) {
        fields.refuseAll(PriceScripts.paramErrors(params, script));
      }
      String text = params == null ? price.params() : params.text();
      return item(row, price.lineageId().value(), price.id().value(), text, "{}", now);
    }
    PriceTerms before = PriceTerms.fromJson(model, JsonReader.parseObject(price.terms()));
    PriceTerms terms = TermsReader.read(fields, before);
    if (terms.tierMode() != before.tierMode()) {
      fields.refuse("tier_mode", "not_supported", "An override keeps the price's tier_mode.");
    }
    String params = terms.errors().isEmpty() ? terms.call().params().text() : "{}";
    return item(
        row, price.lineageId().value(), price.id().value(), params, terms.toJson().text(), now);
  }

  private LineItemRow item(
      SubscriptionRow row,
      String lineageId,
      @Nullable String pinned,
      @Nullable String params,
      @Nullable String terms,
      Instant now) {
    return new LineItemRow(
        ids.next("subs_line", now),
        row.id(),
        row.customerNo(),
        lineageId,
        pinned,
        params,
        terms,
        row.startDate(),
        row.endDate(),
        now);
  }

  private Draft draft(Fields fields, Instant now) {
    fields.ignore(
        "billing_cadence",
        "invoice_billing",
        "trial_start",
        "trial_end",
        "collection_method",
        "payment_behavior",
        "payment_terms",
        "proration_behavior",
        "gateway_payment_method_id");
    String customerId = fields.text("customer_id", 100);
    String externalId = fields.text("external_customer_id", 255);
    if ((customerId == null) == (externalId == null)) {
      fields.refuse(
          "customer_id", "required", "Give exactly one of customer_id and external_customer_id.");
    }
    ZoneId zone = zone(fields);
    Instant sent = fields.instant("start_date");
    Instant start = sent == null ? now : sent;
    Instant end = fields.instant("end_date");
    if (end != null && !end.isAfter(start)) {
      fields.refuse("end_date", "out_of_range", "Send a time after start_date.");
    }
    BillingPeriod period = fields.requiredChoice("billing_period", BillingPeriod.class);
    String cycle = fields.oneOf("billing_cycle", "anniversary", "anniversary", "calendar");
    Instant anchor = fields.instant("billing_anchor");
    Long count = fields.integer("billing_period_count", 1, 1200);
    Json.Obj metadata = fields.metadata("metadata");
    Instant natural = cycle.equals("calendar") ? CalendarAnchor.after(start, period, zone) : start;
    SubscriptionRow row =
        new SubscriptionRow(
            ids.next("subs", now),
            0,
            fields.requiredText("plan_id", 100),
            fields.requiredText("currency", 3).toLowerCase(Locale.ROOT),
            period.name(),
            count == null ? 1 : count.intValue(),
            cycle,
            anchor == null || cycle.equals("calendar") ? natural : anchor,
            zone.getId(),
            start,
            end,
            fields.oneOf("subscription_status", "active", "active"),
            null,
            fields.text("lookup_key", 255),
            metadata == null ? "{}" : metadata.text(),
            now,
            now);
    List<Changed> overrides = new ArrayList<>();
    for (Fields item : fields.objects("override_line_items", MAX_LINES)) {
      overrides.add(new Changed(item, item.requiredText("price_id", 100)));
    }
    if (overrides.isEmpty()) {
      fields.done();
    }
    return new Draft(customerId, externalId, row, overrides, fields);
  }

  private static ZoneId zone(Fields fields) {
    String older = fields.text("customer_timezone", 100);
    String name = fields.text("timezone", 100);
    String zone = name != null ? name : older != null && !older.isEmpty() ? older : "UTC";
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      fields.refuse("timezone", "not_a_choice", "Send an IANA time zone, such as Europe/Berlin.");
      return ZoneId.of("UTC");
    }
  }

  private Future<Void> tell(Tx tx, String type, String id, Instant now) {
    return notices.tell(tx, type, Json.Obj.EMPTY.with("subscription_id", Json.of(id)), now);
  }

  private Future<Answer> cancel(Tx tx, Request request, Instant now) {
    Fields fields =
        request
            .fields()
            .ignore("proration_behavior", "cancel_immediately_inovice_policy", "cancel_at");
    String type = fields.oneOf("cancellation_type", "", "immediate", "end_of_period");
    if (!fields.has("cancellation_type")) {
      fields.refuse("cancellation_type", "required", "Give immediate or end_of_period.");
    }
    String reason = fields.text("reason");
    fields.done();
    return Epochs.share(tx)
        .compose(e -> Rowed.find(tx, SubscriptionRow.TABLE, "subscription", request.path("id")))
        .compose(
            named ->
                Gates.take(tx, new CustomerNo(named.customerNo()))
                    .compose(
                        g -> Rowed.find(tx, SubscriptionRow.TABLE, "subscription", named.id())))
        .compose(
            old -> {
              if (old.subscriptionStatus().equals("cancelled")) {
                throw new ProblemException(
                    new Problem.InvalidOperation("The subscription is cancelled already."));
              }
              SubscriptionRow row = ended(old, type.equals("immediate"), now);
              Instant at = row.endDate() == null ? now : row.endDate();
              return SubscriptionRow.TABLE
                  .put(tx, row.id(), row)
                  .compose(put -> LineItemNumbers.end(tx, row.id(), at))
                  .compose(end -> Gates.bumpVersion(tx, new CustomerNo(row.customerNo())))
                  .compose(bumped -> tell(tx, "subscription.cancelled", row.id(), now))
                  .map(
                      bumped ->
                          Answer.ok(
                              CANCELLED
                                  .fill()
                                  .set("cancellation_type", type)
                                  .set("effective_date", at)
                                  .set("processed_at", now)
                                  .set("message", "The subscription ends " + at + ".")
                                  .set("reason", reason)
                                  .set("status", row.subscriptionStatus())
                                  .set("subscription_id", row.id())
                                  .set("proration_details", new Json.Arr(List.of()))
                                  .set("total_credit_amount", "0")
                                  .json()));
            });
  }

  private static SubscriptionRow ended(SubscriptionRow o, boolean immediate, Instant now) {
    boolean started = now.isAfter(o.startDate());
    Instant until =
        immediate
            ? (started ? now : o.startDate())
            : SubscriptionAnswers.clock(o).periodOf(started ? now : o.startDate()).to();
    Instant end = o.endDate() != null && o.endDate().isBefore(until) ? o.endDate() : until;
    return new SubscriptionRow(
        o.id(),
        o.customerNo(),
        o.planId(),
        o.currency(),
        o.billingPeriod(),
        o.billingPeriodCount(),
        o.billingCycle(),
        o.billingAnchor(),
        o.timezone(),
        o.startDate(),
        end,
        immediate ? "cancelled" : o.subscriptionStatus(),
        now,
        o.lookupKey(),
        o.metadata(),
        o.createdAt(),
        now);
  }

  private static SubscriptionRow of(SubscriptionRow o, CustomerNo customerNo) {
    return new SubscriptionRow(
        o.id(),
        customerNo.value(),
        o.planId(),
        o.currency(),
        o.billingPeriod(),
        o.billingPeriodCount(),
        o.billingCycle(),
        o.billingAnchor(),
        o.timezone(),
        o.startDate(),
        o.endDate(),
        o.subscriptionStatus(),
        o.cancelledAt(),
        o.lookupKey(),
        o.metadata(),
        o.createdAt(),
        o.updatedAt());
  }

  private static Future<Json.Obj> show(Tx tx, SubscriptionRow row, Caller caller, Instant now) {
    Future<List<Customer>> customers =
        Customers.findAll(tx, List.of(new CustomerNo(row.customerNo())));
    Future<Optional<PlanRow>> plan = PlanRow.TABLE.find(tx, new PlanId(row.planId()));
    Future<List<LineItemRow>> items =
        LineItemRow.TABLE.list(tx, Map.of("subscription_id", row.id()), MAX_LINES, 0);
    return Future.join(customers, plan, items)
        .compose(
            read -> {
              List<PriceId> priceIds = new ArrayList<>();
              items
                  .result()
                  .forEach(
                      item -> {
                        String pinned = item.pinnedPriceId();
                        priceIds.add(new PriceId(pinned == null ? item.lineageId() : pinned));
                      });
              return PriceRow.TABLE.listAny(tx, PriceRow.ID, priceIds);
            })
        .map(
            prices ->
                SubscriptionAnswers.of(
                    row,
                    customers.result().getFirst(),
                    plan.result().orElse(null),
                    items.result(),
                    prices,
                    caller,
                    now));
  }
}
