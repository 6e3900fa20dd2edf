package io.pricewright.gateway.subscription;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.subscription.Term;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.CreditGrantRow;
import io.pricewright.store.row.EntitlementRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.subscription.Subscriptions;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The prices that a subscription to a plan takes: those of its currency, and of each meter, and of
 * the fixed prices, those of its own period, or of the longest that divides it; and what is asked
 * once.
 *
 * <p>A plan with prices in other currencies only, or with nothing at all, is refused: its usage
 * would never be billed, and nobody would notice. A plan that is free and gives rights or credits
 * has no price and is not refused.
 */
final class SoldPrices {
  private SoldPrices() {}

  /**
   * Returns the published prices of a plan that a subscription takes. Fails with {@code
   * Problem.InvalidOperation} where the plan cannot be sold in the currency or by the period.
   *
   * @param more how many prices the subscription takes besides: with any, the plan may have none
   */
  static Future<List<PriceRow>> of(Tx tx, PlanId plan, Currency currency, Term term, int more) {
    return PriceRow.TABLE
        .list(tx, published(plan).and(PriceRow.CURRENCY, currency), SubscriptionDraft.MAX_LINES, 0)
        .compose(
            prices ->
                prices.isEmpty() && more == 0
                    ? isFree(tx, plan).map(free -> free ? prices : refused(currency))
                    : Future.succeededFuture(taken(prices, term, more)));
  }

  private static List<PriceRow> taken(List<PriceRow> all, Term own, int more) {
    List<PriceRow> prices = all.stream().filter(price -> price.billingPeriod() != null).toList();
    Map<Optional<MeterId>, List<Term>> offered = new HashMap<>();
    prices.forEach(
        price ->
            offered
                .computeIfAbsent(Optional.ofNullable(price.meterId()), meter -> new ArrayList<>())
                .add(term(price)));
    List<PriceRow> taken =
        prices.stream()
            .filter(
                price ->
                    own
                        .among(
                            Objects.requireNonNull(
                                offered.get(Optional.ofNullable(price.meterId()))))
                        .stream()
                        .anyMatch(term(price)::same))
            .toList();
    if (taken.isEmpty() && !prices.isEmpty() && more == 0) {
      String terms =
          prices.stream()
              .map(price -> term(price).toString())
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      throw new ProblemException(
          new Problem.InvalidOperation(
              ("No price of the plan goes into a period of %s: they are of %s. Subscribe by one of"
                      + " those, or name the prices in line_items.")
                  .formatted(own, terms)));
    }
    // What is asked once goes into every period.
    return Stream.concat(
            taken.stream(), all.stream().filter(price -> price.billingPeriod() == null))
        .toList();
  }

  private static Term term(PriceRow price) {
    return Subscriptions.term(price).orElseThrow();
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
