package io.pricewright.gateway.subscription;

import io.pricewright.gateway.catalogue.CatalogueAnswers;
import io.pricewright.gateway.customer.CustomerAnswers;
import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.Shape;
import io.pricewright.rules.catalogue.PriceType;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.store.catalogue.Customer;
import io.pricewright.store.catalogue.LineItemRow;
import io.pricewright.store.catalogue.SubscriptionRow;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.PriceRow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How subscriptions look to callers. */
final class SubscriptionAnswers {
  static final Shape SUBSCRIPTION =
      Shape.of(
          "Subscription",
          "active_pause_id, billing_anchor:time, billing_cadence, billing_cycle, billing_period,"
              + " billing_period_count:integer, cancel_at:time, cancel_at_period_end:boolean,"
              + " cancelled_at:time, collection_method, commitment_amount:decimal,"
              + " commitment_duration, coupon_associations:array, created_at:time, created_by,"
              + " credit_grants:array, currency, current_period_end:time,"
              + " current_period_start:time, customer:object, customer_id, customer_timezone,"
              + " enable_true_up:boolean, end_date:time, environment_id,"
              + " gateway_payment_method_id, id, invoicing_customer_id, latest_invoice:object,"
              + " line_items:array, lookup_key, metadata:object, overage_factor:decimal,"
              + " parent_subscription_id, pause_status, pauses:array, payment_behavior,"
              + " payment_terms, phases:array, plan:object, plan_id, proration_behavior,"
              + " start_date:time, status, subscription_status, subscription_type, tenant_id,"
              + " timezone, trial_end:time, trial_start:time, updated_at:time, updated_by,"
              + " version:integer, auto_invoice_threshold:decimal, checkout_session:object,"
              + " entitlements:array, synced_price_sequence:integer");
  private static final Shape LINE_ITEM =
      Shape.of(
          "SubscriptionLineItem",
          "id, subscription_id, customer_id, entity_id, entity_type, plan_display_name, price_id,"
              + " price:object, price_type, meter_id, meter:object, meter_display_name,"
              + " price_unit, price_unit_id, display_name, quantity:decimal, currency,"
              + " billing_period, billing_period_count:integer, invoice_cadence, start_date:time,"
              + " end_date:time, metadata:object, override:object, params:object, status,"
              + " tenant_id, environment_id, created_at:time, updated_at:time, created_by,"
              + " updated_by, addon_association_id, commitment_amount:decimal,"
              + " commitment_duration, commitment_overage_factor:decimal,"
              + " commitment_quantity:decimal, commitment_time_buckets:array,"
              + " commitment_true_up_enabled:boolean, commitment_type,"
              + " commitment_windowed:boolean, subscription_phase_id, trial_period:integer");

  private SubscriptionAnswers() {}

  static BillingClock clock(SubscriptionRow row) {
    return new BillingClock(
        BillingPeriod.valueOf(row.billingPeriod()),
        row.billingPeriodCount(),
        row.billingAnchor(),
        ZoneId.of(row.timezone()));
  }

  static Json.Obj of(
      SubscriptionRow row,
      Customer customer,
      @Nullable PlanRow plan,
      List<LineItemRow> items,
      List<PriceRow> prices,
      Caller caller,
      Instant now) {
    Interval period = clock(row).periodOf(now.isBefore(row.startDate()) ? row.startDate() : now);
    Instant from = period.from().isBefore(row.startDate()) ? row.startDate() : period.from();
    boolean ending = row.endDate() != null && row.subscriptionStatus().equals("active");
    List<Json> lines = new ArrayList<>();
    items.forEach(item -> lines.add(line(item, row, customer, plan, prices, caller)));
    return SUBSCRIPTION
        .fill()
        .set("id", row.id())
        .set("customer_id", customer.id())
        .set("customer", CustomerAnswers.of(customer, caller))
        .set("invoicing_customer_id", customer.id())
        .set("plan_id", row.planId())
        .set("plan", plan == null ? Json.nothing() : CatalogueAnswers.of(plan, caller))
        .set("subscription_status", row.subscriptionStatus())
        .set("subscription_type", "standalone")
        .set("status", "published")
        .set("currency", row.currency())
        .set("billing_anchor", row.billingAnchor())
        .set("billing_cadence", "RECURRING")
        .set("billing_cycle", row.billingCycle())
        .set("billing_period", row.billingPeriod())
        .set("billing_period_count", row.billingPeriodCount())
        .set("start_date", row.startDate())
        .set("end_date", row.endDate())
        .set("current_period_start", from)
        .set("current_period_end", period.to())
        .set("cancelled_at", row.cancelledAt())
        .set("cancel_at", ending ? row.endDate() : null)
        .set("cancel_at_period_end", ending)
        .set("collection_method", "send_invoice")
        .set("customer_timezone", row.timezone())
        .set("timezone", row.timezone())
        .set("enable_true_up", false)
        .set("line_items", new Json.Arr(lines))
        .set("coupon_associations", new Json.Arr(List.of()))
        .set("credit_grants", new Json.Arr(List.of()))
        .set("pauses", new Json.Arr(List.of()))
        .set("phases", new Json.Arr(List.of()))
        .set("pause_status", "none")
        .set("proration_behavior", "none")
        .set("lookup_key", row.lookupKey())
        .set("metadata", JsonReader.parse(row.metadata()))
        .set("version", 1)
        .set("tenant_id", caller.tenantId())
        .set("environment_id", caller.environmentId())
        .set("created_at", row.createdAt())
        .set("updated_at", row.updatedAt())
        .json();
  }

  private static Json.Obj line(
      LineItemRow item,
      SubscriptionRow row,
      Customer customer,
      @Nullable PlanRow plan,
      List<PriceRow> prices,
      Caller caller) {
    String priceId = item.pinnedPriceId() == null ? item.lineageId() : item.pinnedPriceId();
    PriceRow price =
        prices.stream().filter(p -> p.id().value().equals(priceId)).findFirst().orElseThrow();
    String terms = item.overrideTerms();
    String params = item.overrideParams();
    return LINE_ITEM
        .fill()
        .set("id", item.id())
        .set("subscription_id", row.id())
        .set("customer_id", customer.id())
        .set("entity_id", row.planId())
        .set("entity_type", "plan")
        .set("plan_display_name", plan == null ? null : plan.name())
        .set("price_id", price.id())
        .set("price", CatalogueAnswers.of(price, caller))
        .set("price_type", price.type().code())
        .set("meter_id", price.meterId())
        .set("display_name", price.displayName())
        .set("quantity", price.type() == PriceType.FIXED ? "1" : "0")
        .set("currency", row.currency())
        .set("billing_period", price.billingPeriod().code())
        .set("billing_period_count", price.billingPeriodCount())
        .set("invoice_cadence", price.invoiceCadence().code())
        .set("start_date", item.startDate())
        .set("end_date", item.endDate())
        .set("override", terms == null ? Json.nothing() : JsonReader.parse(terms))
        .set("params", params == null ? Json.nothing() : JsonReader.parse(params))
        .set("status", "published")
        .set("tenant_id", caller.tenantId())
        .set("environment_id", caller.environmentId())
        .set("created_at", item.createdAt())
        .set("updated_at", item.createdAt())
        .json();
  }
}
