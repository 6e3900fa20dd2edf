package io.pricewright.rules.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

final class RollingWindowTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final BillingClock CLOCK =
      new BillingClock(BillingPeriod.MONTHLY, 1, START, ZoneId.of("UTC"));

  @Test
  void windowOf_anyLengthAndInstant_coversTheLengthAndAtMostOneStepMore() {
    long seed = ThreadLocalRandom.current().nextLong();
    System.out.println("RollingWindowTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      Duration length = Duration.ofSeconds(60 + random.nextLong(i % 2 == 0 ? 7_200 : 31_600_000));
      RollingWindow rolling = new RollingWindow(length);
      Instant at = START.plusSeconds(random.nextLong(40_000_000)).plusNanos(random.nextInt(999));
      boolean young = random.nextInt(4) == 0;
      Instant start = young ? at.minusSeconds(random.nextLong(length.toSeconds())) : Instant.EPOCH;
      UsageWindow window = rolling.windowOf(CLOCK, start, at);
      String said = "seed %d: %s at %s since %s".formatted(seed, length, at, start);

      Instant from = window.whole().from();
      Instant oldest = at.minus(length);
      Instant wanted = oldest.isAfter(start) ? oldest : start;
      assertThat(from).as(said).isBeforeOrEqualTo(wanted).isAfterOrEqualTo(start);
      assertThat(from).as(said).isAfter(oldest.minus(rolling.step()));
      assertThat(window.whole().contains(at)).as(said).isTrue();
      assertThat(window.parts()).as(said).hasSizeLessThanOrEqualTo(61);
      Instant next = from;
      for (Interval part : window.parts()) {
        assertThat(part.from()).as(said).isEqualTo(next);
        assertThat(part.to()).as(said).isAfter(part.from());
        next = part.to();
      }

      assertThat(window.holds().contains(at)).as(said).isTrue();
      Instant last = window.holds().to().minusNanos(1);
      for (Instant same : List.of(window.holds().from(), last)) {
        if (!same.isBefore(start)) {
          assertThat(rolling.windowOf(CLOCK, start, same)).as(said).isEqualTo(window);
        }
      }
      Interval some = window.parts().get(random.nextInt(window.parts().size()));
      Instant leaves = window.leaves(some);
      Instant begin = some.to().minusNanos(1);
      assertThat(counts(rolling, start, leaves, begin)).as(said).isFalse();
      assertThat(counts(rolling, start, leaves.minusNanos(1), begin)).as(said).isTrue();
    }
  }

  private static boolean counts(RollingWindow of, Instant start, Instant at, Instant used) {
    return of.windowOf(CLOCK, start, at).whole().contains(used);
  }

  @Test
  void lengthsOutsideTheBounds_areRefused() {
    for (Duration bad :
        List.of(
            Duration.ZERO,
            Duration.ofSeconds(59),
            Duration.ofSeconds(-3_600),
            Duration.ofDays(366).plusSeconds(1),
            Duration.ofMinutes(5).plusMillis(1))) {
      assertThatThrownBy(() -> new RollingWindow(bad)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(new RollingWindow(RollingWindow.SHORTEST).step()).isEqualTo(Duration.ofSeconds(1));
    assertThat(new RollingWindow(Duration.ofHours(5)).step()).isEqualTo(Duration.ofMinutes(5));
  }
}
