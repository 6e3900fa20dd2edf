package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.entitlement.EntitlementEntity;
import io.pricewright.rules.id.EntitlementId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.EntitlementRow;
import io.pricewright.store.row.FeatureRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives plans' customers, or subscriptions, rights to features; all of them or none. One of a
 * subscription replaces its plan's on the same feature, and names it as its parent. Open periods
 * are counted again. Runs on the event loop.
 *
 * <p>Fails with {@code NotFound} (plan, subscription, feature, parent), {@code AlreadyExists} (a
 * second one to the feature) and {@code InvalidOperation} (another type of feature, a limit that
 * does not go with a price).
 */
final class CreateEntitlements {
  private final Ids ids;

  /**
   * A right to give.
   *
   * @param row without id
   * @param at points to it in the body
   */
  record Wanted(EntitlementRow row, String at) {}

  CreateEntitlements(Ids ids) {
    this.ids = ids;
  }

  /** Gives rights, and returns them in their order. */
  Future<List<EntitlementRow>> run(Tx tx, List<Wanted> wanted, Instant now) {
    Future<List<EntitlementRow>> made = Epochs.advance(tx).map(epoch -> new ArrayList<>());
    for (Wanted one : wanted) {
      made =
          made.compose(
              all ->
                  add(tx, one, now)
                      .map(
                          row -> {
                            all.add(row);
                            return all;
                          }));
    }
    return made;
  }

  private Future<EntitlementRow> add(Tx tx, Wanted wanted, Instant now) {
    EntitlementRow draft = wanted.row().withId(new EntitlementId(ids.next("ent", now)));
    return Entitlements.planOf(tx, draft, wanted.at())
        .compose(
            plan ->
                Existing.referred(
                        tx,
                        FeatureRow.TABLE,
                        "feature",
                        draft.featureId(),
                        wanted.at() + "/feature_id")
                    .compose(feature -> Entitlements.checked(tx, draft, feature, plan))
                    .compose(checked -> placed(tx, checked, plan, wanted.at())))
        .compose(row -> EntitlementRow.TABLE.add(tx, row).map(row))
        .compose(row -> Entitlements.recount(tx, row, now));
  }

  /** Refuses a second one on the feature, and finds the plan's that it replaces. */
  private static Future<EntitlementRow> placed(
      Tx tx, EntitlementRow draft, PlanId plan, String at) {
    Where<EntitlementRow> there =
        Where.is(EntitlementRow.FEATURE_ID, draft.featureId())
            .and(EntitlementRow.STATUS, Status.PUBLISHED)
            .andAny(EntitlementRow.ENTITY_ID, List.of(draft.entityId(), plan.value()));
    return EntitlementRow.TABLE
        .list(tx, there, 10, 0)
        .map(
            rows -> {
              if (rows.stream().anyMatch(r -> r.entityId().equals(draft.entityId()))) {
                throw new ProblemException(
                    new Problem.AlreadyExists(
                        "The %s has an entitlement to the feature. Change that one."
                            .formatted(
                                draft.entityType() == EntitlementEntity.PLAN
                                    ? "plan"
                                    : "subscription")));
              }
              return draft.withParentEntitlementId(parent(draft, rows, at));
            });
  }

  private static @Nullable EntitlementId parent(
      EntitlementRow draft, List<EntitlementRow> ofPlan, String at) {
    Optional<EntitlementId> there = ofPlan.stream().map(EntitlementRow::id).findFirst();
    EntitlementId wanted = draft.parentEntitlementId();
    if (wanted != null && there.filter(wanted::equals).isEmpty()) {
      String detail = "The plan of the subscription has no such entitlement to the feature.";
      throw new ProblemException(
          new Problem.NotFound(
              detail, List.of(new FieldError(at + "/parent_entitlement_id", "not_found", detail))));
    }
    return there.orElse(null);
  }
}
