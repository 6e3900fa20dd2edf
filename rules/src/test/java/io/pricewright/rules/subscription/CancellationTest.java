package io.pricewright.rules.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** When a cancelled subscription ends. */
final class CancellationTest {
  private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-02-10T00:00:00Z");
  private static final Instant THIRD = Instant.parse("2026-03-10T00:00:00Z");
  private static final Instant WITHIN = Instant.parse("2026-02-20T00:00:00Z");
  private static final BillingClock CLOCK =
      new BillingClock(BillingPeriod.MONTHLY, 1, START, ZoneOffset.UTC);
  private static final ItemSpan SPAN = new ItemSpan(CLOCK, START, null, null);

  @Test
  void immediate_endsNow_andBeforeItsStartAtIt() {
    assertThat(Cancellation.IMMEDIATE.end(SPAN, null, WITHIN)).isEqualTo(WITHIN);
    assertThat(Cancellation.IMMEDIATE.end(SPAN, null, START.minusSeconds(9))).isEqualTo(START);
    assertThat(Cancellation.IMMEDIATE.status(SubscriptionStatus.ACTIVE))
        .isEqualTo(SubscriptionStatus.CANCELLED);
  }

  @Test
  void endOfPeriod_endsWithThePeriodAtHand_andBeforeItsStartWithTheFirst() {
    assertThat(Cancellation.END_OF_PERIOD.end(SPAN, null, WITHIN)).isEqualTo(THIRD);
    assertThat(Cancellation.END_OF_PERIOD.end(SPAN, null, SECOND)).isEqualTo(THIRD);
    assertThat(Cancellation.END_OF_PERIOD.end(SPAN, null, START.minusSeconds(9))).isEqualTo(SECOND);
    assertThat(Cancellation.END_OF_PERIOD.status(SubscriptionStatus.ACTIVE))
        .isEqualTo(SubscriptionStatus.ACTIVE);
  }

  @Test
  void end_thatIsNearer_stays() {
    Instant end = WITHIN.plusSeconds(1);
    assertThat(Cancellation.END_OF_PERIOD.end(SPAN, end, WITHIN)).isEqualTo(end);
    assertThat(Cancellation.IMMEDIATE.end(SPAN, end, WITHIN)).isEqualTo(WITHIN);
    assertThat(Cancellation.IMMEDIATE.end(SPAN, WITHIN, THIRD)).isEqualTo(WITHIN);
  }

  @Test
  void status_bringsRights_fromItsStartToItsEnd() {
    SubscriptionStatus active = SubscriptionStatus.ACTIVE;
    assertThat(active.bringsRights(START, THIRD, START)).isTrue();
    assertThat(active.bringsRights(START, THIRD, THIRD)).isFalse();
    assertThat(active.bringsRights(START, null, START.minusSeconds(1))).isFalse();
    assertThat(SubscriptionStatus.DRAFT.bringsRights(START, null, WITHIN)).isFalse();
    assertThat(SubscriptionStatus.CANCELLED.runs(null, WITHIN)).isFalse();
    assertThat(active.runs(WITHIN, WITHIN)).isFalse();
    assertThat(active.runs(THIRD, WITHIN)).isTrue();
  }

  @Test
  void endOfPeriod_onTrial_isTheTrialsEnd() {
    ItemSpan tried = new ItemSpan(CLOCK, START, null, WITHIN);
    assertThat(Cancellation.END_OF_PERIOD.end(tried, null, START)).isEqualTo(WITHIN);
    assertThat(Cancellation.END_OF_PERIOD.end(tried, null, WITHIN)).isEqualTo(THIRD);
    assertThat(Cancellation.IMMEDIATE.end(tried, null, SECOND)).isEqualTo(SECOND);
  }

  @Test
  void anchor_isTheCallers_unlessTheCycleIsTheCalendars() {
    assertThat(BillingCycle.ANNIVERSARY.anchor(START, BillingPeriod.MONTHLY, ZoneOffset.UTC, null))
        .isEqualTo(START);
    assertThat(
            BillingCycle.ANNIVERSARY.anchor(START, BillingPeriod.MONTHLY, ZoneOffset.UTC, WITHIN))
        .isEqualTo(WITHIN);
    assertThat(BillingCycle.CALENDAR.anchor(START, BillingPeriod.MONTHLY, ZoneOffset.UTC, WITHIN))
        .isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
  }
}
