package io.pricewright.rules.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.ScriptId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SuspensionsTest {
  private long now = Long.MAX_VALUE - Duration.ofMinutes(5).toNanos();
  private final Suspensions suspensions = new Suspensions(4, () -> now);

  private void wait(Duration time) {
    now += time.toNanos();
  }

  @Test
  void version_stoppedThreeTimesWithinAMinute_isSuspendedForTenMinutes() {
    assertThat(suspensions.strike(new ScriptId("a"))).isFalse();
    wait(Duration.ofSeconds(29));
    assertThat(suspensions.strike(new ScriptId("a"))).isFalse();
    wait(Duration.ofSeconds(30));
    assertThat(suspensions.strike(new ScriptId("a"))).isTrue();
    assertThat(suspensions.isSuspended(new ScriptId("a"))).isTrue();
    assertThat(suspensions.isSuspended(new ScriptId("b"))).isFalse();
    assertThat(suspensions.strike(new ScriptId("a"))).as("told once").isFalse();
    wait(Duration.ofMinutes(10).minusNanos(1));
    assertThat(suspensions.isSuspended(new ScriptId("a"))).isTrue();
    assertThat(suspensions.count()).isOne();
    wait(Duration.ofNanos(1));
    assertThat(suspensions.isSuspended(new ScriptId("a"))).isFalse();
    assertThat(suspensions.count()).isZero();
    assertThat(suspensions.strike(new ScriptId("a"))).as("begins anew").isFalse();
  }

  @Test
  void version_stoppedMoreSlowly_isNotSuspended() {
    for (int i = 0; i < 20; i++) {
      assertThat(suspensions.strike(new ScriptId("a"))).isFalse();
      wait(Duration.ofSeconds(31));
    }
  }

  @Test
  void versions_beyondTheLimit_areForgottenOldestFirst() {
    for (int i = 0; i < 3; i++) {
      suspensions.strike(new ScriptId("first"));
    }
    for (int i = 0; i < 4; i++) {
      suspensions.strike(new ScriptId("other" + i));
    }
    assertThat(suspensions.remembered()).isEqualTo(4);
    assertThat(suspensions.isSuspended(new ScriptId("first"))).isFalse();
  }
}
