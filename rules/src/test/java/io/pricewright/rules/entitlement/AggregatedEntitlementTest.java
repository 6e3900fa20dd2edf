package io.pricewright.rules.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AggregatedEntitlementTest {
  private static final Instant START = Instant.parse("2026-01-31T10:00:00Z");
  private static final BillingClock CLOCK =
      new BillingClock(BillingPeriod.MONTHLY, 1, START, ZoneId.of("UTC"));

  private static Source source(
      boolean enabled, @Nullable Long limit, @Nullable Reset reset, @Nullable String value) {
    return new Source("ent", "subs", enabled, limit, reset, false, value, CLOCK, START);
  }

  @Test
  void limits_ofEnabledSources_areSummed() {
    AggregatedEntitlement whole =
        AggregatedEntitlement.of(
            List.of(
                source(true, 100L, ResetPeriod.MONTHLY, null),
                source(true, 50L, ResetPeriod.DAILY, null),
                source(true, 1L, ResetPeriod.MONTHLY, null),
                source(false, null, ResetPeriod.ANNUAL, null)));
    assertThat(whole.usageLimit()).isEqualTo(151);
    assertThat(whole.reset()).isEqualTo(ResetPeriod.MONTHLY);
    assertThat(whole.percentOf(new BigDecimal("50"))).isEqualTo(new BigDecimal("33.11"));
  }

  @Test
  void limit_anyWithout_isUnlimited() {
    AggregatedEntitlement whole =
        AggregatedEntitlement.of(
            List.of(source(true, 100L, null, null), source(true, null, null, null)));
    assertThat(whole.usageLimit()).isNull();
    assertThat(whole.percentOf(BigDecimal.TEN)).isNull();
  }

  @Test
  void nothing_enabled_leavesNoRight() {
    AggregatedEntitlement whole =
        AggregatedEntitlement.of(List.of(source(false, null, null, "gold")));
    assertThat(whole.isEnabled()).isFalse();
    assertThat(whole.usageLimit()).isZero();
    assertThat(whole.staticValues()).isEmpty();
  }

  @Test
  void staticValues_repeated_areDistinctInOrder() {
    AggregatedEntitlement whole =
        AggregatedEntitlement.of(
            List.of(
                source(true, null, null, "gold"),
                source(true, null, null, "blue"),
                source(true, null, null, "gold")));
    assertThat(whole.staticValues()).containsExactly("gold", "blue");
  }

  @Test
  void span_ofEachReset_isCutFromTheAnchor() {
    Instant at = Instant.parse("2026-03-15T12:00:00Z");
    assertThat(ResetPeriod.DAILY.spanOf(CLOCK, START, at))
        .isEqualTo(span("2026-03-15T10:00:00Z", "2026-03-16T10:00:00Z"));
    assertThat(ResetPeriod.MONTHLY.spanOf(CLOCK, START, at))
        .isEqualTo(span("2026-02-28T10:00:00Z", "2026-03-31T10:00:00Z"));
    assertThat(ResetPeriod.ANNUAL.spanOf(CLOCK, START, at))
        .isEqualTo(span("2026-01-31T10:00:00Z", "2027-01-31T10:00:00Z"));
    assertThat(ResetPeriod.NEVER.spanOf(CLOCK, START, at).from()).isEqualTo(START);
  }

  @Test
  void span_begunInTheMiddle_leavesOutWhatWasBefore() {
    Instant late = Instant.parse("2026-03-10T00:00:00Z");
    assertThat(ResetPeriod.MONTHLY.spanOf(CLOCK, late, Instant.parse("2026-03-15T12:00:00Z")))
        .isEqualTo(span("2026-03-10T00:00:00Z", "2026-03-31T10:00:00Z"));
  }

  private static Interval span(String from, String to) {
    return new Interval(Instant.parse(from), Instant.parse(to));
  }
}
