package io.pricewright.gateway.catalogue;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.entitlement.EntitlementEntity;
import io.pricewright.rules.entitlement.ResetPeriod;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.subscription.Term;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.EntitlementRow;
import io.pricewright.store.row.FeatureRow;
import io.pricewright.store.row.MeterRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.ScriptRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.LineItems;
import io.pricewright.store.subscription.Subscriptions;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an entitlement's limit meets a price on the same meter, the price sees usage above the
 * limit. That is only well defined when limit and price reset together and the script is
 * cumulative; anything else is refused here, for a plan's entitlements and a subscription's, when
 * an entitlement, a price or a subscription is made.
 */
public final class AllowanceRule {
  private static final int MOST = 1_000;

  private AllowanceRule() {}

  /**
   * Checks an entitlement against the prices it meets.
   *
   * @param planId its plan, or the plan of its subscription
   */
  static Future<Void> checkEntitlement(
      Tx tx, EntitlementRow right, FeatureRow feature, PlanId planId) {
    MeterId meterId = feature.meterId();
    if (meterId == null || !includes(right)) {
      return Future.succeededFuture();
    }
    return PriceRow.TABLE
        .list(
            tx,
            Where.is(PriceRow.ENTITY_ID, planId)
                .and(PriceRow.METER_ID, meterId)
                .and(PriceRow.STATUS, Status.PUBLISHED),
            MOST,
            0)
        .compose(prices -> subscribed(tx, prices, planId, meterId))
        .compose(prices -> Future.join(prices.stream().map(p -> check(tx, right, p)).toList()))
        .mapEmpty();
  }

  /** Adds what live subscriptions pay that their plan no longer asks, or never did. */
  private static Future<List<PriceRow>> subscribed(
      Tx tx, List<PriceRow> ofPlan, PlanId planId, MeterId meterId) {
    return LineItems.lineagesOn(tx, planId, meterId)
        .map(
            lineages ->
                lineages.stream()
                    .filter(one -> ofPlan.stream().noneMatch(p -> p.lineageId().equals(one)))
                    .map(one -> new PriceId(one.value()))
                    .toList())
        .compose(ids -> PriceRow.TABLE.listAny(tx, PriceRow.ID, ids))
        .map(
            others -> {
              List<PriceRow> all = new ArrayList<>(ofPlan);
              all.addAll(others);
              return all;
            });
  }

  /**
   * Checks the prices of a new subscription against the entitlements of its plan. Fails with {@code
   * Problem.InvalidOperation}.
   */
  public static Future<Void> checkSubscription(Tx tx, PlanId planId, List<PriceRow> prices) {
    if (prices.stream().allMatch(price -> price.meterId() == null)) {
      return Future.succeededFuture();
    }
    Where<EntitlementRow> ofPlan =
        Where.is(EntitlementRow.ENTITY_ID, planId.value())
            .and(EntitlementRow.STATUS, Status.PUBLISHED);
    return EntitlementRow.TABLE
        .list(tx, ofPlan, MOST, 0)
        .map(rights -> rights.stream().filter(AllowanceRule::includes).toList())
        .compose(
            rights ->
                FeatureRow.TABLE
                    .listAny(
                        tx,
                        FeatureRow.ID,
                        rights.stream().map(EntitlementRow::featureId).distinct().toList())
                    .compose(features -> checkAll(tx, rights, features, prices)));
  }

  private static Future<Void> checkAll(
      Tx tx, List<EntitlementRow> rights, List<FeatureRow> features, List<PriceRow> prices) {
    List<Future<Void>> checks = new ArrayList<>();
    for (EntitlementRow right : rights) {
      for (FeatureRow feature : features) {
        MeterId meter = feature.meterId();
        if (meter != null && feature.id().equals(right.featureId())) {
          prices.stream()
              .filter(price -> meter.equals(price.meterId()))
              .forEach(price -> checks.add(check(tx, right, price)));
        }
      }
    }
    return Future.join(checks).mapEmpty();
  }

