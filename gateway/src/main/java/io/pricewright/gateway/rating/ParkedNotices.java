package io.pricewright.gateway.rating;

import io.pricewright.rules.rating.Failure;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Sees to it that whoever writes the scripts hears of events that they have no price for. */
@FunctionalInterface
public interface ParkedNotices {
  /**
   * Announces events that a batch parks, in the transaction that parks them.
   *
   * @param failures one an event and line item
   */
  Future<Void> announce(Tx tx, List<Failure> failures, Instant now);
}
