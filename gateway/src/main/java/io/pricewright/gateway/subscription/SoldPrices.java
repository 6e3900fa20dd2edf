package io.pricewright.gateway.subscription;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.CreditGrantRow;
import io.pricewright.store.row.EntitlementRow;
import io.pricewright.store.row.PriceRow;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

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
   * Returns the published prices of a plan in a currency, at most so many. Fails with {@code
   * Problem.InvalidOperation} where the plan cannot be sold in it.
   */
  static Future<List<PriceRow>> of(Tx tx, PlanId plan, Currency currency, int most) {
    return PriceRow.TABLE
        .list(tx, published(plan).and(PriceRow.CURRENCY, currency), most, 0)
        .compose(
            prices ->
                prices.isEmpty()
                    ? isFree(tx, plan).map(free -> free ? prices : refused(currency))
                    : Future.succeededFuture(prices));
  }

  private static Future<Boolean> isFree(Tx tx, PlanId plan) {
    return PriceRow.TABLE
        .list(tx, published(plan), 1, 0)
        .compose(priced -> priced.isEmpty() ? gives(tx, plan) : Future.succeededFuture(false));
  }

  private static Where<PriceRow> published(PlanId plan) {
    return Where.is(PriceRow.ENTITY_ID, plan).and(PriceRow.STATUS, Status.PUBLISHED);
  }

  private static Where<EntitlementRow> rights(PlanId plan) {
    return Where.is(EntitlementRow.ENTITY_ID, plan.value())
        .and(EntitlementRow.STATUS, Status.PUBLISHED);
  }

  private static Future<Boolean> gives(Tx tx, PlanId plan) {
    return EntitlementRow.TABLE
        .list(tx, rights(plan), 1, 0)
        .compose(
            rights ->
                rights.isEmpty()
                    ? CreditGrantRow.TABLE
                        .one(
                            tx,
                            Where.is(CreditGrantRow.PLAN_ID, plan)
                                .and(CreditGrantRow.STATUS, Status.PUBLISHED))
                        .map(Optional::isPresent)
                    : Future.succeededFuture(true));
  }

  private static List<PriceRow> refused(Currency currency) {
    throw new ProblemException(
        new Problem.InvalidOperation(
            "The plan has no price in %s. Add one, or subscribe in another currency."
                .formatted(currency)));
  }
}
