package io.pricewright.gateway.catalogue;

import io.pricewright.rules.entitlement.EntitlementEntity;
import io.pricewright.rules.id.EntitlementId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.EntitlementRow;
import io.pricewright.store.row.FeatureRow;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Instant;

/** What the operations on entitlements share: whose they are, what they meet, who counts again. */
final class Entitlements {
  private Entitlements() {}

  /**
   * Finds an entitlement that is not archived. Fails with {@code NotFound} and {@code
   * InvalidOperation}.
   */
  static Future<EntitlementRow> live(Tx tx, EntitlementId id) {
    return Existing.find(tx, EntitlementRow.TABLE, "entitlement", id).map(Entitlements::live);
  }

  /** Returns an entitlement that is not archived. Fails with {@code InvalidOperation}. */
  static EntitlementRow live(EntitlementRow row) {
    if (!row.published()) {
      throw new ProblemException(new Problem.InvalidOperation("The entitlement is archived."));
    }
    return row;
  }

  /**
   * Returns the plan an entitlement belongs to, by itself or by its subscription. Fails with {@code
   * NotFound} at {@code entity_id}.
   *
   * @param at points to the entitlement in the body
   */
  static Future<PlanId> planOf(Tx tx, EntitlementRow right, String at) {
    if (right.entityType() == EntitlementEntity.PLAN) {
      return Existing.referred(
              tx, PlanRow.TABLE, "plan", new PlanId(right.entityId()), at + "/entity_id")
          .map(PlanRow::id);
    }
    SubscriptionId id = new SubscriptionId(right.entityId());
    return SubscriptionRow.TABLE
        .find(tx, id)
        .map(
            found -> {
              SubscriptionRow row =
                  found.orElseThrow(
                      () ->
                          Existing.missing("subscription", id, at + "/entity_id", "is not there"));
              if (row.subscriptionStatus() == SubscriptionStatus.CANCELLED) {
                throw Existing.missing("subscription", id, at + "/entity_id", "is cancelled");
              }
              return row.planId();
            });
  }

  /** Checks it against its feature and the prices it meets. Fails with {@code InvalidOperation}. */
  static Future<EntitlementRow> checked(
      Tx tx, EntitlementRow right, FeatureRow feature, PlanId plan) {
    if (feature.type() != right.featureType()) {
      throw new ProblemException(
          new Problem.InvalidOperation(
              "The feature is %s; send that as feature_type.".formatted(feature.type().code())));
    }
    return AllowanceRule.checkEntitlement(tx, right, feature, plan).map(right);
  }

  /** Leaves a task that counts the usage of its meter again. */
  static Future<EntitlementRow> recount(Tx tx, EntitlementRow right, Instant now) {
    return FeatureRow.TABLE
        .find(tx, right.featureId())
        .compose(
            feature ->
                feature.map(FeatureRow::meterId).isEmpty()
                    ? Future.succeededFuture(right)
                    : Tasks.add(tx, new Work.Recount(null, feature.get().meterId(), now), now)
                        .map(right));
  }
}
