package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.entitlement.FeatureType;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.FeatureRow;
import io.pricewright.store.row.MeterRow;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Adds a feature; a metered one names a meter, or brings its own. Fails with {@code NotFound} (the
 * meter) and {@code AlreadyExists} (the lookup key is another published feature's).
 */
final class CreateFeature {
  private final Ids ids;
  private final CreateMeter meters;

  /**
   * What is sold.
   *
   * @param meterId whose usage it is; null: the new meter's, or none
   * @param meter a meter that is made with it, or null
   */
  record Command(
      String name,
      FeatureType type,
      @Nullable String lookupKey,
      @Nullable String description,
      @Nullable MeterId meterId,
      CreateMeter.@Nullable Command meter,
      @Nullable String unitSingular,
      @Nullable String unitPlural,
      Json.Obj metadata) {}

  CreateFeature(Ids ids) {
    this.ids = ids;
    this.meters = new CreateMeter(ids);
  }

  /** Adds the feature, and returns it. */
  Future<FeatureRow> run(Tx tx, Command command, Instant now) {
    FeatureId id = new FeatureId(ids.next("feat", now));
    return meter(tx, command, now)
        .map(meter -> row(id, command, meter, now))
        .compose(row -> FeatureRow.TABLE.add(tx, row).map(row));
  }

  private Future<@Nullable MeterId> meter(Tx tx, Command command, Instant now) {
    if (command.meter() != null) {
      return meters.run(tx, command.meter(), now).map(MeterRow::id);
    }
    MeterId id = command.meterId();
    return id == null
        ? Future.succeededFuture()
        : Existing.referred(tx, MeterRow.TABLE, "meter", id, "/meter_id").map(MeterRow::id);
  }

  private static FeatureRow row(
      FeatureId id, Command command, @Nullable MeterId meter, Instant now) {
    return new FeatureRow(
        id,
        command.name(),
        command.lookupKey(),
        command.description(),
        command.type(),
        meter,
        command.unitSingular(),
        command.unitPlural(),
        command.metadata(),
        Status.PUBLISHED,
        now,
        now);
  }
}
