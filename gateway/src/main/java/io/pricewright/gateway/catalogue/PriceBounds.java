package io.pricewright.gateway.catalogue;

import io.pricewright.rules.catalogue.PriceVersion.Bounds;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.MeterRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.ScriptRow;
import io.vertx.core.Future;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the maximum of a price and its free events make no sense. */
final class PriceBounds {
  private static final Set<AggregationType> BY_TIME =
      Set.of(AggregationType.AVG, AggregationType.MAX, AggregationType.LATEST);

  private PriceBounds() {}

  /**
   * Refuses a price whose bounds or script do not fit its meter or the version before.
   *
   * @param before the script of the version before, or null for a first version
   */
  static Future<Void> check(Tx tx, PriceRow row, ScriptRow script, @Nullable ScriptRow before) {
    Bounds bounds = Bounds.of(JsonReader.parseObject(row.terms()));
    boolean together = seesAll(script);
    if (before != null && seesAll(before) != together) {
      return refused(
          "One version's script sees all buckets and groups and the other's its own alone: their"
              + " amounts cannot go on from each other. Make a new price.");
    }
    if (script.kind() == ScriptKind.LIBRARY) {
      return refused(
          "%s@%d is a library: scripts import it, and a price names a script."
              .formatted(script.name(), script.number()));
    }
    if (bounds.freeEvents() > 0 && script.kind() != ScriptKind.PER_EVENT) {
      return refused(
          "free_events goes with a script that prices each event alone, rate(event, params,"
              + " context). Put the allowance of a cumulative script into its params.");
    }
    if (row.meterId() == null) {
      return Future.succeededFuture();
    }
    if (bounds.minQuantity() != null) {
      return refused("Usage is measured: only a FIXED price has a min_quantity.");
    }
    return MeterRow.TABLE
        .find(tx, row.meterId())
        .compose(
            meter ->
                meter.isEmpty()
                    ? Future.succeededFuture()
                    : check(bounds, together, before != null, meter.get()));
  }

  private static Future<Void> check(
      Bounds bounds, boolean together, boolean later, MeterRow meter) {
    boolean endless = meter.resetUsage() == ResetUsage.NEVER;
    AggregationType type = meter.aggregation().type();
    if (endless && type == AggregationType.WEIGHTED_SUM) {
      return refused(
          "The meter never resets, and WEIGHTED_SUM is an average over a billing period. Make a"
              + " meter that resets: what is held stays from one period to the next by itself.");
    }
    if (endless && later && BY_TIME.contains(type)) {
      return refused(
          "The meter never resets, and a new price of %s counts by its share of the time, which has no end there. Make a new price, and move subscriptions to it."
              .formatted(type));
    }
    boolean parted = !together && meter.aggregation().parted();
    if (parted && bounds.maximum() != null) {
      return refused(
          "maximum_amount caps one count, and this meter counts buckets or groups apart. Use a"
              + " script with export const sees = 'all' and cap the sum there.");
    }
    return Future.succeededFuture();
  }

  private static boolean seesAll(ScriptRow script) {
    return script.kind() == ScriptKind.ALL_CELLS;
  }

  private static Future<Void> refused(String detail) {
    return Future.failedFuture(new ProblemException(new Problem.InvalidOperation(detail)));
  }
}
