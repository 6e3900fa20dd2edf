package io.pricewright.rules.script.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class TurnsTest {
  @Test
  void waiting_beyondTheLimit_isRefused_andThenThereIsRoomAgain() throws InterruptedException {
    Turns turns = new Turns(1);
    turns.take();
    Thread second =
        Thread.ofPlatform()
            .start(
                () -> {
                  turns.take();
                  turns.end();
                });
    while (second.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(CompletableFuture.runAsync(turns::take))
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isInstanceOf(Problem.Unavailable.class));
    turns.end();
    second.join();
    turns.take();
    turns.end();
  }

  @Test
  void takeIfFree_neverWaits() throws InterruptedException {
    Turns turns = new Turns(1);
    assertThat(turns.takeIfFree()).isTrue();
    turns.take();
    turns.take();
    turns.end();
    turns.end();
    boolean[] taken = {true};
    Thread.ofPlatform().start(() -> taken[0] = turns.takeIfFree()).join();
    assertThat(taken[0]).isFalse();
    turns.end();
    Thread.ofPlatform()
        .start(
            () -> {
              taken[0] = turns.takeIfFree();
              turns.end();
            })
        .join();
    assertThat(taken[0]).isTrue();
  }
}
