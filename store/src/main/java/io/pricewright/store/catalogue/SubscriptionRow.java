package io.pricewright.store.catalogue;

import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as stored.
 *
 * @param id prefixed id
 * @param customerNo customer no
 * @param planId plan id
 * @param currency lower-case code
 * @param billingPeriod billing period
 * @param billingPeriodCount billing period count
 * @param billingCycle billing cycle
 * @param billingAnchor billing anchor
 * @param timezone timezone
 * @param startDate start date
 * @param endDate end date
 * @param subscriptionStatus subscription status
 * @param cancelledAt cancelled at
 * @param lookupKey the tenant's own key, or null
 * @param metadata JSON object of strings
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record SubscriptionRow(
    String id,
    long customerNo,
    String planId,
    String currency,
    String billingPeriod,
    int billingPeriodCount,
    String billingCycle,
    Instant billingAnchor,
    String timezone,
    Instant startDate,
    @Nullable Instant endDate,
    String subscriptionStatus,
    @Nullable Instant cancelledAt,
    @Nullable String lookupKey,
    String metadata,
    Instant createdAt,
    Instant updatedAt) {
  private static final Field<String> ID = Scoped.text("id");
  private static final Field<Long> CUSTOMER_NO = Scoped.big("customer_no");
  private static final Field<String> PLAN_ID = Scoped.text("plan_id");
  private static final Field<String> CURRENCY = Scoped.text("currency");
  private static final Field<String> BILLING_PERIOD = Scoped.text("billing_period");
  private static final Field<Integer> BILLING_PERIOD_COUNT = Scoped.number("billing_period_count");
  private static final Field<String> BILLING_CYCLE = Scoped.text("billing_cycle");
  private static final Field<Instant> BILLING_ANCHOR = Scoped.time("billing_anchor");
  private static final Field<String> TIMEZONE = Scoped.text("timezone");
  private static final Field<Instant> START_DATE = Scoped.time("start_date");
  private static final Field<Instant> END_DATE = Scoped.time("end_date");
  private static final Field<String> SUBSCRIPTION_STATUS = Scoped.text("subscription_status");
  private static final Field<Instant> CANCELLED_AT = Scoped.time("cancelled_at");
  private static final Field<String> LOOKUP_KEY = Scoped.text("lookup_key");
  private static final Field<String> METADATA = Scoped.text("metadata");
  private static final Field<Instant> CREATED_AT = Scoped.time("created_at");
  private static final Field<Instant> UPDATED_AT = Scoped.time("updated_at");

  /** Its table. */
  public static final Catalogued<SubscriptionRow> TABLE =
      new Catalogued<>(
          "subscriptions",
          List.of(
              ID,
              CUSTOMER_NO,
              PLAN_ID,
              CURRENCY,
              BILLING_PERIOD,
              BILLING_PERIOD_COUNT,
              BILLING_CYCLE,
              BILLING_ANCHOR,
              TIMEZONE,
              START_DATE,
              END_DATE,
              SUBSCRIPTION_STATUS,
              CANCELLED_AT,
              LOOKUP_KEY,
              METADATA,
              CREATED_AT,
              UPDATED_AT),
          SubscriptionRow::toRow,
          SubscriptionRow::fromRow);

  /** Returns a customer's subscriptions, oldest first. */
  public static Future<List<SubscriptionRow>> ofCustomer(Tx tx, long customerNo, int limit) {
    return TABLE.listNumbered(tx, CUSTOMER_NO, customerNo, limit);
  }

  private static void toRow(SubscriptionRow row, Catalogued.Values values) {
    values
        .set(ID, row.id())
        .set(CUSTOMER_NO, row.customerNo())
        .set(PLAN_ID, row.planId())
        .set(CURRENCY, row.currency())
        .set(BILLING_PERIOD, row.billingPeriod())
        .set(BILLING_PERIOD_COUNT, row.billingPeriodCount())
        .set(BILLING_CYCLE, row.billingCycle())
        .set(BILLING_ANCHOR, row.billingAnchor())
        .set(TIMEZONE, row.timezone())
        .set(START_DATE, row.startDate())
        .set(END_DATE, row.endDate())
        .set(SUBSCRIPTION_STATUS, row.subscriptionStatus())
        .set(CANCELLED_AT, row.cancelledAt())
        .set(LOOKUP_KEY, row.lookupKey())
        .set(METADATA, row.metadata())
        .set(CREATED_AT, row.createdAt())
        .set(UPDATED_AT, row.updatedAt());
  }

  private static SubscriptionRow fromRow(Row row) {
    return new SubscriptionRow(
        row.getString("id"),
        row.getLong("customer_no"),
        row.getString("plan_id"),
        row.getString("currency"),
        row.getString("billing_period"),
        row.getInteger("billing_period_count"),
        row.getString("billing_cycle"),
        Rows.instant(row, "billing_anchor"),
        row.getString("timezone"),
        Rows.instant(row, "start_date"),
        Rows.instantOrNull(row, "end_date"),
        row.getString("subscription_status"),
        Rows.instantOrNull(row, "cancelled_at"),
        row.getString("lookup_key"),
        row.getString("metadata"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
