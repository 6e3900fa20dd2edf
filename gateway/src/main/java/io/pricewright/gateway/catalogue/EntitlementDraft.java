package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.AtMost;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.entitlement.EntitlementEntity;
import io.pricewright.rules.entitlement.FeatureType;
import io.pricewright.rules.id.EntitlementId;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.store.row.EntitlementRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a body says of a new right, of a plan's customers or of one subscription. */
@Named("CreateEntitlement")
record EntitlementDraft(
    @Longest(100)
        @Example("plan_01JD8X2M4T7Q9VBN3KRC5ZHW6E")
        @Says("The plan or subscription that brings it.")
        @Nullable String entityId,
    @Default("PLAN") EntitlementEntity entityType,
    @Says("The older name of a plan's `entity_id`.") @Nullable PlanId planId,
    FeatureId featureId,
    @Required("Give the feature's type.") FeatureType featureType,
    @Says("Of a subscription's: the plan's right that it replaces.")
        @Nullable EntitlementId parentEntitlementId,
    @Inline EntitlementValues values)
    implements Checked {
  static final Body<EntitlementDraft> BODY = Body.of(EntitlementDraft.class);

  private static final EntitlementId NOT_YET = new EntitlementId("");

  /** Up to 100 of them. */
  @Named("CreateEntitlements")
  record Bulk(
      @AtMost(EntitlementDraft.MAX_BULK) @Required("Send 1 to 100 entitlements.")
          List<EntitlementDraft> items) {
    static final Body<Bulk> BODY = Body.of(Bulk.class);

    List<EntitlementRow> rows(Instant now) {
      return items.stream().map(item -> item.row(now)).toList();
    }
  }

  /** What a body says anew of a right. */
  @Named("UpdateEntitlement")
  record Change(@Inline EntitlementValues values) {
    static final Body<Change> BODY = Body.of(Change.class);

    /** Reads a change of a right. Fails with {@code Problem.InvalidRequest}. */
    static EntitlementRow read(Request request, EntitlementRow old, Instant now) {
      Given<Change> given = request.read(BODY);
      EntitlementRow row = given.draft().values().over(old, given::refuse);
      given.done();
      return row.withUpdatedAt(now);
    }
  }

  /** Most rights of one request. */
  static final int MAX_BULK = 100;

  @Override
  public void check(Place place) {
    boolean subscription = entityType == EntitlementEntity.SUBSCRIPTION;
    if (entityId == null && (planId == null || subscription)) {
      place.refuse("entity_id", "required", "Give the id of the plan or subscription.");
    }
    if (subscription && planId != null) {
      place.refuse("plan_id", "not_supported", "A subscription's entitlement has no plan_id.");
    }
    if (parentEntitlementId != null && !subscription) {
      place.refuse(
          "parent_entitlement_id", "not_supported", "Only a subscription's entitlement has one.");
    }
    values.over(bare(Instant.EPOCH), place::refuse);
  }

  /** Returns the right without id, as it was read. */
  EntitlementRow row(Instant now) {
    return values.over(bare(now), (key, code, detail) -> {});
  }

  private EntitlementRow bare(Instant now) {
    String entity = entityId != null ? entityId : planId == null ? "" : planId.value();
    return new EntitlementRow(
        NOT_YET,
        entityType,
        entity,
        featureId,
        featureType,
        true,
        null,
        null,
        null,
        false,
        null,
        null,
        null,
        parentEntitlementId,
        Status.PUBLISHED,
        now,
        now);
  }
}
