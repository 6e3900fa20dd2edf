package io.pricewright.gateway.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a load and waits for its end: a closed loop on as many event loops as there are cores, a
 * rate on half as many, so that the server has the other half.
 */
final class LoadGenerator {
  private static final int GRACE_SECONDS = 60;

  private LoadGenerator() {}

  /** Runs; ends at the latest a minute after the measured time. */
  static LoadResult run(Load load) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    try {
      int loops = Math.min(load.connections(), loops(load));
      List<LoadShare> shares = new ArrayList<>();
      List<Future<LoadResult>> results = new ArrayList<>();
      long start = System.nanoTime();
      for (int i = 0; i < loops; i++) {
        int share = load.connections() / loops + (i < load.connections() % loops ? 1 : 0);
        LoadShare verticle =
            load.perSecond() > 0
                ? new PacedVerticle(load, share, start)
                : new LoadVerticle(load, share, start);
        shares.add(verticle);
        results.add(verticle.result());
      }
      shares.forEach(vertx::deployVerticle);
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

  private static int loops(Load load) {
    int cores = Runtime.getRuntime().availableProcessors();
    return load.perSecond() > 0 ? Math.max(1, cores / 2) : cores;
  }
}
