package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.BudgetId;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.EnvironmentId;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.id.TenantId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.BudgetPeriod;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.BudgetRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered of budgets. */
final class BudgetAnswers {
  static final Body<Shown> BUDGET = Body.of(Shown.class);

  private BudgetAnswers() {}

  /** A budget. */
  @Named("Budget")
  record Shown(
      BudgetId id,
      CustomerId customerId,
      @Nullable SubscriptionId subscriptionId,
      @Nullable FeatureId featureId,
      Currency currency,
      @Says("What a period may cost.") BigDecimal amount,
      BudgetPeriod period,
      @Says("When the period that `spent` counts began.") Instant periodStart,
      BigDecimal spent,
      @Says("The highest percentage told of in the period.") int toldPercent,
      @Metadata Json.Obj metadata,
      Status status,
      TenantId tenantId,
      EnvironmentId environmentId,
      Instant createdAt,
      Instant updatedAt) {
    static Shown of(BudgetRow row, CustomerId customer, Caller caller) {
      return new Shown(
          row.id(),
          customer,
          row.subscriptionId(),
          row.featureId(),
          row.currency(),
          row.amount(),
          row.period(),
          row.periodStart(),
          row.spent(),
          row.told(),
          row.metadata(),
          row.status(),
          caller.tenantId(),
          caller.environmentId(),
          row.createdAt(),
          row.updatedAt());
    }
  }

  /** Shows budgets in their order. */
  static Future<List<Shown>> show(Tx tx, List<BudgetRow> rows, Caller caller) {
    return Owners.show(
        tx, rows, BudgetRow::customerNo, (row, customer) -> Shown.of(row, customer, caller));
  }
}
