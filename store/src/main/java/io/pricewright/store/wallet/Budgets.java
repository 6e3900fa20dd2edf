package io.pricewright.store.wallet;

import static io.pricewright.store.jooq.tables.Budgets.BUDGETS;
import static io.pricewright.store.jooq.tables.Features.FEATURES;
import static io.pricewright.store.jooq.tables.Subscriptions.SUBSCRIPTIONS;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.wallet.Budget;
import io.pricewright.rules.wallet.BudgetPeriod;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.BudgetRow;
import io.pricewright.store.row.FeatureRow;
import io.pricewright.store.row.SubscriptionRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads and counts budgets in the rating transaction. The caller holds the customers' gates. */
public final class Budgets {
  private static final Statement OF_CUSTOMERS =
      Sql.statement(
          dsl ->
              dsl.select(BudgetRow.TABLE.fields())
                  .select(
                      FEATURES.METER_ID,
                      SUBSCRIPTIONS.BILLING_PERIOD,
                      SUBSCRIPTIONS.BILLING_PERIOD_COUNT,
                      SUBSCRIPTIONS.BILLING_ANCHOR,
                      SUBSCRIPTIONS.TIMEZONE)
                  .from(BUDGETS)
                  .leftJoin(FEATURES)
                  .on(Sql.same(FEATURES, BUDGETS))
                  .and(FEATURES.ID.eq(BUDGETS.FEATURE_ID))
                  .leftJoin(SUBSCRIPTIONS)
                  .on(Sql.same(SUBSCRIPTIONS, BUDGETS))
                  .and(SUBSCRIPTIONS.ID.eq(BUDGETS.SUBSCRIPTION_ID))
                  .and(BUDGETS.PERIOD.eq(DSL.inline(BudgetPeriod.BILLING_PERIOD, BUDGETS.PERIOD)))
                  .where(Sql.in(BUDGETS))
                  .and(Sql.among(1, BUDGETS.CUSTOMER_NO))
                  .and(BUDGETS.STATUS.eq(DSL.inline(Status.PUBLISHED, BUDGETS.STATUS)))
                  .orderBy(BUDGETS.ID));
  private static final Statement WRITE =
      Sql.statement(
          dsl ->
              dsl.update(BUDGETS)
                  .set(BUDGETS.PERIOD_START, Sql.arg(2, BUDGETS.PERIOD_START))
                  .set(BUDGETS.SPENT, Sql.arg(3, BUDGETS.SPENT))
                  .set(BUDGETS.TOLD, Sql.arg(4, BUDGETS.TOLD))
                  .where(Sql.in(BUDGETS))
                  .and(BUDGETS.ID.eq(Sql.arg(1, BUDGETS.ID))));

  private Budgets() {}

  /** Returns the published budgets of customers. */
  public static Future<List<Budget>> of(Tx tx, Collection<CustomerNo> customers) {
    return tx.run(OF_CUSTOMERS, customers).map(rows -> Rows.all(rows, Budgets::budget));
  }

  /** Writes what is spent and told. */
  public static Future<Void> write(Tx tx, Budget budget) {
    return tx.run(WRITE, budget.id(), budget.periodStart(), budget.spent(), budget.told())
        .mapEmpty();
  }

  private static Budget budget(Row read) {
    BudgetRow row = BudgetRow.read(read, 0);
    int more = BudgetRow.TABLE.fields().size();
    return new Budget(
        row.id(),
        row.customerNo(),
        row.subscriptionId(),
        row.featureId(),
        FeatureRow.METER_ID.getOrNull(read, more),
        row.currency(),
        row.amount(),
        clock(read, more + 1),
        row.periodStart(),
        row.spent(),
        row.told());
  }

  private static @Nullable BillingClock clock(Row row, int at) {
    BillingPeriod period = SubscriptionRow.BILLING_PERIOD.getOrNull(row, at);
    return period == null
        ? null
        : new BillingClock(
            period,
            SubscriptionRow.BILLING_PERIOD_COUNT.get(row, at + 1),
            SubscriptionRow.BILLING_ANCHOR.get(row, at + 2),
            SubscriptionRow.TIMEZONE.get(row, at + 3));
  }
}
