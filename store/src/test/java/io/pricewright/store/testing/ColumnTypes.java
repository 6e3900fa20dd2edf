package io.pricewright.store.testing;

import java.util.ArrayList;
import java.util.List;
import org.jooq.meta.jaxb.ForcedType;

/**
 * The domain type of each column that is more than a text or a number: which column, and how its
 * values become ours and texts again. The first line that matches holds. A new id or choice is a
 * line here; everything else follows from the migration.
 */
final class ColumnTypes {
  private static final String ID = "io.pricewright.rules.id.";
  private static final String RULES = "io.pricewright.rules.";

  private final List<ForcedType> types = new ArrayList<>();

  private ColumnTypes() {}

  static List<ForcedType> all() {
    ColumnTypes columns = new ColumnTypes();
    columns.ids();
    columns.words();
    columns.values();
    columns.types.add(
        new ForcedType()
            .withName("INSTANT")
            .withIncludeTypes("(?i)timestamptz|timestamp.*with time zone"));
    return columns.types;
  }

  private void ids() {
    String[][] named = {
      {"tenants\\.id", "TenantId"},
      {"environments\\.id", "EnvironmentId"},
      {"api_keys\\.id", "ApiKeyId"},
      {"customers\\.id", "CustomerId"},
      {".*\\.external_id|.*\\.external_customer_id", "ExternalId"},
      {"meters\\.id|.*\\.meter_id", "MeterId"},
      {"features\\.id|.*\\.feature_id", "FeatureId"},
      {"plans\\.id|.*\\.plan_id|prices\\.entity_id", "PlanId"},
      {"scripts\\.id|.*\\.script_id", "ScriptId"},
      {"prices\\.id|.*\\.price_id|.*\\.pinned_price_id", "PriceId"},
      {".*\\.lineage_id", "LineageId"},
      {"entitlements\\.id|.*\\.parent_entitlement_id", "EntitlementId"},
      {"subscriptions\\.id|.*\\.subscription_id", "SubscriptionId"},
      {"subscription_line_items\\.id", "LineItemId"},
      {"wallets\\.id|.*\\.wallet_id", "WalletId"},
      {"wallet_grants\\.id|.*\\.grant_id", "GrantId"},
      {"wallet_transactions\\.id|wallets\\.pending_topup", "WalletTransactionId"},
      {"credit_grants\\.id|.*\\.credit_grant_id", "CreditGrantId"},
      {"credit_schedules\\.id|.*\\.schedule_id", "ScheduleId"},
      {"holds\\.id", "HoldId"},
      {"invoices\\.id|.*\\.(recalculated_)?invoice_id", "InvoiceId"},
      {"budgets\\.id", "BudgetId"},
      {"alert_logs\\.id", "AlertLogId"},
      {"alert_logs\\.entity_id", "AlertedId"},
      {"reservations\\.id", "ReservationId"},
      {"rollouts\\.id|.*\\.rollout_id", "RolloutId"},
      {"simulations\\.id|.*\\.simulation_id", "SimulationId"},
      {"event_files\\.id|.*\\.file_id", "EventFileId"},
      {"tasks\\.id", "TaskId"},
      {"events\\.(event_id|replaces)", "EventId"},
      {".*\\.topic_id", "TopicId"},
    };
    for (String[] one : named) {
      record("java.lang.String", one[0], ID + one[1]);
    }
    record("java.lang.Long", ".*\\.customer_no|.*\\.parent_no", ID + "CustomerNo");
    record("java.lang.Long", ".*\\.line_item_no", ID + "LineItemNo");
    record("java.lang.Long", ".*\\.assignment_no", ID + "AssignmentNo");
    record("java.lang.Long", ".*\\.step_no", ID + "StepNo");
    record("java.util.UUID", ".*\\.batch_id", ID + "BatchId");
    record("java.util.UUID", "charges\\.id|.*\\.charge_id", ID + "ChargeId");
    record("java.util.UUID", "postings\\.id", ID + "PostingId");
    record("java.util.UUID", "outbox\\.id", ID + "NotificationId");
  }

