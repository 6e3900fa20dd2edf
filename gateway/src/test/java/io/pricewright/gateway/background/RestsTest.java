package io.pricewright.gateway.background;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.tenancy.Scope;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RestsTest {
  private static final Scope ONE = new Scope(1, 1);
  private static final Scope TWO = new Scope(2, 2);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final Rests rests = new Rests(Duration.ofSeconds(30), nanos::get, new Random(7));

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void fail_again_doublesThePauseUpToTheLongestWithAFifthOfJitter() {
    long[] doublings = {200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000};
    for (long doubled : doublings) {
      assertThat(rests.fail(ONE, "a", 0).toMillis()).isBetween(doubled * 8 / 10, doubled * 12 / 10);
    }
    assertThat(rests.fail(TWO, "a", 0).toMillis()).isBetween(160L, 240L);
  }

  @Test
  void fail_knownElsewhere_goesOnFromThere() {
    assertThat(rests.fail(ONE, "a", 4).toMillis()).isBetween(2_560L, 3_840L);
  }

  @Test
  void rests_untilThePauseIsOver_alsoWhenTheClockWraps() {
    Duration pause = rests.fail(ONE, "a", 0);
    pass(pause.minusNanos(1));
    assertThat(rests.rests(ONE, "a")).isTrue();
    assertThat(rests.rests(ONE, "b")).isFalse();
    assertThat(rests.rests(TWO, "a")).isFalse();
    pass(Duration.ofNanos(1));
    assertThat(rests.rests(ONE, "a")).isFalse();
    assertThat(rests.count(ONE)).isEqualTo(1);
  }

  @Test
  void forget_afterSuccess_beginsAnew() {
    rests.fail(ONE, "a", 0);
    rests.fail(ONE, "a", 0);
    rests.forget(ONE, "a");
    assertThat(rests.environments()).isZero();
    assertThat(rests.fail(ONE, "a", 0).toMillis()).isLessThanOrEqualTo(240);
  }

  @Test
  void tidy_whatNobodyCameBackTo_isForgotten() {
    rests.fail(ONE, "a", 0);
    pass(Duration.ofSeconds(59));
    rests.tidy();
    assertThat(rests.count(ONE)).isEqualTo(1);
    pass(Duration.ofSeconds(2));
    rests.tidy();
    assertThat(rests.environments()).isZero();
  }

  @Test
  void fail_ofVeryMany_forgetsTheOldest() {
    for (int i = 0; i < 2_000; i++) {
      rests.fail(ONE, i, 0);
    }
    assertThat(rests.count(ONE)).isEqualTo(Pace.MOST_CLAIMS / 2);
    assertThat(rests.rests(ONE, 0)).isFalse();
    assertThat(rests.rests(ONE, 1_999)).isTrue();
    for (int i = 2; i < 3_000; i++) {
      rests.fail(new Scope(i, i), "a", 0);
    }
    assertThat(rests.environments()).isEqualTo(1_000);
  }
}
