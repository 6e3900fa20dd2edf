package io.pricewright.gateway.event;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventSearch;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
   * @param time when what is measured occurred
   * @param windows those that are measured one by one, whole; cut at both ends where they begin
   *     before and end after
   */
  record Command(
      MeterId meter,
      @Nullable ExternalId externalId,
      @Nullable CustomerId customerId,
      Interval time,
      PropertyValues properties,
      List<Interval> windows) {}

  /**
   * What was measured.
   *
   * @param value of all the time
   * @param windows of each window, in order
   */
  record Measured(Meter meter, BigDecimal value, List<Windowed> windows) {}

  /** The usage of a window that begins at an instant. */
  record Windowed(Instant begin, BigDecimal value) {}

  MeasureMeter(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** Measures. */
  Future<Measured> run(Tx tx, Command command) {
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
                    .compose(whose -> measure(tx, meter, command, query(command, meter, whose))));
  }

  private static Future<Measured> measure(
      Tx tx, Meter meter, Command command, EventSearch.Query query) {
    Interval whole = command.time();
    SpanUsage all = new SpanUsage(meter, command.properties()::in, List.of(whole));
    SpanUsage each =
        command.windows().isEmpty()
            ? all
            : new SpanUsage(meter, command.properties()::in, cut(command.windows(), whole));
    return MeasureUsage.each(
            tx,
            query,
            event -> {
              all.add(event);
              if (each != all) {
                each.add(event);
              }
            })
        .map(
            done ->
                new Measured(
                    meter,
                    all.done().getFirst(),
                    each == all ? List.of() : windowed(command.windows(), each.done())));
  }

  private static List<Interval> cut(List<Interval> windows, Interval whole) {
    return windows.stream()
        .map(
            window ->
                new Interval(
                    window.from().isBefore(whole.from()) ? whole.from() : window.from(),
                    window.to().isAfter(whole.to()) ? whole.to() : window.to()))
        .toList();
  }

  private static List<Windowed> windowed(List<Interval> windows, List<BigDecimal> values) {
    List<Windowed> all = new ArrayList<>(windows.size());
    for (int i = 0; i < windows.size(); i++) {
      all.add(new Windowed(windows.get(i).from(), values.get(i)));
    }
    return all;
  }

  private static EventSearch.Query query(Command command, Meter meter, Whose whose) {
    return new EventSearch.Query(
        null,
        whose.customerNo(),
        whose.externalId(),
        meter.eventName(),
        null,
        null,
        null,
        SpanUsage.looksBack(meter) ? Instant.EPOCH : command.time().from(),
        command.time().to());
  }
}
