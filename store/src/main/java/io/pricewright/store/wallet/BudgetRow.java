package io.pricewright.store.wallet;

import io.pricewright.store.catalogue.Catalogued;
import io.pricewright.store.catalogue.Published;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * A budget as stored.
 *
 * @param id prefixed id
 * @param customerNo whose spend
 * @param subscriptionId only of this, or null
 * @param featureId only of this, or null
 * @param currency in what
 * @param amount the whole
 * @param period CALENDAR_MONTH or BILLING_PERIOD
 * @param periodStart when the period that spent counts began
 * @param spent so far
 * @param told highest percentage told of
 * @param metadata JSON object of strings
 * @param status published or archived
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record BudgetRow(
    String id,
    long customerNo,
    @Nullable String subscriptionId,
    @Nullable String featureId,
    String currency,
    BigDecimal amount,
    String period,
    Instant periodStart,
    BigDecimal spent,
    int told,
    String metadata,
    String status,
    Instant createdAt,
    Instant updatedAt)
    implements Published {
  private static final Field<String> ID = Scoped.text("id");
  private static final Field<Long> CUSTOMER_NO = Scoped.big("customer_no");
  private static final Field<String> SUBSCRIPTION_ID = Scoped.text("subscription_id");
  private static final Field<String> FEATURE_ID = Scoped.text("feature_id");
  private static final Field<String> CURRENCY = Scoped.text("currency");
  private static final Field<BigDecimal> AMOUNT = Scoped.decimal("amount");
  private static final Field<String> PERIOD = Scoped.text("period");
  private static final Field<Instant> PERIOD_START = Scoped.time("period_start");
  private static final Field<BigDecimal> SPENT = Scoped.decimal("spent");
  private static final Field<Integer> TOLD = Scoped.number("told");
  private static final Field<String> METADATA = Scoped.text("metadata");
  private static final Field<String> STATUS = Scoped.text("status");
  private static final Field<Instant> CREATED_AT = Scoped.time("created_at");
  private static final Field<Instant> UPDATED_AT = Scoped.time("updated_at");

  /** Its table. */
  public static final Catalogued<BudgetRow> TABLE =
      new Catalogued<>(
          "budgets",
          List.of(
              ID,
              CUSTOMER_NO,
              SUBSCRIPTION_ID,
              FEATURE_ID,
              CURRENCY,
              AMOUNT,
              PERIOD,
              PERIOD_START,
              SPENT,
              TOLD,
              METADATA,
              STATUS,
              CREATED_AT,
              UPDATED_AT),
          BudgetRow::toRow,
          BudgetRow::fromRow);

  /** Returns it archived. */
  public BudgetRow archived(Instant now) {
    return new BudgetRow(
        id,
        customerNo,
        subscriptionId,
        featureId,
        currency,
        amount,
        period,
        periodStart,
        spent,
        told,
        metadata,
        "archived",
        createdAt,
        now);
  }

  private static void toRow(BudgetRow row, Catalogued.Values values) {
    values
        .set(ID, row.id())
        .set(CUSTOMER_NO, row.customerNo())
        .set(SUBSCRIPTION_ID, row.subscriptionId())
        .set(FEATURE_ID, row.featureId())
        .set(CURRENCY, row.currency())
        .set(AMOUNT, row.amount())
        .set(PERIOD, row.period())
        .set(PERIOD_START, row.periodStart())
        .set(SPENT, row.spent())
        .set(TOLD, row.told())
        .set(METADATA, row.metadata())
        .set(STATUS, row.status())
        .set(CREATED_AT, row.createdAt())
        .set(UPDATED_AT, row.updatedAt());
  }

  private static BudgetRow fromRow(Row row) {
    return new BudgetRow(
        row.getString("id"),
        row.getLong("customer_no"),
        row.getString("subscription_id"),
        row.getString("feature_id"),
        row.getString("currency"),
        row.getBigDecimal("amount"),
        row.getString("period"),
        Rows.instant(row, "period_start"),
        row.getBigDecimal("spent"),
        row.getInteger("told"),
        row.getString("metadata"),
        row.getString("status"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
