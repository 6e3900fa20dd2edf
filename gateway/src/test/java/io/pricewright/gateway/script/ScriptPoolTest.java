package io.pricewright.gateway.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class ScriptPoolTest {
  @Test
  void pool_withItsQueueFull_refusesAtOnce_andGoesOnLater(Vertx vertx, VertxTestContext test) {
    CountDownLatch open = new CountDownLatch(1);
    ScriptPool pool = new ScriptPool(vertx, 1, 2);
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
    Future.all(accepted)
        .onSuccess(all -> test.verify(() -> assertThat(all.list()).containsOnly(true)))
        .compose(all -> pool.run(() -> 2))
        .onComplete(done -> pool.close())
        .onComplete(
            test.succeeding(
                two -> {
                  test.verify(() -> assertThat(two).isEqualTo(2));
                  test.completeNow();
                }));
  }
}
