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

  /** Returns whether it minds the header Idempotency-Key. */
  default boolean mindsKeys() {
    return false;
  }

  /** Returns whether it minds the query parameter {@code dry_run}. */
  default boolean mindsDryRuns() {
    return false;
  }

  /** Returns an endpoint of which the document says that it minds the header Idempotency-Key. */
  static Endpoint keyed(Endpoint endpoint) {
    return new Keyed(endpoint, false);
  }

  /** Returns one that minds dry runs too: its work and its answer are all there is to it. */
  static Endpoint rehearsed(Endpoint endpoint) {
    return new Keyed(endpoint, true);
  }

  /** An endpoint that minds the header Idempotency-Key. */
  record Keyed(Endpoint endpoint, boolean mindsDryRuns) implements Endpoint {
    @Override
    public Future<Answer> handle(Request request) {
      return endpoint.handle(request);
    }

    @Override
    public boolean mindsKeys() {
      return true;
    }
  }
}
