package io.pricewright.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RetryScheduleTest {
  private final Random random = new Random(7);

  @Test
  void after_eachAttempt_staysWithinAFifth() {
    RetrySchedule schedule = RetrySchedule.STANDARD;
    for (int attempt = 1; attempt <= schedule.delays().size(); attempt++) {
      Duration base = schedule.delays().get(attempt - 1);
      for (int i = 0; i < 100; i++) {
        Duration delay = schedule.after(attempt, Duration.ZERO, random).orElseThrow();
        assertThat(delay)
            .isBetween(base.multipliedBy(4).dividedBy(5), base.multipliedBy(6).dividedBy(5));
      }
    }
  }

  @Test
  void after_lastAttempt_isNothing() {
    assertThat(RetrySchedule.STANDARD.after(9, Duration.ZERO, random)).isPresent();
    assertThat(RetrySchedule.STANDARD.after(10, Duration.ofHours(1), random)).isEmpty();
  }

  @Test
  void after_receiverAsksForMore_getsItUpToADay() {
    assertThat(RetrySchedule.STANDARD.after(1, Duration.ofMinutes(7), random))
        .contains(Duration.ofMinutes(7));
    assertThat(RetrySchedule.STANDARD.after(1, Duration.ofDays(900), random))
        .contains(Duration.ofDays(1));
  }

  @Test
  void retryAfter_secondsOrDate_isRead() {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    assertThat(RetryAfter.read("120", now)).isEqualTo(Duration.ofMinutes(2));
    assertThat(RetryAfter.read("Fri, 02 Jan 2026 03:05:05 GMT", now))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(RetryAfter.read("Thu, 01 Jan 2026 03:05:05 GMT", now)).isZero();
    assertThat(RetryAfter.read("soon", now)).isZero();
    assertThat(RetryAfter.read(null, now)).isZero();
  }
}
