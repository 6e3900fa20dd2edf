package io.pricewright.gateway.bench;

import io.vertx.core.Deployable;
import io.vertx.core.Future;

/** One event loop's share of a load. */
interface LoadShare extends Deployable {
  /** Completes when the last connection has its last answer. */
  Future<LoadResult> result();
}
