package io.pricewright.gateway.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class CausesTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Causes causes = new Causes("chores", nanos::get);

  private boolean told(String what, String cause) {
    return causes.tell(what, new IllegalStateException(cause), Duration.ofMillis(200));
  }

  @Test
  void tell_oneCauseOfManyThings_isOneLineAMinute() {
    assertThat(told("a", "the database is away")).isTrue();
    assertThat(told("a", "the database is away")).isFalse();
    assertThat(told("b", "the database is away")).isFalse();
    assertThat(told("b", "out of memory")).isTrue();
    nanos.addAndGet(Causes.AGAIN.toNanos());
    assertThat(told("b", "the database is away")).isTrue();
    assertThat(told("b", "the database is away")).isFalse();
  }
}
