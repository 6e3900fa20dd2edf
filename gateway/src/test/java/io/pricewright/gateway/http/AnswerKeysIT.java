package io.pricewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of answer has exactly these keys, null ones too: generated clients refuse an answer
 * that lacks a key they declare.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnswerKeysIT {
  private static final String KEYS =
      """
      customer: address_city, address_country, address_line1, address_line2, address_postal_code, \
         address_state, contact, created_at, created_by, email, environment_id, external_id, \
         id, integrations, metadata, name, parent_customer, parent_customer_id, status, \
         tenant_id, timezone, updated_at, updated_by
      feature: alert_settings, created_at, created_by, description, environment_id, group, \
         group_id, id, lookup_key, metadata, meter, meter_id, name, reporting_unit, status, \
         tenant_id, type, unit_plural, unit_singular, updated_at, updated_by
      meter: aggregation, allow_negative, created_at, created_by, environment_id, event_name, \
         filters, id, name, reset_usage, status, tenant_id, updated_at, updated_by
      meter.aggregation: bucket_size, expression, field, group_by, multiplier, type
      plan: created_at, created_by, credit_grants, description, display_order, entitlements, \
         environment_id, id, lookup_key, metadata, name, prices, status, tenant_id, \
         updated_at, updated_by
      price: addon, amount, billing_cadence, billing_model, billing_period, billing_period_count, \
         conversion_rate, created_at, created_by, currency, description, display_amount, \
         display_name, display_price_unit_amount, effective_from, end_date, entity_id, \
         entity_type, environment_id, group, group_id, id, invoice_cadence, lineage_id, \
         lookup_key, maximum_amount, free_events, metadata, meter, meter_id, min_quantity, params, parent_price_id, plan, \
         price_unit, price_unit_amount, price_unit_id, price_unit_tiers, price_unit_type, \
         pricing_unit, script, sequence, start_date, status, tenant_id, tier_mode, tiers, \
         transform_quantity, trial_period, trial_period_days, type, updated_at, updated_by, \
         version
      script: created_at, description, gate, id, kind, manifest, name, schema, sha256, source, tests, \
         version
      entitlement: addon, aggregation_mode, config_value, created_at, created_by, display_order, \
         end_date, entity_id, entity_type, environment_id, feature, feature_id, feature_type, \
         grant_allocation_behavior, grant_duration_unit, grant_duration_value, grant_measure, \
         grant_quota, id, included_quantity, is_enabled, is_soft_limit, parent_entitlement_id, plan, plan_id, \
         rolling_window, start_date, static_value, status, tenant_id, updated_at, updated_by, \
         usage_limit, usage_reset_period
      subscription: active_pause_id, auto_invoice_threshold, billing_anchor, billing_cadence, \
         billing_cycle, billing_period, billing_period_count, cancel_at, \
         cancel_at_period_end, cancelled_at, checkout_session, collection_method, \
         commitment_amount, commitment_duration, coupon_associations, created_at, created_by, \
         credit_grants, currency, current_period_end, current_period_start, customer, \
         customer_id, customer_timezone, enable_true_up, end_date, entitlements, \
         environment_id, gateway_payment_method_id, id, invoicing_customer_id, \
         latest_invoice, line_items, lookup_key, metadata, overage_factor, \
         parent_subscription_id, pause_status, pauses, payment_behavior, payment_terms, \
         phases, plan, plan_id, proration_behavior, start_date, status, subscription_status, \
         subscription_type, synced_price_sequence, tenant_id, timezone, trial_end, \
         trial_start, updated_at, updated_by, version
      subscription line item: addon_association_id, billing_period, billing_period_count, commitment_amount, \
         commitment_duration, commitment_overage_factor, commitment_quantity, \
         commitment_time_buckets, commitment_true_up_enabled, commitment_type, \
         commitment_windowed, created_at, created_by, currency, customer_id, display_name, \
         end_date, entity_id, entity_type, environment_id, id, invoice_cadence, metadata, \
         meter, meter_display_name, meter_id, override, params, plan_display_name, price, \
         price_id, price_type, price_unit, price_unit_id, quantity, start_date, status, \
         subscription_id, subscription_phase_id, tenant_id, trial_period, updated_at, \
         updated_by
      cancelled subscription: cancellation_type, effective_date, message, processed_at, proration_details, \
         proration_invoice, reason, status, subscription_id, total_credit_amount
      modified subscription: changed_resources, checkout_session, message, subscription
      changed resources: invoices, line_items, subscriptions
      changed line item: change_action, end_date, id, price_id, quantity, start_date
      changed subscription: action, id, status
      key created: api_key, secret
      key: created_at, created_by, display_id, environment_id, expires_at, id, last_used_at, \
         name, permissions, provider, roles, scopes, status, tenant_id, type, updated_at, updated_by, user_type
      event accepted: amount, currency, event_id, message, status
      event unmatched: event_id, message, reason, status
      bulk: accepted, conflict, duplicate, message, parked, queued, unmatched, voided
      bulk with receipts: accepted, conflict, duplicate, message, parked, queued, results, unmatched, voided
      preview: accepted, amount, conflict, currency, duplicate, message, parked, queued, results, \
         totals, unmatched, voided
      receipt: amount, currency, entries, event_id, event_name, external_customer_id, first_amount, \
         ingested_at, outcome, reason, status, timestamp
      receipt entry: amount, currency, first_amount, first_price_id, meter_id, period_start, price_after, price_before, price_id, \
         quantity, reason, script, script_sha256, status, subscription_line_item_no, \
         usage_after, usage_before
      receipt evaluation: amount, input, lines, steps
      receipt input: context, params, subject
      receipt line: amount, label, quantity, unit_price
      receipt unmatched: amount, currency, entries, event_id, event_name, external_customer_id, first_amount, \
         ingested_at, nearest_meter, outcome, reason, status, timestamp
      events: end_time, events, has_more, iter_first_key, iter_last_key, offset, start_time, total_count
      event row: customer_id, environment_id, event_name, external_customer_id, failure, id, \
         outcome, properties, reason, source, timestamp
      usage: event_name, results, type, value
      task: attempts, check, completed_at, created_at, created_by, done_events, entity_type, environment_id, \
         error_summary, failed_at, failed_records, file_name, file_type, file_url, id, kind, last_error, \
         metadata, processed_records, scheduled_task_id, started_at, status, successful_records, \
         task_status, task_type, tenant_id, total_records, updated_at, updated_by, work, workflow_id
      charges: amount, charges, currency, revenue, unbilled
      charge: amount, cause, currency, customer_id, events, external_customer_id, id, made_at, \
         period_start, price_id, script_id, subscription_line_item_no
      charge explained: amount, cause, complete, currency, customer_id, detail, events, \
         external_customer_id, id, made_at, parts, period_start, price_id, script_id, \
         subscription_line_item_no
      charge part: amount, event_id, price_after, price_before, price_id, script, script_id, \
         script_sha256, usage_after, usage_before
      check: cells, clean, customers, differences, differences_found, events, of_customers, parked, \
         parked_events, status, task_id, waits_for_tasks
      rights: customer_id, features, subscriptions
      right: entitlement, feature, sources
      right.whole: aggregation_mode, buckets, config_values, is_enabled, is_soft_limit, \
         rolling_window, static_values, usage_limit, usage_reset_period
      right.source: config_value, entitlement_id, entity_id, entity_name, entity_type, is_enabled, \
         quantity, rolling_window, static_value, subscription_id, usage_limit, usage_reset_period
      customer usage: customer_id, features, pagination, period
      feature usage: current_usage, feature, is_enabled, is_soft_limit, is_unlimited, \
         next_usage_reset_at, sources, total_limit, usage_percent
      simulation: created_at, error, id, progress, report, request, status, updated_at
      simulation.report: bad_row_count, bad_rows, by_day, cell_count, cells, comparisons, \
         covered_from, covered_to, currency, customers, error_count, errors, events, from, \
         lineage_ids, parked_events, rows, to, variants, widened
      simulation.variant: by_price, difference, errors, evaluations, margin, name, prices, role, \
         steps_p50, steps_p99, total
      wallet: alert_settings, alert_state, auto_topup, balance, config, conversion_rate, created_at, created_by, credit_balance, \
         credit_line, credits_available_breakdown, currency, customer_id, description, environment_id, held_balance, id, metadata, \
         name, price_unit, real_time_balance, real_time_credit_balance, status, tenant_id, \
         topup_conversion_rate, updated_at, updated_by, wallet_status, wallet_type
      wallet balance: balance_updated_at, current_period_usage, is_cached_fallback, unpaid_invoices_amount, \
         alert_settings, alert_state, auto_topup, balance, config, conversion_rate, created_at, created_by, credit_balance, \
         credit_line, credits_available_breakdown, currency, customer_id, description, environment_id, held_balance, id, metadata, \
         name, price_unit, real_time_balance, real_time_credit_balance, status, tenant_id, \
         topup_conversion_rate, updated_at, updated_by, wallet_status, wallet_type
      top-up: invoice_id, wallet, wallet_transaction
      wallet transaction: amount, conversion_rate, created_at, created_by, created_by_user, credit_amount, \
         credit_balance_after, credit_balance_before, credits_available, currency, customer, \
         customer_id, description, environment_id, expiry_date, id, idempotency_key, metadata, \
         parent_transaction_id, priority, reference_id, reference_type, status, tenant_id, \
         topup_conversion_rate, transaction_reason, transaction_status, type, updated_at, \
         updated_by, wallet, wallet_id
      credit grant: addon_id, cadence, conversion_rate, created_at, created_by, credit_grant_anchor, credits, \
         end_date, environment_id, expiration_duration, expiration_duration_unit, expiration_type, \
         forfeit_on_cancel, id, metadata, name, period, period_count, plan_id, priority, rollover_cap, scope, \
         start_date, status, subscription_id, tenant_id, topup_conversion_rate, updated_at, updated_by
      hold: amount, created_at, currency, customer_id, environment_id, expires_at, feature_id, \
         hold_status, id, metadata, settled_amount, tenant_id, updated_at
      budget: amount, created_at, currency, customer_id, environment_id, feature_id, id, metadata, \
         period, period_start, spent, status, subscription_id, tenant_id, told_percent, updated_at
      alert settings: config, created_at, created_by, enabled, entity_id, entity_type, environment_id, id, \
         parent_entity_id, parent_entity_type, status, tenant_id, updated_at, updated_by
      alert log: alert_info, alert_status, alert_type, created_at, created_by, customer, customer_id, \
         entity_id, entity_type, environment_id, feature, id, parent_entity_id, parent_entity_type, \
         status, tenant_id, updated_at, updated_by, wallet
      statement: account, closing_balance, currency, customer_id, from, items, opening_balance, \
         pagination, to
      statement line: amount, balance, booked_for, charge_id, invoice_id, line_no, other_account, posted_at, \
         posting_id
      trial balance: balanced, items
      account balance: account, balance, credit, currency, debit
      reconciled books: clean, currencies, customer_id, events, external_customer_id
      reconciled currency: clean, comparisons, currency
      comparison: against, amount, compared, difference, explained, unexplained
      held customer: attempts, customer_id, due_at, reason
      clock: now
      access: allowed, evaluated_at, results
      access result: allowed, config_values, credit_available, credit_sufficient, currency, customer_id, \
         external_customer_id, feature_id, is_soft_limit, limit, limited_by, quantity, reason, \
         remaining, reservation_id, reserved, reserved_until, resets_at, static_values, used
      reservation: created_at, customer_id, expires_at, feature_id, id, quantity, status, updated_at
      list: items, pagination
      pagination: limit, offset, total
      problem: code, detail, errors, request_id, status, title, type
      problem.error: code, detail, pointer
      """;

  private final Map<String, Json.Obj> answers = new LinkedHashMap<>();

  private final Scene scene = TestNode.shared().tenant();

  static Stream<String> kinds() {
    return KEYS.lines().map(line -> line.substring(0, line.indexOf(':')));
  }

  private static List<String> keys(String kind) {
    String line = KEYS.lines().filter(one -> one.startsWith(kind + ":")).findFirst().orElseThrow();
    return Arrays.asList(line.substring(line.indexOf(':') + 1).strip().split(",\\s*"));
  }

  @BeforeAll
  void open() {
    catalogue();
    events();
    questions();
  }

  private Json.Obj keep(String kind, Reply reply) {
    assertThat(reply.status()).as(kind + " " + reply.body()).isBetween(200, 299);
    answers.put(kind, reply.json());
    return reply.json();
  }

  private String id(String kind) {
    return String.valueOf(answers.getOrDefault(kind, Json.Obj.EMPTY).string("id"));
  }

  private void catalogue() {
    Json.Obj meter =
        keep(
            "meter",
            scene.post(
                "/v1/meters",
                """
                {"name":"M","event_name":"t","reset_usage":"BILLING_PERIOD",
                 "aggregation":{"type":"COUNT"}}\
                """));
    answers.put("meter.aggregation", Parts.inner(meter, "aggregation"));
    keep(
        "feature",
        scene.post(
            "/v1/features",
            "{\"name\":\"F\",\"type\":\"metered\",\"meter_id\":\"%s\"}".formatted(id("meter"))));
    keep("plan", scene.post("/v1/plans", "{\"name\":\"P\"}"));
    keep(
        "script",
        scene.post(
            "/v1/scripts",
            """
            {"name":"one",
             "source":"export function price(usage) { return [{label: 'x', amount: usage.quantity}]; }"}\
            """));
    keep(
        "price",
        scene.post(
            "/v1/prices",
            """
            {"entity_type":"PLAN","entity_id":"%s","type":"USAGE","meter_id":"%s","currency":"usd",
             "billing_period":"MONTHLY","billing_model":"SCRIPT","script":{"name":"one"}}\
            """
                .formatted(id("plan"), id("meter"))));
    keep(
        "entitlement",
        scene.post(
            "/v1/entitlements",
            """
            {"entity_id":"%s","feature_id":"%s","feature_type":"metered","usage_limit":1,
             "usage_reset_period":"MONTHLY"}\
            """
                .formatted(id("plan"), id("feature"))));
    keep("customer", scene.post("/v1/customers", "{\"external_id\":\"c\"}"));
    Json.Obj subscription =
        keep(
            "subscription",
            scene.post(
                "/v1/subscriptions",
                """
                {"external_customer_id":"c","plan_id":"%s","currency":"usd",
                 "billing_period":"MONTHLY","start_date":"2026-01-01T00:00:00Z"}\
                """
                    .formatted(id("plan"))));
    answers.put("subscription line item", Parts.first(subscription, "line_items"));
    Json.Obj key = keep("key created", scene.post("/v1/secrets/api/keys", "{\"name\":\"k\"}"));
    answers.put("key", Parts.inner(key, "secret"));
  }

  private void events() {
    String event = "{\"event_id\":\"%s\",\"event_name\":\"%s\",\"external_customer_id\":\"c\"}";
    String nobodys = event.formatted("e2", "t").replace("\"c\"", "\"nobody\"");
    keep("event accepted", scene.post("/v1/events", event.formatted("e1", "t")));
    keep("event unmatched", scene.post("/v1/events", nobodys));
    String bulk = "{\"events\":[%s]}";
    keep("bulk", scene.post("/v1/events/bulk", bulk.formatted(event.formatted("e3", "t"))));
    keep(
        "bulk with receipts",
        scene.post("/v1/events/bulk?receipt=full", bulk.formatted(event.formatted("e4", "t"))));
    keep("preview", scene.post("/v1/preview", bulk.formatted(event.formatted("e5", "t"))));
    Json.Obj receipt = keep("receipt", scene.get("/v1/events/e3/receipt"));
    Json.Obj entry = Parts.first(receipt, "entries");
    answers.put("receipt entry", entry);
    answers.put("receipt evaluation", Parts.inner(entry, "price_after"));
    answers.put("receipt input", Parts.inner(Parts.inner(entry, "price_after"), "input"));
    answers.put("receipt line", Parts.first(Parts.inner(entry, "price_after"), "lines"));
    keep("receipt unmatched", scene.get("/v1/events/e2/receipt"));
  }

  private void questions() {
    Json.Obj events = keep("events", scene.post("/v1/events/query", "{}"));
    answers.put("event row", Parts.first(events, "events"));
    keep(
        "usage",
        scene.post("/v1/events/usage/meter", "{\"meter_id\":\"%s\"}".formatted(id("meter"))));
    keep("task", scene.post("/v1/events/rerate", "{\"reason\":\"none\"}"));
    answers.put("charges", Parts.first(scene.get("/v1/charges/summary").json(), "items"));
    answers.put("charge", Parts.first(scene.get("/v1/charges").json(), "items"));
    Json.Obj explained =
        keep("charge explained", scene.get("/v1/charges/" + id("charge") + "/explain"));
    answers.put("charge part", Parts.first(explained, "parts"));
    keep("check", scene.post("/v1/check", ""));
    Json.Obj rights = keep("rights", scene.get("/v1/customers/external/c/entitlements"));
    Json.Obj right = Parts.first(rights, "features");
    answers.put("right", right);
    answers.put("right.whole", Parts.inner(right, "entitlement"));
    answers.put("right.source", Parts.first(right, "sources"));
    Json.Obj access =
        keep(
            "access",
            scene.post(
                "/v1/access",
                "{\"external_customer_id\":\"c\",\"feature\":\"%s\",\"mode\":\"reserve\",\"quantity\":\"0.1\"}"
                    .formatted(id("feature"))));
    answers.put("access result", Parts.first(access, "results"));
    Json.Obj soft =
        Parts.first(
            scene
                .post("/v1/access", "{\"external_customer_id\":\"reserver\",\"feature\":\"none\"}")
                .json(),
            "results");
    assertThat(soft.fields().keySet()).isEqualTo(Parts.first(access, "results").fields().keySet());
    answers.put("reservation", reservation());
    Json.Obj usage = keep("customer usage", scene.get("/v1/customers/usage?customer_lookup_key=c"));
    answers.put("feature usage", Parts.first(usage, "features"));
    Json.Obj simulation =
        keep(
            "simulation",
            scene.post(
                "/v1/simulations?wait=60",
                """
                {"price_id":"%s","candidate":{"script":{"name":"one"}},
                 "from":"2026-01-01T00:00:00Z","to":"2026-02-01T00:00:00Z"}\
                """
                    .formatted(id("price"))));
    Json.Obj simulated = Parts.inner(simulation, "report");
    answers.put("simulation.report", simulated);
    answers.put("simulation.variant", Parts.first(simulated, "variants"));
    credits();
    seats();
    Json.Obj list = keep("list", scene.get("/v1/plans"));
    answers.put("pagination", Parts.inner(list, "pagination"));
    answers.put("problem", scene.post("/v1/plans", "{}").json());
    answers.put(
        "problem.error", Parts.first(answers.getOrDefault("problem", Json.Obj.EMPTY), "errors"));
    keep(
        "cancelled subscription",
        scene.post(
            "/v1/subscriptions/" + id("subscription") + "/cancel",
            "{\"cancellation_type\":\"immediate\"}"));
  }

  /** A subscription of a fee, of which there are two from its next period on. */
  private void seats() {
    scene.customer("seated");
    String plan = scene.plan("seats");
    scene.fee(plan, "10", "MONTHLY", "ADVANCE");
    String subscription = scene.subscribe("seated", plan);
    Json.Obj modified =
        keep(
            "modified subscription",
            scene.post(
                "/v1/subscriptions/" + subscription + "/modify/execute",
                TenantBodies.SEATS.replace("<seat>", TenantInvoices.line(scene, subscription))));
    Json.Obj changed = Parts.inner(modified, "changed_resources");
    answers.put("changed resources", changed);
    answers.put("changed line item", Parts.first(changed, "line_items"));
    answers.put("changed subscription", Parts.first(changed, "subscriptions"));
  }

  /** A customer of its own, whose limit nothing has used. */
  private Json.Obj reservation() {
    scene.made("/v1/customers", "{\"external_id\":\"reserver\"}");
    scene.made(
        "/v1/subscriptions",
        """
        {"external_customer_id":"reserver","plan_id":"%s","currency":"usd",
         "billing_period":"MONTHLY","start_date":"2026-01-01T00:00:00Z"}\
        """
            .formatted(id("plan")));
    Json.Obj made =
        scene
            .post(
                "/v1/access",
                "{\"external_customer_id\":\"reserver\",\"feature\":\"%s\",\"mode\":\"reserve\"}"
                    .formatted(id("feature")))
            .json();
    return scene
        .get("/v1/access/reservations/" + Parts.first(made, "results").string("reservation_id"))
        .json();
  }

  private void credits() {
    keep(
        "wallet",
        scene.post("/v1/wallets", "{\"external_customer_id\":\"c\",\"currency\":\"usd\"}"));
    Json.Obj topUp =
        keep(
            "top-up",
            scene.post(
                "/v1/wallets/" + id("wallet") + "/top-up",
                "{\"credits_to_add\":\"1\",\"transaction_reason\":\"FREE_CREDIT_GRANT\"}"));
    answers.put("wallet transaction", Parts.inner(topUp, "wallet_transaction"));
    keep(
        "credit grant",
        scene.post(
            "/v1/creditgrants",
            "{\"name\":\"C\",\"scope\":\"PLAN\",\"plan_id\":\"%s\",\"credits\":\"1\",\"cadence\":\"ONETIME\"}"
                .formatted(id("plan"))));
    String rest = "{\"external_customer_id\":\"c\",\"currency\":\"usd\",\"amount\":\"%s\"}";
    scene.post(
        "/v1/wallets/" + id("wallet") + "/top-up",
        "{\"credits_to_add\":\"100\",\"transaction_reason\":\"FREE_CREDIT_GRANT\"}");
    keep("hold", scene.post("/v1/holds", rest.formatted("0.1")));
    keep("budget", scene.post("/v1/budgets", rest.formatted("5")));
    keep(
        "alert settings",
        scene.post(
            "/v1/alerts/setting",
            "{\"entity_type\":\"wallet\",\"entity_id\":\"%s\",\"config\":{\"info\":{\"threshold\":\"9999\"}}}"
                .formatted(id("wallet"))));
    answers.put("alert log", Parts.first(scene.post("/v1/alerts/search", "{}").json(), "items"));
    Json.Obj statement =
        keep(
            "statement",
            scene.get(
                "/v1/ledger/statement?customer_id=%s&account=unbilled&currency=usd"
                    .formatted(id("customer"))));
    answers.put("statement line", Parts.first(statement, "items"));
    Json.Obj trial = keep("trial balance", scene.get("/v1/ledger/trial-balance"));
    answers.put("account balance", Parts.first(trial, "items"));
    Json.Obj books = Parts.first(scene.get("/v1/reconciliation").json(), "items");
    answers.put("reconciled books", books);
    answers.put("reconciled currency", Parts.first(books, "currencies"));
    answers.put("comparison", Parts.first(Parts.first(books, "currencies"), "comparisons"));
    scene
        .rows()
        .execute(
            "insert into customer_dues (tenant, environment, customer_no, due_at, attempts, held)"
                + " select tenant, environment, customer_no, '2026-01-01', 10, 'it failed' from"
                + " customers where id = '%s' on conflict (tenant, environment, customer_no)"
                    .formatted(id("customer"))
                + " do update set held = 'it failed'");
    answers.put("held customer", Parts.first(scene.get("/v1/billing/held").json(), "items"));
    scene.posted("/v1/billing/held/" + id("customer") + "/release", "");
    keep("clock", scene.get("/v1/clock"));
    keep("wallet balance", scene.get("/v1/wallets/" + id("wallet") + "/balance/real-time"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void answer_ofAKind_hasExactlyItsKeys(String kind) {
    assertThat(answers.getOrDefault(kind, Json.Obj.EMPTY).fields().keySet())
        .containsExactlyInAnyOrderElementsOf(keys(kind));
  }

  @Test
  void kinds_thatAreAsked_areTheOnesListed() {
    assertThat(new TreeSet<>(answers.keySet())).isEqualTo(new TreeSet<>(kinds().toList()));
  }
}
