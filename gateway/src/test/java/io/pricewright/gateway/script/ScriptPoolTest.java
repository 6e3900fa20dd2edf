package io.pricewright.gateway.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ScriptPoolTest {
  @Test
  void pool_withItsQueueFull_refusesAtOnce_andGoesOnLater() throws Exception {
    Vertx vertx = Vertx.vertx();
    CountDownLatch open = new CountDownLatch(1);
    try (ScriptPool pool = new ScriptPool(vertx, 1, 2)) {
      List<Future<Boolean>> accepted = new ArrayList<>();
      for (int i = 0; i < 3; i++) { // one runs, two wait
        accepted.add(pool.run(() -> open.await(30, TimeUnit.SECONDS)));
      }
      assertThat(pool.waiting()).isEqualTo(2);
      Future<Integer> refused = pool.run(() -> 1);
      assertThat(refused.cause())
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem()).isInstanceOf(Problem.Unavailable.class));
      open.countDown();
      for (Future<Boolean> future : accepted) {
        assertThat(future.await(30, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(pool.run(() -> 2).await(30, TimeUnit.SECONDS)).isEqualTo(2);
    } finally {
      vertx.close().await(30, TimeUnit.SECONDS);
    }
  }
}
