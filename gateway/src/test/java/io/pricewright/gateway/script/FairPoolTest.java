package io.pricewright.gateway.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class FairPoolTest {
  private static final int LOUD = 1;
  private static final int QUIET = 2;

  private static String refusal(Future<?> refused) {
    return refused.cause() instanceof ProblemException e
            && e.problem() instanceof Problem.Unavailable problem
        ? problem.detail()
        : "not refused";
  }

  @Test
  void tenant_withItsQueueFull_isRefused_andAnotherIsNext(Vertx vertx) throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    try (FairPool pool = new FairPool(vertx, 1, 3, 5)) {
      List<Future<?>> taken = new ArrayList<>();
      taken.add(pool.run(LOUD, () -> open.await(30, TimeUnit.SECONDS)));
      for (int i = 0; i < 3; i++) {
        String name = "loud " + i;
        taken.add(pool.run(LOUD, () -> order.add(name)));
      }
      assertThat(refusal(pool.run(LOUD, () -> true))).startsWith("3 scripts of yours wait");
      taken.add(pool.run(QUIET, () -> order.add("quiet 0")));
      taken.add(pool.run(QUIET, () -> order.add("quiet 1")));
      assertThat(refusal(pool.run(3, () -> true))).startsWith("Too many scripts wait");
      open.countDown();
      Future.all(taken).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
      assertThat(order).containsExactly("loud 0", "quiet 0", "loud 1", "quiet 1", "loud 2");
    }
  }

  @Test
  void tenant_withThreadsFree_hasOneAtOnce_andItsFailuresAreItsOwn(Vertx vertx) throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    try (FairPool pool = new FairPool(vertx, 2, 3, 5)) {
      Future<Boolean> first = pool.run(LOUD, () -> open.await(30, TimeUnit.SECONDS));
      Future<Integer> second =
          pool.run(
              LOUD,
              () -> {
                throw new IllegalStateException("mine");
              });
      Future<Integer> other = pool.run(QUIET, () -> 7);
      assertThat(other.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS))
          .isEqualTo(7);
      assertThat(second.isComplete()).isFalse();
      open.countDown();
      assertThat(
              second
                  .otherwise(0)
                  .toCompletionStage()
                  .toCompletableFuture()
                  .get(30, TimeUnit.SECONDS))
          .isZero();
      assertThat(first.result()).isTrue();
    }
  }
}
