package io.pricewright.gateway.catalogue;

import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.meter.PropertyFilters;
import io.pricewright.rules.rerating.Work;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.MeterRow;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Changes which events a meter counts; open periods are counted again. Fails with {@code NotFound}.
 */
final class FilterMeter {
  /** Which meter, and all the conditions it has from now on. */
  record Command(MeterId meter, PropertyFilters filters) {}

  /** Changes the meter, and returns it. */
  Future<MeterRow> run(Tx tx, Command command, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> Existing.find(tx, MeterRow.TABLE, "meter", command.meter()))
        .map(old -> old.withFilters(command.filters()).withUpdatedAt(now))
        .compose(row -> MeterRow.TABLE.put(tx, row).map(row))
        .compose(row -> Tasks.add(tx, new Work.Recount(null, row.id(), now), now).map(row));
  }
}
