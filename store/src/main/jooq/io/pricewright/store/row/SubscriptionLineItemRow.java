package io.pricewright.store.row;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.SubscriptionLineItems;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code subscription_line_items}. */
public record SubscriptionLineItemRow(
    LineItemNo lineItemNo,
    LineItemId id,
    SubscriptionId subscriptionId,
    CustomerNo customerNo,
    LineageId lineageId,
    @Nullable PriceId pinnedPriceId,
    @Nullable String overrideParams,
    @Nullable String overrideTerms,
    BillingPeriod billingPeriod,
    Integer billingPeriodCount,
    Instant billingAnchor,
    ZoneId timezone,
    Instant startDate,
    @Nullable Instant endDate,
    @Nullable Instant trialEnd,
    BigDecimal quantity,
    Instant createdAt) {
  /** {@code line_item_no}. */
  public static final Column<SubscriptionLineItemRow, LineItemNo> LINE_ITEM_NO =
      Column.of(SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO, SubscriptionLineItemRow::lineItemNo);

  /** {@code id}. */
  public static final Column<SubscriptionLineItemRow, LineItemId> ID =
      Column.of(SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS.ID, SubscriptionLineItemRow::id);

  /** {@code subscription_id}. */
  public static final Column<SubscriptionLineItemRow, SubscriptionId> SUBSCRIPTION_ID =
      Column.of(SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS.SUBSCRIPTION_ID, SubscriptionLineItemRow::subscriptionId);

  /** {@code customer_no}. */
  public static final Column<SubscriptionLineItemRow, CustomerNo> CUSTOMER_NO =
      Column.of(SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS.CUSTOMER_NO, SubscriptionLineItemRow::customerNo);

  /** {@code lineage_id}. */
  public static final Column<SubscriptionLineItemRow, LineageId> LINEAGE_ID =
      Column.of(SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS.LINEAGE_ID, SubscriptionLineItemRow::lineageId);

  /** {@code pinned_price_id}. */
  public static final Column<SubscriptionLineItemRow, PriceId> PINNED_PRICE_ID =
      Column.of(SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS.PINNED_PRICE_ID, SubscriptionLineItemRow::pinnedPriceId);

  /** {@code override_params}. */
  public static final Column<SubscriptionLineItemRow, String> OVERRIDE_PARAMS =
      Column.of(SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS.OVERRIDE_PARAMS, SubscriptionLineItemRow::overrideParams);

  /** {@code override_terms}. */
  public static final Column<SubscriptionLineItemRow, String> OVERRIDE_TERMS =
      Column.of(SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS.OVERRIDE_TERMS, SubscriptionLineItemRow::overrideTerms);

  /** {@code billing_period}. */
  public static final Column<SubscriptionLineItemRow, BillingPeriod> BILLING_PERIOD =
      Column.of(SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS.BILLING_PERIOD, SubscriptionLineItemRow::billingPeriod);

  /** {@code billing_period_count}. */
  public static final Column<SubscriptionLineItemRow, Integer> BILLING_PERIOD_COUNT =
      Column.of(SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS.BILLING_PERIOD_COUNT, SubscriptionLineItemRow::billingPeriodCount);

  /** {@code billing_anchor}. */
  public static final Column<SubscriptionLineItemRow, Instant> BILLING_ANCHOR =
      Column.of(SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS.BILLING_ANCHOR, SubscriptionLineItemRow::billingAnchor);

  /** {@code timezone}. */
  public static final Column<SubscriptionLineItemRow, ZoneId> TIMEZONE =
      Column.of(SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS.TIMEZONE, SubscriptionLineItemRow::timezone);

  /** {@code start_date}. */
  public static final Column<SubscriptionLineItemRow, Instant> START_DATE =
      Column.of(SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS.START_DATE, SubscriptionLineItemRow::startDate);

  /** {@code end_date}. */
  public static final Column<SubscriptionLineItemRow, Instant> END_DATE =
      Column.of(SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS.END_DATE, SubscriptionLineItemRow::endDate);

  /** {@code trial_end}. */
  public static final Column<SubscriptionLineItemRow, Instant> TRIAL_END =
      Column.of(SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS.TRIAL_END, SubscriptionLineItemRow::trialEnd);

  /** {@code quantity}. */
  public static final Column<SubscriptionLineItemRow, BigDecimal> QUANTITY =
      Column.of(SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS.QUANTITY, SubscriptionLineItemRow::quantity);

  /** {@code created_at}. */
  public static final Column<SubscriptionLineItemRow, Instant> CREATED_AT =
      Column.of(SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS.CREATED_AT, SubscriptionLineItemRow::createdAt);

  /** The everyday statements. */
  public static final Entity<SubscriptionLineItemRow> TABLE =
      Entity.of(
          SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS,
          row -> read(row, 0),
          List.of(LINE_ITEM_NO),
          List.of(
              LINE_ITEM_NO,
              ID,
              SUBSCRIPTION_ID,
              CUSTOMER_NO,
              LINEAGE_ID,
              PINNED_PRICE_ID,
              OVERRIDE_PARAMS,
              OVERRIDE_TERMS,
              BILLING_PERIOD,
              BILLING_PERIOD_COUNT,
              BILLING_ANCHOR,
              TIMEZONE,
              START_DATE,
              END_DATE,
              TRIAL_END,
              QUANTITY,
              CREATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static SubscriptionLineItemRow read(Row row, int at) {
    return new SubscriptionLineItemRow(
        LINE_ITEM_NO.get(row, at + 0),
        ID.get(row, at + 1),
        SUBSCRIPTION_ID.get(row, at + 2),
        CUSTOMER_NO.get(row, at + 3),
        LINEAGE_ID.get(row, at + 4),
        PINNED_PRICE_ID.getOrNull(row, at + 5),
        OVERRIDE_PARAMS.getOrNull(row, at + 6),
        OVERRIDE_TERMS.getOrNull(row, at + 7),
        BILLING_PERIOD.get(row, at + 8),
        BILLING_PERIOD_COUNT.get(row, at + 9),
        BILLING_ANCHOR.get(row, at + 10),
        TIMEZONE.get(row, at + 11),
        START_DATE.get(row, at + 12),
        END_DATE.getOrNull(row, at + 13),
        TRIAL_END.getOrNull(row, at + 14),
        QUANTITY.get(row, at + 15),
        CREATED_AT.get(row, at + 16));
  }

  /** Returns the row with another line_item_no. */
  public SubscriptionLineItemRow withLineItemNo(LineItemNo lineItemNo) {
    return new SubscriptionLineItemRow(
        lineItemNo,
        id,
        subscriptionId,
        customerNo,
        lineageId,
        pinnedPriceId,
        overrideParams,
        overrideTerms,
        billingPeriod,
        billingPeriodCount,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        quantity,
        createdAt);
  }

  /** Returns the row with another id. */
  public SubscriptionLineItemRow withId(LineItemId id) {
    return new SubscriptionLineItemRow(
        lineItemNo,
        id,
        subscriptionId,
        customerNo,
        lineageId,
        pinnedPriceId,
        overrideParams,
        overrideTerms,
        billingPeriod,
        billingPeriodCount,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        quantity,
        createdAt);
  }

  /** Returns the row with another subscription_id. */
  public SubscriptionLineItemRow withSubscriptionId(SubscriptionId subscriptionId) {
    return new SubscriptionLineItemRow(
        lineItemNo,
        id,
        subscriptionId,
        customerNo,
        lineageId,
        pinnedPriceId,
        overrideParams,
        overrideTerms,
        billingPeriod,
        billingPeriodCount,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        quantity,
        createdAt);
  }

  /** Returns the row with another customer_no. */
  public SubscriptionLineItemRow withCustomerNo(CustomerNo customerNo) {
    return new SubscriptionLineItemRow(
        lineItemNo,
        id,
        subscriptionId,
        customerNo,
        lineageId,
        pinnedPriceId,
        overrideParams,
        overrideTerms,
        billingPeriod,
        billingPeriodCount,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        quantity,
        createdAt);
  }

  /** Returns the row with another lineage_id. */
  public SubscriptionLineItemRow withLineageId(LineageId lineageId) {
    return new SubscriptionLineItemRow(
        lineItemNo,
        id,
        subscriptionId,
        customerNo,
        lineageId,
        pinnedPriceId,
        overrideParams,
        overrideTerms,
        billingPeriod,
        billingPeriodCount,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        quantity,
        createdAt);
  }

  /** Returns the row with another pinned_price_id. */
  public SubscriptionLineItemRow withPinnedPriceId(@Nullable PriceId pinnedPriceId) {
    return new SubscriptionLineItemRow(
        lineItemNo,
        id,
        subscriptionId,
        customerNo,
        lineageId,
        pinnedPriceId,
        overrideParams,
        overrideTerms,
        billingPeriod,
        billingPeriodCount,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        quantity,
        createdAt);
  }

  /** Returns the row with another override_params. */
  public SubscriptionLineItemRow withOverrideParams(@Nullable String overrideParams) {
    return new SubscriptionLineItemRow(
        lineItemNo,
        id,
        subscriptionId,
        customerNo,
        lineageId,
        pinnedPriceId,
        overrideParams,
        overrideTerms,
        billingPeriod,
        billingPeriodCount,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        quantity,
        createdAt);
  }

  /** Returns the row with another override_terms. */
  public SubscriptionLineItemRow withOverrideTerms(@Nullable String overrideTerms) {
    return new SubscriptionLineItemRow(
        lineItemNo,
        id,
        subscriptionId,
        customerNo,
        lineageId,
        pinnedPriceId,
        overrideParams,
        overrideTerms,
        billingPeriod,
        billingPeriodCount,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        quantity,
        createdAt);
  }

  /** Returns the row with another billing_period. */
  public SubscriptionLineItemRow withBillingPeriod(BillingPeriod billingPeriod) {
    return new SubscriptionLineItemRow(
        lineItemNo,
        id,
        subscriptionId,
        customerNo,
        lineageId,
        pinnedPriceId,
        overrideParams,
        overrideTerms,
        billingPeriod,
        billingPeriodCount,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        quantity,
        createdAt);
  }

  /** Returns the row with another billing_period_count. */
  public SubscriptionLineItemRow withBillingPeriodCount(Integer billingPeriodCount) {
    return new SubscriptionLineItemRow(
        lineItemNo,
        id,
        subscriptionId,
        customerNo,
        lineageId,
        pinnedPriceId,
        overrideParams,
        overrideTerms,
        billingPeriod,
        billingPeriodCount,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        quantity,
        createdAt);
  }

  /** Returns the row with another billing_anchor. */
  public SubscriptionLineItemRow withBillingAnchor(Instant billingAnchor) {
    return new SubscriptionLineItemRow(
        lineItemNo,
        id,
        subscriptionId,
        customerNo,
        lineageId,
        pinnedPriceId,
        overrideParams,
        overrideTerms,
        billingPeriod,
        billingPeriodCount,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        quantity,
        createdAt);
  }

  /** Returns the row with another timezone. */
  public SubscriptionLineItemRow withTimezone(ZoneId timezone) {
    return new SubscriptionLineItemRow(
        lineItemNo,
        id,
        subscriptionId,
        customerNo,
        lineageId,
        pinnedPriceId,
        overrideParams,
        overrideTerms,
        billingPeriod,
        billingPeriodCount,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        quantity,
        createdAt);
  }

  /** Returns the row with another start_date. */
  public SubscriptionLineItemRow withStartDate(Instant startDate) {
    return new SubscriptionLineItemRow(
        lineItemNo,
        id,
        subscriptionId,
        customerNo,
        lineageId,
        pinnedPriceId,
        overrideParams,
        overrideTerms,
        billingPeriod,
        billingPeriodCount,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        quantity,
        createdAt);
  }

  /** Returns the row with another end_date. */
  public SubscriptionLineItemRow withEndDate(@Nullable Instant endDate) {
    return new SubscriptionLineItemRow(
        lineItemNo,
        id,
        subscriptionId,
        customerNo,
        lineageId,
        pinnedPriceId,
        overrideParams,
        overrideTerms,
        billingPeriod,
        billingPeriodCount,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        quantity,
        createdAt);
  }

  /** Returns the row with another trial_end. */
  public SubscriptionLineItemRow withTrialEnd(@Nullable Instant trialEnd) {
    return new SubscriptionLineItemRow(
        lineItemNo,
        id,
        subscriptionId,
        customerNo,
        lineageId,
        pinnedPriceId,
        overrideParams,
        overrideTerms,
        billingPeriod,
        billingPeriodCount,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        quantity,
        createdAt);
  }

  /** Returns the row with another quantity. */
  public SubscriptionLineItemRow withQuantity(BigDecimal quantity) {
    return new SubscriptionLineItemRow(
        lineItemNo,
        id,
        subscriptionId,
        customerNo,
        lineageId,
        pinnedPriceId,
        overrideParams,
        overrideTerms,
        billingPeriod,
        billingPeriodCount,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        quantity,
        createdAt);
  }

  /** Returns the row with another created_at. */
  public SubscriptionLineItemRow withCreatedAt(Instant createdAt) {
    return new SubscriptionLineItemRow(
        lineItemNo,
        id,
        subscriptionId,
        customerNo,
        lineageId,
        pinnedPriceId,
        overrideParams,
        overrideTerms,
        billingPeriod,
        billingPeriodCount,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        quantity,
        createdAt);
  }
}
