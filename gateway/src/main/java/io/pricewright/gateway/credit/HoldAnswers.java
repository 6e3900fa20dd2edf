package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.EnvironmentId;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.id.TenantId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.HoldStatus;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.HoldRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is answered of holds. */
final class HoldAnswers {
  static final Body<Shown> HOLD = Body.of(Shown.class);

  private HoldAnswers() {}

  /** A hold as its tenant sees it. */
  @Named("Hold")
  record Shown(
      HoldId id,
      CustomerId customerId,
      Currency currency,
      @Says("How much was set aside.") BigDecimal amount,
      @Says("The feature whose credit alone may pay; null: any usage.")
          @Nullable FeatureId featureId,
      HoldStatus holdStatus,
      @Says("What the work came to.") @Nullable BigDecimal settledAmount,
      @Says("When it ends by itself.") Instant expiresAt,
      @Metadata Json.Obj metadata,
      TenantId tenantId,
      EnvironmentId environmentId,
      Instant createdAt,
      Instant updatedAt) {
    static Shown of(HoldRow row, CustomerId customer, Caller caller) {
      return new Shown(
          row.id(),
          customer,
          row.currency(),
          row.amount(),
          row.featureId(),
          row.holdStatus(),
          row.settledAmount(),
          row.expiresAt(),
          row.metadata(),
          caller.tenantId(),
          caller.environmentId(),
          row.createdAt(),
          row.updatedAt());
    }
  }

  /** Shows holds in their order, each with its customer's id. */
  static Future<List<Shown>> show(Tx tx, List<HoldRow> rows, Caller caller) {
    return Customers.findAll(tx, rows.stream().map(HoldRow::customerNo).distinct().toList())
        .map(
            found -> {
              Map<Object, CustomerId> ids = new HashMap<>();
              found.forEach(customer -> ids.put(customer.customerNo(), customer.id()));
              return rows.stream()
                  .map(
                      row ->
                          Shown.of(row, Objects.requireNonNull(ids.get(row.customerNo())), caller))
                  .toList();
            });
  }
}
