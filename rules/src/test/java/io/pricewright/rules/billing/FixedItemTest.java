package io.pricewright.rules.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FixedItemTest {
  private static final List<BillingPeriod> LENGTHS = List.of(BillingPeriod.values());
  private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
  private static final BillingClock MONTHS =
      new BillingClock(BillingPeriod.MONTHLY, 1, APRIL, ZoneOffset.UTC);
  private static final Interval PERIOD = new Interval(APRIL, MAY);

  private static Instant april(int day) {
    return APRIL.plusSeconds((day - 1) * 86_400L);
  }

  private static UnaryOperator<BigDecimal> each(String amount) {
    return quantity -> new BigDecimal(amount).multiply(quantity);
  }

  private static QuantitySpan.Change from(Instant at, int quantity) {
    return new QuantitySpan.Change(at, BigDecimal.valueOf(quantity));
  }

  private static FixedItem item(
      Instant from, @Nullable Instant to, QuantitySpan.Change... quantities) {
    return new FixedItem(MONTHS, from, to, List.of(quantities), List.of(), ProrationUnit.TIME);
  }

  private static void assertDue(FixedItem item, String unit, String due) {
    assertThat(item.due(PERIOD, each(unit))).isEqualByComparingTo(due);
  }

  /** 5 seats at 10, 8 from the 11th: 50 x 10/30 + 80 x 20/30 = 16.66... + 53.33... = 70. */
  @Test
  void quantityChanges_sharesOfEach() {
    assertDue(item(APRIL, null, from(APRIL, 5), from(april(11), 8)), "10", "70");
  }

  /** 5 at 10, then 8 each: P(5) = 50, P(8) = 74: 50 x 10/30 + 74 x 20/30 = 198/3 = 66. */
  @Test
  void graduatedSeats_sharesOfTheWholePrice() {
    UnaryOperator<BigDecimal> graduated =
        seats -> {
          BigDecimal five = BigDecimal.valueOf(5);
          return seats
              .min(five)
              .multiply(BigDecimal.TEN)
              .add(seats.subtract(five).max(BigDecimal.ZERO).multiply(BigDecimal.valueOf(8)));
        };
    FixedItem item = item(APRIL, null, from(APRIL, 5), from(april(11), 8));
    assertThat(item.due(PERIOD, graduated)).isEqualByComparingTo("66");
  }

  /** 100 a month until the 11th, then 160: 100 x 10/30 = 33.333..., 160 x 20/30 = 106.666... */
  @Test
  void planChange_endsOneAndBeginsTheOther() {
    assertDue(item(APRIL, april(11), from(APRIL, 1)), "100", "33.333333333333");
    assertDue(item(april(11), null, from(april(11), 1)), "160", "106.666666666667");
  }

  /**
   * 30 a month, paused from the 11th to the 21st: 30 x 20/30 = 20; with no end known 30 x 10/30.
   */
  @Test
  void pause_isLeftOut() {
    Interval pause = new Interval(april(11), april(21));
    Interval open = new Interval(april(11), Interval.END_OF_TIME);
    for (var one : List.of(new Object[] {pause, "20"}, new Object[] {open, "10"})) {
      FixedItem item =
          new FixedItem(
              MONTHS,
              APRIL,
              null,
              List.of(from(APRIL, 1)),
              List.of((Interval) one[0]),
              ProrationUnit.TIME);
      assertDue(item, "30", (String) one[1]);
    }
    // A boundary inside the pause asks nothing of the next period.
    FixedItem item =
        new FixedItem(
            MONTHS, APRIL, null, List.of(from(APRIL, 1)), List.of(open), ProrationUnit.TIME);
    assertThat(item.due(MONTHS.periodOf(MAY), each("30"))).isEqualByComparingTo("0");
  }

  /**
   * Whole: the short first period and the cancelled one cost 30. By shares: 30 x 20/30, 30 x 10/30.
   */
  @Test
  void withoutProration_theEndsOfThePeriodCount() {
    Instant start = FixedItem.countedFrom(MONTHS, april(11), false);
    assertDue(item(start, null, from(april(11), 1)), "30", "30");
    assertDue(item(april(11), null, from(april(11), 1)), "30", "20");
    Instant end = FixedItem.countedTo(MONTHS, april(11), false);
    assertDue(item(APRIL, end, from(APRIL, 1)), "30", "30");
    assertDue(item(APRIL, april(11), from(APRIL, 1)), "30", "10");
    // What ends with a period ends there.
    assertThat(FixedItem.countedTo(MONTHS, MAY, false)).isEqualTo(MAY);
  }

  /**
   * 100 for March 2026 in Berlin, from the 16th. The clock goes forward on the 29th: 743 hours, of
   * which 15 x 24 = 360 lie before and 383 after. By time 100 x 383/743, by day 100 x 16/31.
   */
  @Test
  void unit_timeOrDay() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Instant march = LocalDate.of(2026, 3, 1).atStartOfDay(berlin).toInstant();
    Instant sixteenth = LocalDate.of(2026, 3, 16).atStartOfDay(berlin).toInstant();
    BillingClock clock = new BillingClock(BillingPeriod.MONTHLY, 1, march, berlin);
    for (ProrationUnit unit : ProrationUnit.values()) {
      FixedItem item =
          new FixedItem(clock, sixteenth, null, List.of(from(sixteenth, 1)), List.of(), unit);
      BigDecimal due = item.due(clock.periodOf(march), each("100"));
      assertThat(due.setScale(2, RoundingMode.HALF_UP))
          .isEqualByComparingTo(unit == ProrationUnit.TIME ? "51.55" : "51.61");
    }
    // In and out on one day is no day.
    FixedItem item =
        new FixedItem(
            clock,
            sixteenth,
            sixteenth.plusSeconds(3_600),
            List.of(from(sixteenth, 1)),
            List.of(),
            ProrationUnit.DAY);
    assertThat(item.due(clock.periodOf(march), each("100"))).isEqualByComparingTo("0");
  }

  static LongStream seeds() {
    return LongStream.concat(LongStream.range(0, 200), LongStream.of(System.nanoTime()));
  }

  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia");

  /** However a period is cut, its parts are together what the whole is. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void cutAnyhow_partsAreTheWhole(long seed) {
    Random random = new Random(seed);
    ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    BillingPeriod length = LENGTHS.get(random.nextInt(LENGTHS.size()));
    Instant anchor = Instant.ofEpochSecond(1_300_000_000L + random.nextInt(400_000_000));
    BillingClock clock = new BillingClock(length, 1 + random.nextInt(3), anchor, zone);
    Interval whole = clock.periodOf(anchor.plusSeconds(random.nextInt(100_000_000)));
    TreeSet<Instant> cuts = new TreeSet<>();
    long seconds = whole.to().getEpochSecond() - whole.from().getEpochSecond();
    for (int i = random.nextInt(5); i >= 0; i--) {
      cuts.add(whole.from().plusSeconds(1 + random.nextLong(seconds - 1)));
    }
    for (ProrationUnit unit : ProrationUnit.values()) {
      BigInteger sum = BigInteger.ZERO;
      List<QuantitySpan.Change> changes = new ArrayList<>(List.of(from(whole.from(), 7)));
      Instant before = whole.from();
      for (Instant cut : cuts) {
        sum = sum.add(unit.length(new Interval(before, cut), zone));
        changes.add(from(cut, 7));
        before = cut;
      }
      sum = sum.add(unit.length(new Interval(before, whole.to()), zone));
      assertThat(sum).as("seed %d, %s", seed, unit).isEqualTo(unit.length(whole, zone));
      FixedItem item = new FixedItem(clock, whole.from(), null, changes, List.of(), unit);
      assertThat(item.due(whole, each("9.99")))
          .as("seed %d, %s", seed, unit)
          .isEqualByComparingTo("69.93");
    }
  }
}
