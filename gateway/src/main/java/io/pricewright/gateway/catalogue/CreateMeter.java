package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.PropertyFilters;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.MeterRow;
import io.vertx.core.Future;
import java.time.Instant;

/** Adds a meter: which events are counted, and how. Runs on the event loop. */
final class CreateMeter {
  private final Ids ids;

  /**
   * What to count.
   *
   * @param name for people
   * @param eventName of the events that are counted
   * @param allowNegative whether usage may fall
   */
  record Command(
      String name,
      String eventName,
      Aggregation aggregation,
      PropertyFilters filters,
      ResetUsage resetUsage,
      boolean allowNegative) {}

  CreateMeter(Ids ids) {
    this.ids = ids;
  }

  /** Adds the meter, and returns it. */
  Future<MeterRow> run(Tx tx, Command command, Instant now) {
    MeterRow row =
        new MeterRow(
            new MeterId(ids.next("meter", now)),
            command.name(),
            command.eventName(),
            command.aggregation(),
            command.filters(),
            command.resetUsage(),
            command.allowNegative(),
            Status.PUBLISHED,
            now,
            now);
    return Epochs.advance(tx).compose(epoch -> MeterRow.TABLE.add(tx, row)).map(row);
  }
}
