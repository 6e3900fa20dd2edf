package io.pricewright.gateway.notification;

import io.pricewright.rules.notification.Notification;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;

/** Tells the tenant's endpoint what happened. */
@FunctionalInterface
public interface Notices {
  /** Tells nobody: for a node without an endpoint. */
  Notices SILENT = (tx, notification, at) -> Future.succeededFuture();

  /**
   * Tells it once the transaction has committed.
   *
   * @param notification what happened
   * @param at when
   */
  Future<Void> tell(Tx tx, Notification notification, Instant at);
}
