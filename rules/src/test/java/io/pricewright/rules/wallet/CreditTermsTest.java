package io.pricewright.rules.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When credits that recur come, and when they expire. */
final class CreditTermsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant AT = Instant.parse("2026-01-31T11:00:00Z");
  private static final BillingClock MONTHS =
      new BillingClock(BillingPeriod.MONTHLY, 1, Instant.parse("2026-01-09T23:00:00Z"), BERLIN);

  private static CreditTerms terms(
      @Nullable BillingPeriod period,
      ExpirationType expiration,
      int duration,
      ExpirationUnit unit,
      @Nullable Instant end) {
    return new CreditTerms(BigDecimal.TEN, period, 1, expiration, duration, unit, null, end);
  }

  private static @Nullable Instant expiry(ExpirationType type, int duration, ExpirationUnit unit) {
    return terms(null, type, duration, unit, null).expiry(AT, MONTHS);
  }

  @Test
  void next_ofMonths_comesBackToTheAnchorsDay() {
    CreditTerms monthly =
        terms(BillingPeriod.MONTHLY, ExpirationType.NEVER, 1, ExpirationUnit.DAY, null);
    assertThat(monthly.next(AT, AT, BERLIN)).isEqualTo(Instant.parse("2026-02-28T11:00:00Z"));
    assertThat(monthly.next(Instant.parse("2026-02-28T11:00:00Z"), AT, BERLIN))
        .as("the 31st, in summer time")
        .isEqualTo(Instant.parse("2026-03-31T10:00:00Z"));
  }

  @Test
  void next_ofCreditsThatComeOnce_isNever() {
    assertThat(terms(null, ExpirationType.NEVER, 1, ExpirationUnit.DAY, null).next(AT, AT, BERLIN))
        .isNull();
  }

  @Test
  void expiry_isCountedInTheSubscriptionsZone() {
    assertThat(expiry(ExpirationType.NEVER, 1, ExpirationUnit.DAY)).isNull();
    assertThat(expiry(ExpirationType.DURATION, 3, ExpirationUnit.DAY))
        .isEqualTo(Instant.parse("2026-02-03T11:00:00Z"));
    assertThat(expiry(ExpirationType.DURATION, 2, ExpirationUnit.WEEK))
        .isEqualTo(Instant.parse("2026-02-14T11:00:00Z"));
    assertThat(expiry(ExpirationType.DURATION, 2, ExpirationUnit.MONTH))
        .isEqualTo(Instant.parse("2026-03-31T10:00:00Z"));
    assertThat(expiry(ExpirationType.DURATION, 1, ExpirationUnit.YEAR))
        .isEqualTo(Instant.parse("2027-01-31T11:00:00Z"));
    assertThat(expiry(ExpirationType.BILLING_CYCLE, 1, ExpirationUnit.DAY))
        .isEqualTo(Instant.parse("2026-02-09T23:00:00Z"));
  }

  @Test
  void over_fromTheEndOn() {
    CreditTerms ending = terms(null, ExpirationType.NEVER, 1, ExpirationUnit.DAY, AT);
    assertThat(ending.over(AT.minusNanos(1_000))).isFalse();
    assertThat(ending.over(AT)).isTrue();
    assertThat(terms(null, ExpirationType.NEVER, 1, ExpirationUnit.DAY, null).over(AT)).isFalse();
  }
}
