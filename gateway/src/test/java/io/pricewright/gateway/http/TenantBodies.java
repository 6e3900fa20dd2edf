package io.pricewright.gateway.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables that {@link TenantsIT} looks at and the bodies it sends; {@code <name>} stands for the
 * id of what it made.
 */
final class TenantBodies {
  /** An invoice of a customer. */
  static final String ONE_OFF =
      "{\"customer_id\":\"<customer>\",\"currency\":\"usd\",\"line_items\":[{\"amount\":\"1\"}]}";

  private TenantBodies() {}

  static final List<String> TABLES =
      List.of(
          "events",
          "customers",
          "customer_aliases",
          "meters",
          "features",
          "plans",
          "prices",
          "entitlements",
          "subscriptions",
          "subscription_line_items",
          "line_item_quantities",
          "scripts",
          "charges",
          "wallets",
          "wallet_grants",
          "wallet_transactions",
          "credit_uses",
          "holds",
          "credit_grants",
          "credit_schedules",
          "budgets",
          "alert_logs",
          "customer_parents",
          "reservations",
          "tasks",
          "api_keys",
          "outbox",
          "idempotency_keys");

  static final String ROLLOUT =
      "{\"name\":\"R\",\"price_id\":\"<price>\",\"candidate\":{\"script\":{\"name\":\"mine\"}},"
          + "\"percent\":\"20\",\"reason\":\"x\"}";
  static final String RESERVE =
      "{\"mode\":\"reserve\",\"customer_id\":\"<customer>\",\"feature\":\"<feature>\"}";
  static final String SIMULATE =
      "{\"price_id\":\"<price>\",\"candidate\":{\"script\":{\"name\":\"mine\"}},"
          + "\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\"}";
  static final String SCRIPT =
      "{\"name\":\"mine\",\"source\":\"export function price(usage, params) { return [{label: 'x',"
          + " amount: Decimal.from('1')}]; }\"}";
  static final String METER =
      "{\"name\":\"T\",\"event_name\":\"tokens\",\"reset_usage\":\"BILLING_PERIOD\","
          + "\"aggregation\":{\"type\":\"SUM\",\"field\":\"n\"}}";
  static final String METERED =
      "{\"name\":\"T\",\"lookup_key\":\"%s\",\"type\":\"metered\",\"meter_id\":\"%s\"}";
  static final String RIGHT =
      "{\"entity_type\":\"%s\",\"entity_id\":\"%s\",\"feature_id\":\"%s\",\"feature_type\":\"%s\"}";
  static final String SUBSCRIPTION =
      "{\"customer_id\":\"<customer>\",\"plan_id\":\"<plan>\",\"currency\":\"usd\","
          + "\"allow_second\":true,\"billing_period\":\"MONTHLY\",\"start_date\":\"2026-01-01T00:00:00Z\"%s}";
  static final String SEATS =
      "{\"type\":\"quantity_change\",\"quantity_change_params\":{\"line_items\":["
          + "{\"id\":\"<seat>\",\"quantity\":\"2\"}]}}";
  static final String WALLET =
      "{\"customer_id\":\"<customer>\",\"currency\":\"usd\",\"initial_credits_to_load\":\"9\"}";
  static final String CREDITS =
      "{\"name\":\"C\",\"scope\":\"PLAN\",\"plan_id\":\"<plan>\",\"credits\":\"5\",\"cadence\":\"ONETIME\"}";
  static final String HOLD =
      "{\"customer_id\":\"<customer>\",\"currency\":\"usd\",\"amount\":\"1\"}";
  static final String BUDGET =
      "{\"customer_id\":\"<customer>\",\"currency\":\"usd\",\"amount\":\"5\"}";
  static final String ALERT =
      "{\"entity_type\":\"wallet\",\"entity_id\":\"<wallet>\",\"config\":{\"critical\":{\"threshold\":\"1\"}}}";

  /**
   * Routes of alerts and of what comes, and the paths that name another tenant's; in this order.
   */
  static final Map<String, String> ALERTS = new LinkedHashMap<>();

  static {
    String setting = "/v1/alerts/setting/alert_<wallet>";
    String subscription = "/v1/subscriptions/<subscription>";
    ALERTS.put("GET /v1/alerts/setting/{id}", setting);
    ALERTS.put("PUT /v1/alerts/setting/{id}", setting);
    ALERTS.put("DELETE /v1/alerts/setting/{id}", setting);
    ALERTS.put(
        "GET /v1/customers/{id}/grants/upcoming", "/v1/customers/<customer>/grants/upcoming");
    ALERTS.put("GET /v1/subscriptions/{id}/grants/upcoming", subscription + "/grants/upcoming");
    ALERTS.put("GET /v1/subscriptions/{id}/entitlements", subscription + "/entitlements");
  }

  static final String EVENT =
      "{\"event_id\":\"%s\",\"event_name\":\"tokens\",\"external_customer_id\":\"acme\","
          + "\"properties\":{\"n\":\"1\"}}";
}
