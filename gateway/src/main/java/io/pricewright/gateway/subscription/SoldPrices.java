package io.pricewright.gateway.subscription;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.catalogue.EntitlementRow;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.wallet.CreditGrantRow;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/**
 * The prices that a subscription to a plan takes.
 *
 * <p>A plan with prices in other currencies only, or with nothing at all, is refused: its usage
 * would never be billed, and nobody would notice. A plan that is free and gives rights or credits
 * has no price and is not refused.
 */
final class SoldPrices {
  private SoldPrices() {}

  /**
   * Returns the published prices of a plan in a currency, at most so many; fails with a {@link
   * ProblemException} where the plan cannot be sold in it.
   */
  static Future<List<PriceRow>> of(Tx tx, String plan, String currency, int most) {
    return PriceRow.TABLE
        .list(tx, published(plan).andTexts(PriceRow.CURRENCY, List.of(currency)), most, 0)
        .compose(
            prices ->
                prices.isEmpty()
                    ? isFree(tx, plan).map(free -> free ? prices : refused(currency))
                    : Future.succeededFuture(prices));
  }

  private static Where<PriceRow> published(String plan) {
    return Where.is(PriceRow.ENTITY_ID, new PlanId(plan)).and(PriceRow.STATUS, Status.PUBLISHED);
  }

  private static Future<Boolean> isFree(Tx tx, String plan) {
    Map<String, String> published = Map.of("entity_id", plan, "status", "published");
    return PriceRow.TABLE
        .list(tx, published(plan), 1, 0)
        .compose(
            priced ->
                priced.isEmpty() ? gives(tx, plan, published) : Future.succeededFuture(false));
  }

  private static Future<Boolean> gives(Tx tx, String plan, Map<String, String> published) {
    return EntitlementRow.TABLE
        .list(tx, published, 1, 0)
        .compose(
            rights ->
                rights.isEmpty()
                    ? CreditGrantRow.TABLE
                        .list(tx, Map.of("plan_id", plan, "status", "published"), 1, 0)
                        .map(grants -> !grants.isEmpty())
                    : Future.succeededFuture(true));
  }

  private static List<PriceRow> refused(String currency) {
    throw new ProblemException(
        new Problem.InvalidOperation(
            "The plan has no price in %s. Add one, or subscribe in another currency."
                .formatted(currency)));
  }
}
