package io.pricewright.gateway.catalogue;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.catalogue.EntitlementRow;
import io.pricewright.store.catalogue.FeatureRow;
import io.pricewright.store.catalogue.PriceRow;
import io.pricewright.store.catalogue.ScriptRow;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/**
 * Where an entitlement's limit meets a price on the same meter, the price sees usage above the
 * limit. That is only well defined when limit and price reset together and the script is
 * cumulative; anything else is refused here.
 */
final class AllowanceRule {
  private AllowanceRule() {}

  static Future<Void> checkEntitlement(Tx tx, EntitlementRow right, FeatureRow feature) {
    String meterId = feature.meterId();
    if (meterId == null || !right.isEnabled()) {
      return Future.succeededFuture();
    }
    return PriceRow.TABLE
        .list(
            tx,
            Map.of("entity_id", right.entityId(), "meter_id", meterId, "status", "published"),
            1000,
            0)
        .compose(prices -> Future.join(prices.stream().map(p -> check(tx, right, p)).toList()))
        .mapEmpty();
  }

  static Future<Void> checkPrice(Tx tx, PriceRow price) {
    return EntitlementRow.TABLE
        .list(tx, Map.of("entity_id", price.entityId(), "status", "published"), 1000, 0)
        .compose(
            rights -> {
              List<String> features = rights.stream().map(EntitlementRow::featureId).toList();
              return FeatureRow.TABLE
                  .listAny(tx, "id", features)
                  .compose(
                      found ->
                          Future.join(
                              rights.stream()
                                  .filter(r -> r.isEnabled() && onMeter(r, found, price))
                                  .map(r -> check(tx, r, price))
                                  .toList()));
            })
        .mapEmpty();
  }

  private static boolean onMeter(EntitlementRow right, List<FeatureRow> found, PriceRow price) {
    return price.meterId() != null
        && found.stream()
            .anyMatch(f -> f.id().equals(right.featureId()) && price.meterId().equals(f.meterId()));
  }

  private static Future<Void> check(Tx tx, EntitlementRow right, PriceRow price) {
    if (right.usageLimit() != null && !price.billingPeriod().equals(right.usageResetPeriod())) {
      return refused(
          "The usage_reset_period of a limit on a priced meter has to equal the price's billing_period, "
              + price.billingPeriod()
              + ".");
    }
    return ScriptRow.TABLE
        .find(tx, price.scriptId())
        .compose(
            script ->
                script.isPresent() && script.get().kind().equals("PER_EVENT")
                    ? refused(
                        "A price that prices each event alone cannot have a limit beside it: which"
                            + " event is free would depend on their order. Put the allowance into"
                            + " the script's params.")
                    : Future.succeededFuture());
  }

  private static Future<Void> refused(String detail) {
    return Future.failedFuture(new ProblemException(new Problem.InvalidOperation(detail)));
  }
}
