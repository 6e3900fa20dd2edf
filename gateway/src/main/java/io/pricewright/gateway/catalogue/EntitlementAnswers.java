package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.MadeAnswer;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.entitlement.EntitlementEntity;
import io.pricewright.rules.entitlement.FeatureType;
import io.pricewright.rules.entitlement.ResetPeriod;
import io.pricewright.rules.id.EntitlementId;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.EntitlementRow;
import io.pricewright.store.row.FeatureRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is answered of entitlements. */
public final class EntitlementAnswers {
  static final Body<Shown> ENTITLEMENT = Body.of(Shown.class);

  private EntitlementAnswers() {}

  /** A right to a feature, with the feature. */
  @Named("Entitlement")
  public record Shown(
      EntitlementId id,
      @Inline MadeAnswer made,
      @Says("The plan or subscription that brings it.") String entityId,
      EntitlementEntity entityType,
      @Says("The plan, when one brings it.") @Nullable String planId,
      FeatureAnswers.@Nullable Shown feature,
      FeatureId featureId,
      FeatureType featureType,
      boolean isEnabled,
      boolean isSoftLimit,
      @Says("The plan's right that it replaces.") @Nullable EntitlementId parentEntitlementId,
      @Nullable String staticValue,
      Json.@Nullable Obj configValue,
      @Says("Null: unlimited.") @Nullable Long usageLimit,
      @Says("What a price on the meter leaves out; null: the limit.")
          @Nullable Long includedQuantity,
      @Nullable ResetPeriod usageResetPeriod,
      @Nullable String rollingWindow,
      @Inline Lacking lacking) {
    static Shown of(EntitlementRow row, @Nullable FeatureRow feature, Caller caller) {
      String config = row.configValue();
      return new Shown(
          row.id(),
          MadeAnswer.of(row.status(), row.createdAt(), row.updatedAt(), caller),
          row.entityId(),
          row.entityType(),
          row.entityType() == EntitlementEntity.PLAN ? row.entityId() : null,
          feature == null ? null : FeatureAnswers.Shown.of(feature, null, caller),
          row.featureId(),
          row.featureType(),
          row.isEnabled(),
          row.isSoftLimit(),
          row.parentEntitlementId(),
          row.staticValue(),
          config == null ? null : JsonReader.parseObject(config),
          row.usageLimit(),
          row.includedQuantity(),
          row.usageResetPeriod(),
          row.rollingWindow(),
          Lacking.NOTHING);
    }
  }

  /** What generated clients look for and no entitlement has. */
  record Lacking(
      Json.@Nullable Obj addon,
      @Nullable String aggregationMode,
      @Nullable Integer displayOrder,
      @Nullable Instant endDate,
      @Nullable String grantAllocationBehavior,
      @Nullable String grantDurationUnit,
      @Nullable Integer grantDurationValue,
      @Nullable String grantMeasure,
      @Nullable BigDecimal grantQuota,
      Json.@Nullable Obj plan,
      @Nullable Instant startDate) {
    static final Lacking NOTHING =
        new Lacking(null, null, null, null, null, null, null, null, null, null, null);
  }

  /** Shows rights in their order, each with its feature. */
  static Future<List<Shown>> show(Tx tx, List<EntitlementRow> rows, Caller caller) {
    List<FeatureId> ids = rows.stream().map(EntitlementRow::featureId).distinct().toList();
    return FeatureRow.TABLE
        .listAny(tx, FeatureRow.ID, ids)
        .map(
            features -> {
              Map<FeatureId, FeatureRow> byId = new HashMap<>();
              features.forEach(feature -> byId.put(feature.id(), feature));
              return rows.stream()
                  .map(row -> Shown.of(row, byId.get(row.featureId()), caller))
                  .toList();
            });
  }
}
