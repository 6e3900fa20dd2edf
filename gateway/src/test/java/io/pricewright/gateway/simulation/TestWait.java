package io.pricewright.gateway.simulation;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures, not for ever. */
final class TestWait {
  private TestWait() {}

  static <T> T of(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static Throwable failure(Future<?> future) {
    return of(future.transform(done -> Future.succeededFuture(done.cause())));
  }
}
