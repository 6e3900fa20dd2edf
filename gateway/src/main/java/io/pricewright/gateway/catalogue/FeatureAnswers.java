package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.MadeAnswer;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.entitlement.FeatureType;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.FeatureRow;
import io.pricewright.store.row.MeterRow;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is answered of features. */
public final class FeatureAnswers {
  static final Body<Shown> FEATURE = Body.of(Shown.class);

  private FeatureAnswers() {}

  /** A feature. */
  @Named("Feature")
  public record Shown(
      FeatureId id,
      @Inline MadeAnswer made,
      @Example("Single sign-on") String name,
      @Example("sso") @Nullable String lookupKey,
      @Nullable String description,
      FeatureType type,
      @Nullable MeterId meterId,
      @Says("The meter; null also where features are shown beside something else.")
          MeterAnswers.@Nullable Shown meter,
      @Nullable String unitSingular,
      @Nullable String unitPlural,
      @Metadata Json.Obj metadata,
      @Inline Lacking lacking) {
    /**
     * Returns a feature as a caller sees it; its meter is null when it has none or it was not read.
     */
    public static Shown of(FeatureRow row, @Nullable MeterRow meter, Caller caller) {
      return new Shown(
          row.id(),
          MadeAnswer.of(row.status(), row.createdAt(), row.updatedAt(), caller),
          row.name(),
          row.lookupKey(),
          row.description(),
          row.type(),
          row.meterId(),
          meter == null ? null : MeterAnswers.Shown.of(meter, caller),
          row.unitSingular(),
          row.unitPlural(),
          row.metadata(),
          new Lacking(null, null, null, null));
    }
  }

  /** What generated clients look for and no feature has. */
  record Lacking(
      Json.@Nullable Obj alertSettings,
      @Nullable String groupId,
      Json.@Nullable Obj group,
      Json.@Nullable Obj reportingUnit) {}

  /** Shows features in their order, each with its meter. */
  static Future<List<Shown>> show(Tx tx, List<FeatureRow> rows, Caller caller) {
    List<MeterId> ids =
        rows.stream().flatMap(row -> Stream.ofNullable(row.meterId())).distinct().toList();
    return MeterRow.TABLE
        .listAny(tx, MeterRow.ID, ids)
        .map(
            meters -> {
              Map<MeterId, MeterRow> byId = new HashMap<>();
              meters.forEach(meter -> byId.put(meter.id(), meter));
              return rows.stream().map(row -> Shown.of(row, meterOf(row, byId), caller)).toList();
            });
  }

  private static @Nullable MeterRow meterOf(FeatureRow row, Map<MeterId, MeterRow> meters) {
    MeterId id = row.meterId();
    return id == null ? null : meters.get(id);
  }
}
