package io.pricewright.gateway.http;

import io.vertx.core.Future;

/** What a route does. Runs on the event loop and never blocks. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Answers a request. Fails with {@link io.pricewright.rules.problem.ProblemException} for
   * everything the caller can do something about; any other failure becomes a 500.
   */
  Future<Answer> handle(Request request);
}