  private void words() {
    word("environments\\.type", "tenancy.EnvironmentType");
    word("prices\\.entity_type", "catalogue.PriceEntity");
    word("prices\\.type", "catalogue.PriceType");
    word("prices\\.billing_model", "catalogue.BillingModel");
    word("prices\\.invoice_cadence", "catalogue.InvoiceCadence");
    word(".*\\.billing_period", "subscription.BillingPeriod");
    word("meters\\.reset_usage", "meter.ResetUsage");
    word("features\\.type|entitlements\\.feature_type", "entitlement.FeatureType");
    word("entitlements\\.entity_type", "entitlement.EntitlementEntity");
    word("entitlements\\.usage_reset_period", "entitlement.ResetPeriod");
    word("reservations\\.reservation_status", "entitlement.ReservationStatus");
    word("scripts\\.kind", "script.ScriptKind");
    word("subscriptions\\.billing_cycle", "subscription.BillingCycle");
    word("subscriptions\\.(proration_behavior|end_proration)", "subscription.Proration");
    word("subscriptions\\.subscription_status", "subscription.SubscriptionStatus");
    word("charges\\.cause", "rating.Cause");
    word("invoices\\.type", "invoice.InvoiceType");
    word("invoices\\.billing_reason", "invoice.BillingReason");
    word("invoices\\.invoice_status", "invoice.InvoiceStatus");
    word("invoices\\.waits_for", "invoice.WaitsFor");
    word("invoices\\.payment_status", "invoice.PaymentStatus");
    word("(invoice_lines|invoice_waivers)\\.kind", "billing.AmountKind");
    word("tasks\\.status", "rerating.TaskStatus");
    word("simulations\\.status", "simulation.SimulationStatus");
    word("event_files\\.format", "simulation.EventFileFormat");
    word("rollouts\\.state|rollout_steps\\.(from|to)_state", "rollout.RolloutState");
    word("rollouts\\.pending", "rollout.TakeBack");
    word("rollout_steps\\.action", "rollout.RolloutAction");
    word("outbox\\.type", "notification.NotificationType");
    word("wallets\\.wallet_type", "wallet.WalletType");
    word("wallets\\.wallet_status", "wallet.Wallet.Status");
    word("wallets\\.price_types", "wallet.Wallet.Prices");
    word("wallets\\.(alert_state|credit_alert_state)", "wallet.Alerts.State");
    word("wallet_grants\\.kind", "wallet.GrantKind");
    word("wallet_transactions\\.type", "wallet.TransactionType");
    word("wallet_transactions\\.reason", "wallet.TransactionReason");
    word("wallet_transactions\\.transaction_status", "wallet.TransactionStatus");
    word("holds\\.hold_status", "wallet.HoldStatus");
    word("credit_grants\\.scope", "wallet.CreditGrantScope");
    word("credit_grants\\.cadence", "wallet.Cadence");
    word("credit_grants\\.expiration_type", "wallet.ExpirationType");
    word("credit_grants\\.expiration_duration_unit", "wallet.ExpirationUnit");
    word("credit_grants\\.period", "subscription.BillingPeriod");
    word("budgets\\.period", "wallet.BudgetPeriod");
    word("alert_logs\\.entity_type", "wallet.AlertEntity");
    word("alert_logs\\.alert_type", "wallet.AlertType");
    word("alert_logs\\.alert_status", "wallet.Alerts.State");
    word(
        "(customers|meters|features|plans|prices|entitlements|wallets|credit_grants|budgets)\\.status",
        "catalogue.Status");
  }

  private void values() {
    converted("java.lang.String", ".*\\.currency", RULES + "money.Currency", "::new", "::code");
    converted(
        "java.lang.String",
        ".*\\.metadata|customers\\.attributes|scripts\\.(schema|manifest|gate)"
            + "|tasks\\.(work|cursor)|simulations\\.(request|progress|report)"
            + "|rollout_steps\\.details|invoice_lines\\.derivation",
        RULES + "json.Json.Obj",
        "io.pricewright.rules.json.JsonReader::parseObject",
        "io.pricewright.rules.json.Json::text");
    converted(
        "java.lang.String",
        "(subscriptions|subscription_line_items)\\.timezone",
        "java.time.ZoneId",
        "::of",
        "::getId");
    converted(
        "java.lang.String",
        "scripts\\.tests",
        RULES + "json.Json.Arr",
        "text -> (io.pricewright.rules.json.Json.Arr)"
            + " io.pricewright.rules.json.JsonReader.parse(text)",
        "io.pricewright.rules.json.Json::text");
    String meters = RULES + "meter.MeterJson::";
    converted(
        "java.lang.String",
        "meters\\.aggregation",
        RULES + "meter.Aggregation",
        meters + "aggregation",
        meters + "text");
    converted(
        "java.lang.String",
        "meters\\.filters",
        RULES + "meter.PropertyFilters",
        meters + "filters",
        meters + "text");
    converted(
        "java.lang.String",
        "alert_logs\\.info",
        RULES + "json.Json.Obj",
        "io.pricewright.rules.json.JsonReader::parseObject",
        "io.pricewright.rules.json.Json::text");
    converted(
        "java.lang.String",
        "wallets\\.features",
        RULES + "wallet.PaidFeatures",
        "::parse",
        "::text");
    converted(
        "java.lang.String",
        "wallets\\.auto_topup",
        RULES + "wallet.AutoTopUp",
        "::parse",
        "::text");
    converted(
        "java.lang.String",
        "wallets\\.alert_settings",
        RULES + "wallet.Alerts",
        "::parse",
        "::text");
    converted(
        "java.lang.String",
        "rollouts\\.plan",
        RULES + "rollout.RolloutPlan",
        "::fromRow",
        "::toRow");
    converted(
        "byte[]",
        ".*\\.(event_key|body_hash|value_hash)",
        RULES + "event.EventKey",
        "::fromBytes",
        "::bytes",
        "idempotency_keys\\..*");
    converted(
        "java.lang.Short",
        "events\\.outcome",
        RULES + "event.Outcome",
        "n -> io.pricewright.rules.event.Outcome.of(n)",
        "outcome -> (short) outcome.number()");
  }

  /** An id or number that is a record of one value. */
  private void record(String base, String columns, String type) {
    converted(base, columns, type, "::new", "::value");
  }

  /** A choice whose constants have a word in the row. */
  private void word(String columns, String type) {
    converted(
        "java.lang.String",
        columns,
        RULES + type,
        "word -> io.pricewright.rules.id.Coded.of(%s.class, word)".formatted(RULES + type),
        "::code");
  }

  private void converted(String base, String columns, String type, String from, String to) {
    converted(base, columns, type, from, to, null);
  }

  private void converted(
      String base,
      String columns,
      String type,
      String from,
      String to,
      @org.jspecify.annotations.Nullable String but) {
    types.add(
        new ForcedType()
            .withUserType(type)
            .withConverter(
                "org.jooq.Converter.ofNullable(%s.class, %s.class, %s, %s)"
                    .formatted(base, type, of(type, from), of(type, to)))
            .withIncludeExpression("(?:public\\.)?(?:" + columns + ")")
            .withExcludeExpression(but == null ? null : "(?:public\\.)?(?:" + but + ")"));
  }

  private static String of(String type, String method) {
    return method.startsWith("::") ? type + method : method;
  }
}
