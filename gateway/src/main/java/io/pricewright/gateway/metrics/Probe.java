package io.pricewright.gateway.metrics;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Something that a node needs in order to serve.
 *
 * @param name what is wrong when it is not fine, for people
 * @param ask succeeds when it is fine
 */
public record Probe(String name, Supplier<Future<Void>> ask) {
  /** Makes a probe of a condition on this node. */
  public static Probe of(String name, Supplier<Boolean> fine) {
    return new Probe(
        name,
        () -> fine.get() ? Future.succeededFuture() : Future.failedFuture("a limit is reached"));
  }
}
