package io.pricewright.gateway.notification;

import io.pricewright.rules.notification.Notification;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

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

  /** Tells several, in their order, once the transaction has committed. */
  default Future<Void> tellAll(Tx tx, List<Notification> notifications, Instant at) {
    return Future.join(notifications.stream().map(one -> tell(tx, one, at)).toList()).mapEmpty();
  }
}
