package io.pricewright.gateway.notice;

import io.pricewright.rules.json.Json;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;

/** Tells the tenant's endpoint what happened. */
@FunctionalInterface
public interface Notices {
  /** Tells nobody: for a node without an endpoint. */
  Notices SILENT = (tx, type, data, at) -> Future.succeededFuture();

  /**
   * Tells it once the transaction has committed.
   *
   * @param type such as {@code charges.created}
   * @param data what happened
   * @param at when
   */
  Future<Void> tell(Tx tx, String type, Json.Obj data, Instant at);
}
