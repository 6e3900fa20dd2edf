package io.pricewright.gateway.event;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.meter.Meter;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventSearch;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Measures a meter's usage of a customer, of an external id that is nobody's yet, or of all.
 *
 * <p>Fails with {@code InvalidRequest} (no such meter, no such customer).
 */
final class MeasureMeter {
  private final Snapshots snapshots;

  /**
   * What to measure.
   *
   * @param externalId whose, by the tenant's own id, or null
   * @param customerId whose, or null
   * @param from earliest time; null: all
   * @param to first time after; null: all
   */
  record Command(
      MeterId meter,
      @Nullable ExternalId externalId,
      @Nullable CustomerId customerId,
      @Nullable Instant from,
      @Nullable Instant to,
      PropertyValues properties) {}

  /** What was measured. */
  record Measured(Meter meter, BigDecimal value) {}

  MeasureMeter(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** Measures. */
  Future<Measured> run(Tx tx, Command command, Instant now) {
    return snapshots
        .catalogue(tx)
        .map(
            catalogue -> {
              Meter meter = catalogue.meter(command.meter());
              if (meter == null) {
                throw Existing.missing("meter", command.meter(), "/meter_id", "is not there");
              }
              return meter;
            })
        .compose(
            meter ->
                Whose.find(tx, command.externalId(), command.customerId())
                    .compose(
                        whose ->
                            MeasureUsage.of(
                                tx,
                                meter,
                                query(command, meter, whose, now),
                                command.properties()::in))
                    .map(value -> new Measured(meter, value)));
  }

  private static EventSearch.Query query(Command command, Meter meter, Whose whose, Instant now) {
    Instant from = command.from();
    Instant to = command.to();
    return new EventSearch.Query(
        null,
        whose.customerNo(),
        whose.externalId(),
        meter.eventName(),
        null,
        null,
        null,
        from == null ? Instant.EPOCH : from,
        to == null ? now.plus(Duration.ofHours(2)) : to);
  }
}
