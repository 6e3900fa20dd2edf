package io.pricewright.rules.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.ItemSpan;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RolloutPlanTest {
  private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final BillingClock MONTHS =
      new BillingClock(BillingPeriod.MONTHLY, 1, JANUARY, ZoneOffset.UTC);

  private static RolloutPlan plan(RolloutPlan.Mode mode, String percent) {
    return new RolloutPlan(
        mode,
        mode == RolloutPlan.Mode.AT ? Instant.parse("2026-03-20T00:00:00Z") : null,
        null,
        "region",
        List.of("eu", "asia"),
        new BigDecimal(percent),
        new Guard(new BigDecimal("2.5"), null, 1, 2, 900L));
  }

  private static ItemSpan item(Instant start) {
    return new ItemSpan(MONTHS, start, null, null);
  }

  @Test
  void from_isAsTheModeSays() {
    assertThat(plan(RolloutPlan.Mode.NEXT_PERIOD, "100").from(item(JANUARY), NOW))
        .isEqualTo("2026-04-01T00:00:00Z");
    assertThat(plan(RolloutPlan.Mode.REPRICE, "100").from(item(JANUARY), NOW))
        .isEqualTo("2026-03-01T00:00:00Z");
    assertThat(plan(RolloutPlan.Mode.AT, "100").from(item(JANUARY), NOW))
        .isEqualTo("2026-03-20T00:00:00Z");
    Instant late = Instant.parse("2026-03-25T00:00:00Z");
    assertThat(plan(RolloutPlan.Mode.AT, "100").from(item(JANUARY), late)).isEqualTo(late);
  }

  @Test
  void from_ofALineItemThatHasNotBegun_isItsFirstInstant() {
    Instant start = Instant.parse("2026-05-07T00:00:00Z");
    for (RolloutPlan.Mode mode : RolloutPlan.Mode.values()) {
      assertThat(plan(mode, "100").from(item(start), NOW)).isEqualTo(start);
    }
  }

  @Test
  void row_isReadAsItWasWritten() {
    for (RolloutPlan.Mode mode : RolloutPlan.Mode.values()) {
      RolloutPlan plan = plan(mode, "12.5");
      assertThat(RolloutPlan.fromRow(plan.toRow())).isEqualTo(plan);
      RolloutPlan few = plan.only(List.of(new CustomerNo(7), new CustomerNo(9)));
      assertThat(RolloutPlan.fromRow(few.toRow())).isEqualTo(few);
    }
  }

  @Test
  void share_widensToGreaterOnes_upToTheWhole() {
    RolloutPlan plan = plan(RolloutPlan.Mode.AT, "12.5");
    assertThat(plan.widensTo(new BigDecimal("12.5"))).isTrue();
    assertThat(plan.widensTo(new BigDecimal("100"))).isTrue();
    assertThat(plan.widensTo(new BigDecimal("12.4"))).isFalse();
    assertThat(plan.widensTo(new BigDecimal("100.1"))).isFalse();
    assertThat(plan.millionths()).isEqualTo(125_000);
  }
}
