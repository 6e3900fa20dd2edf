package io.pricewright.gateway.entitlement;

import io.pricewright.gateway.event.MeasureUsage;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.entitlement.UsageWindow;
import io.pricewright.rules.id.CustomerNo;
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

/** Measures how much of each metered feature a customer used, each in the window it counts in. */
final class MeasureRights {
  private final Snapshots snapshots;

  MeasureRights(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** What was used of a feature, and in which window. */
  record Used(Rights.OfFeature of, BigDecimal quantity, UsageWindow window) {}

  /**
   * What was used of all metered features.
   *
   * @param features in the order of the customer's rights
   * @param holds when this is true, as long as nothing is changed
   */
  record Measured(List<Used> features, Interval holds) {
    /** Returns the time that all windows have in common; null without any. */
    @Nullable Interval shared() {
      Interval shared = null;
      for (Used used : features) {
        Interval span = used.window().whole();
        shared = shared == null ? span : shared.overlap(span);
      }
      return shared;
    }
  }

  /** Measures a customer's usage at an instant. */
  Future<Measured> run(Tx tx, CustomerNo customer, Instant now) {
    return snapshots
        .catalogue(tx)
        .compose(
            catalogue ->
                Rights.read(tx, customer, now)
                    .compose(
                        rights ->
                            all(tx, customer, catalogue, rights, now)
                                .map(used -> new Measured(used, holds(rights, used)))));
  }

  private static Future<List<Used>> all(
      Tx tx, CustomerNo customer, Catalogue catalogue, Rights rights, Instant now) {
    List<Future<Used>> asked = new ArrayList<>();
    for (Rights.OfFeature of : rights.features()) {
      MeterId meterId = of.feature().meterId();
      Meter meter = meterId == null ? null : catalogue.meter(meterId);
      if (meter != null) {
        UsageWindow window = of.whole().windowOf(of.sources(), now);
        asked.add(
            MeasureUsage.of(tx, meter, query(customer, meter, window.whole()), event -> true)
                .map(quantity -> new Used(of, quantity, window)));
      }
    }
    return Future.join(asked).map(done -> asked.stream().map(Future::result).toList());
  }

  private static EventSearch.Query query(CustomerNo customer, Meter meter, Interval span) {
    return new EventSearch.Query(
        null, customer, null, meter.eventName(), null, null, null, span.from(), span.to());
  }

  private static Interval holds(Rights rights, List<Used> all) {
    Interval holds = rights.holds();
    for (Used used : all) {
      holds = holds.overlap(used.window().holds());
    }
    return holds;
  }
}