  /**
   * The limit of a rolling window stops use and includes none; nor does an included quantity of 0.
   */
  private static boolean includes(EntitlementRow right) {
    return right.isEnabled()
        && right.rollingWindow() == null
        && !Objects.equals(right.includedQuantity(), 0L);
  }

  /** Returns how much is included; null for all there is. */
  private static @Nullable Long included(EntitlementRow right) {
    Long said = right.includedQuantity();
    return said == null ? right.usageLimit() : said;
  }

  /** Checks a price against the entitlements it meets. */
  static Future<Void> checkPrice(Tx tx, PriceRow price) {
    MeterId meterId = price.meterId();
    if (meterId == null) {
      return Future.succeededFuture();
    }
    return FeatureRow.TABLE
        .list(tx, Where.is(FeatureRow.METER_ID, meterId), MOST, 0)
        .map(features -> features.stream().map(FeatureRow::id).toList())
        .compose(features -> EntitlementRow.TABLE.listAny(tx, EntitlementRow.FEATURE_ID, features))
        .compose(rights -> ofPlan(tx, rights, price.entityId()))
        .compose(
            rights ->
                Future.join(
                    rights.stream()
                        .filter(r -> r.published() && includes(r))
                        .map(r -> check(tx, r, price))
                        .toList()))
        .mapEmpty();
  }

  private static Future<List<EntitlementRow>> ofPlan(
      Tx tx, List<EntitlementRow> rights, PlanId planId) {
    List<SubscriptionId> subscriptions =
        rights.stream()
            .filter(r -> r.entityType() == EntitlementEntity.SUBSCRIPTION)
            .map(r -> new SubscriptionId(r.entityId()))
            .toList();
    return SubscriptionRow.TABLE
        .listAny(tx, SubscriptionRow.ID, subscriptions)
        .map(
            found -> {
              Set<String> entities = new HashSet<>(Set.of(planId.value()));
              found.stream()
                  .filter(s -> s.planId().equals(planId))
                  .forEach(s -> entities.add(s.id().value()));
              return rights.stream().filter(r -> entities.contains(r.entityId())).toList();
            });
  }

  private static Future<Void> check(Tx tx, EntitlementRow right, PriceRow price) {
    ResetPeriod reset = right.usageResetPeriod();
    Term term = Subscriptions.term(price).orElseThrow();
    if (included(right) != null && !(reset != null && reset.resetsWith(term))) {
      return refused(
          Arrays.stream(ResetPeriod.values())
              .filter(one -> one.resetsWith(term))
              .findFirst()
              .map(
                  fits ->
                      "The usage_reset_period of a limit on a priced meter has to equal the price's"
                          + " billing_period, "
                          + fits
                          + ".")
              .orElse(
                  "No usage_reset_period equals the period of a price on the meter, "
                      + term
                      + ". Put the allowance into the script's params."));
    }
    return Future.all(
            ScriptRow.TABLE.find(tx, price.scriptId()),
            MeterRow.TABLE.find(tx, Objects.requireNonNull(price.meterId())))
        .compose(both -> check(both.resultAt(0), both.resultAt(1)));
  }

  private static Future<Void> check(Optional<ScriptRow> script, Optional<MeterRow> meter) {
    if (meter.isPresent() && meter.get().aggregation().parted()) {
      return refused(
          "A meter that counts buckets or groups apart cannot have a limit beside its price: which"
              + " of them is free would depend on their order. Put the allowance into the script's"
              + " params.");
    }
    boolean cumulative = script.map(row -> row.kind() == ScriptKind.CUMULATIVE).orElse(true);
    return cumulative
        ? Future.succeededFuture()
        : refused(
            "A price that prices each event alone, or all buckets and groups together, cannot have"
                + " a limit beside it: which event is free would depend on their order. Put the"
                + " allowance into the script's params.");
  }

  private static Future<Void> refused(String detail) {
    return Future.failedFuture(new ProblemException(new Problem.InvalidOperation(detail)));
  }
}
