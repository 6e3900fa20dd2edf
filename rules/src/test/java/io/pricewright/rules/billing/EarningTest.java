package io.pricewright.rules.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.ItemSpan;
import io.pricewright.rules.subscription.ServicePeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EarningTest {
  private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** An item of quantities with 10 for each, asked in advance. */
  private static BilledItem.Fixed item(
      BillingClock clock, Instant start, @Nullable Instant end, QuantitySpan.Change... quantities) {
    FixedItem facts =
        new FixedItem(
            clock,
            FixedItem.countedFrom(clock, start, false),
            end == null ? null : FixedItem.countedTo(clock, end, false),
            List.of(quantities),
            List.of(),
            ProrationUnit.TIME);
    return new BilledItem.Fixed(
        new LineItemNo(1),
        new ItemSpan(clock, start, end, null),
        facts,
        FixedCadence.ADVANCE,
        (period, quantity) -> BigDecimal.TEN.multiply(quantity));
  }

  private static BillingClock clock(BillingPeriod period, Instant anchor, ZoneId zone) {
    return new BillingClock(period, 1, anchor, zone);
  }

  private static QuantitySpan.Change from(Instant at, int quantity) {
    return new QuantitySpan.Change(at, BigDecimal.valueOf(quantity));
  }

  /** What is told of the first period of an item, as {@code instant amount}. */
  private static List<String> told(BilledItem.Fixed item, String net) {
    Earning earning = item.earning(item.span().at(item.span().start()).orElseThrow());
    List<String> told = new ArrayList<>();
    BigDecimal before = BigDecimal.ZERO;
    Optional<Instant> at = earning.next(item.span().start());
    while (at.isPresent()) {
      BigDecimal until = earning.until(at.get(), new BigDecimal(net));
      assertThat(earning.told(at.get())).isEqualTo(at.get());
      told.add(at.get() + " " + until.subtract(before).stripTrailingZeros().toPlainString());
      before = until;
      at = earning.next(at.get());
    }
    assertThat(before).isEqualByComparingTo(net);
    return told;
  }

  /**
   * 1,200 for 2026: 1,200 x 31/365 = 101.917808219178; until the end of February 1,200 x 59/365 =
   * 193.972602739726, which is 92.054794520548 more. The last takes the rest.
   */
  @Test
  void year_isEarnedMonthByMonth() {
    List<String> told =
        told(
            item(clock(BillingPeriod.ANNUAL, YEAR, ZoneOffset.UTC), YEAR, null, from(YEAR, 1)),
            "1200");
    assertThat(told).hasSize(12);
    assertThat(told.subList(0, 2))
        .containsExactly(
            "2026-02-01T00:00:00Z 101.917808219178", "2026-03-01T00:00:00Z 92.054794520548");
    assertThat(told.getLast()).isEqualTo("2027-01-01T00:00:00Z 101.917808219178");
  }

  /**
   * From 16 March to 16 April in Berlin are 31 days less the hour of 29 March: 743 h, of which
   * March has 383. 100 x 383/743 = 51.547779273217, and the rest.
   */
  @Test
  void months_endByTheZone() {
    Instant start = Instant.parse("2026-03-15T23:00:00Z");
    assertThat(
            told(
                item(clock(BillingPeriod.MONTHLY, start, BERLIN), start, null, from(start, 1)),
                "100"))
        .containsExactly(
            "2026-03-31T22:00:00Z 51.547779273217", "2026-04-15T22:00:00Z 48.452220726783");
  }

  /**
   * A quarter of 91 days, 5 at 10 and 8 from 11 April: 50 x 10 + 80 x 81 = 6,980 of 91 days, 76.70.
   * Until May 50 x 10 + 80 x 20 = 2,100: 76.70 x 2,100/6,980 = 23.075931232092; until June 80 x 31
   * more: 76.70 x 4,580/6,980 = 50.327507163324, less that: 27.251575931232.
   */
  @Test
  void quantities_weighByTheirPrice() {
    Instant april = Instant.parse("2026-04-01T00:00:00Z");
    assertThat(
            told(
                item(
                    clock(BillingPeriod.QUARTERLY, april, ZoneOffset.UTC),
                    april,
                    null,
                    from(april, 5),
                    from(Instant.parse("2026-04-11T00:00:00Z"), 8)),
                "76.70"))
        .containsExactly(
            "2026-05-01T00:00:00Z 23.075931232092",
            "2026-06-01T00:00:00Z 27.251575931232",
            "2026-07-01T00:00:00Z 26.372492836676");
  }

  /** A whole year's fee from 16 March on, ended on 16 May: 61 days are served, 16 of March. */
  @Test
  void partOfAPeriod_isEarnedWhileItIsServed() {
    Instant start = Instant.parse("2026-03-16T00:00:00Z");
    Instant end = Instant.parse("2026-05-16T00:00:00Z");
    BillingClock calendar = clock(BillingPeriod.ANNUAL, YEAR, ZoneOffset.UTC);
    // 61 x 16/61, 61 x 30/61, and 15 days of May.
    assertThat(told(item(calendar, start, end, from(start, 1)), "61"))
        .containsExactly(
            "2026-04-01T00:00:00Z 16", "2026-05-01T00:00:00Z 30", "2026-05-16T00:00:00Z 15");
  }

  /** Of 365 for 2026, 90 are earned in March; asked 60 less than those, the rest is taken back. */
  @Test
  void asked_changes_whatIsEarnedFollows() {
    Earning earning =
        item(clock(BillingPeriod.ANNUAL, YEAR, ZoneOffset.UTC), YEAR, null, from(YEAR, 1))
            .earning(new ServicePeriod(year(), year(), YEAR, false));
    Instant april = Instant.parse("2026-04-01T00:00:00Z");
    assertThat(earning.until(april, new BigDecimal("365"))).isEqualByComparingTo("90");
    // 30 x 90/365, which is less than what was told.
    assertThat(earning.until(april, new BigDecimal("30"))).isEqualByComparingTo("7.397260273973");
    assertThat(earning.told(april.plusSeconds(86_400))).isEqualTo(april);
    assertThat(earning.told(april.minusSeconds(1)))
        .isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(earning.until(year().to(), new BigDecimal("30"))).isEqualByComparingTo("30");
    assertThat(earning.next(year().to())).isEmpty();
  }

  private static Interval year() {
    return new Interval(YEAR, Instant.parse("2027-01-01T00:00:00Z"));
  }

  @Test
  void nothingIsDue_allIsEarned() {
    Earning none = Earning.over(YEAR.plusSeconds(5), ZoneOffset.UTC);
    assertThat(none.until(YEAR, BigDecimal.ONE)).isEqualByComparingTo("1");
    Instant day = YEAR.plusSeconds(86_400);
    Earning free =
        new Earning(
            year().to(),
            List.of(new Earning.Part(year(), BigDecimal.ZERO)),
            ProrationUnit.DAY,
            ZoneOffset.UTC);
    assertThat(free.until(day, BigDecimal.TEN)).isEqualByComparingTo("10");
  }
}
