package io.pricewright.gateway.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a load on as many event loops as there are cores, and waits for its end. */
final class LoadGenerator {
  private static final int GRACE_SECONDS = 60;

  private LoadGenerator() {}

  /** Runs; ends at the latest a minute after the measured time. */
  static LoadResult run(Load load) {
    Vertx vertx = Vertx.vertx();
    try {
      int loops = Math.min(load.connections(), Runtime.getRuntime().availableProcessors());
      List<LoadVerticle> verticles = new ArrayList<>();
      List<Future<LoadResult>> results = new ArrayList<>();
      long start = System.nanoTime();
      for (int i = 0; i < loops; i++) {
        int share = load.connections() / loops + (i < load.connections() % loops ? 1 : 0);
        LoadVerticle verticle = new LoadVerticle(load, share, start);
        verticles.add(verticle);
        results.add(verticle.result());
      }
      verticles.forEach(vertx::deployVerticle);
      long limit = load.warmup().plus(load.measured()).toSeconds() + GRACE_SECONDS;
      Future.join(results).await(limit, TimeUnit.SECONDS);
      LoadResult sum = LoadResult.sum(results.stream().map(Future::result).toList());
      if (sum.micros().getTotalCount() == 0) {
        throw new BenchException(
            "No request to %s succeeded: %s".formatted(load.uri(), sum.lastError()));
      }
      return sum;
    } catch (TimeoutException e) {
      throw new BenchException("The server at %s stopped answering.".formatted(load.uri()));
    } finally {
      vertx.close().await();
    }
  }
}
