package io.pricewright.gateway.metrics;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Something that a node needs in order to serve, or to serve fast.
 *
 * @param name what is wrong when it is not fine, for people
 * @param needed whether the node cannot serve without it
 * @param ask succeeds when it is fine
 */
public record Probe(String name, boolean needed, Supplier<Future<Void>> ask) {
  /** Makes a probe of something that is needed. */
  public Probe(String name, Supplier<Future<Void>> ask) {
    this(name, true, ask);
  }

  /** Makes a probe of something without which the node is only slower. */
  public static Probe helpful(String name, Supplier<Future<Void>> ask) {
    return new Probe(name, false, ask);
  }

  /** Makes a probe of a condition on this node. */
  public static Probe of(String name, Supplier<Boolean> fine) {
    return new Probe(
        name,
        () -> fine.get() ? Future.succeededFuture() : Future.failedFuture("a limit is reached"));
  }
}
