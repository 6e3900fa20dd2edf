package io.pricewright.rules.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.ItemSpan;
import io.pricewright.rules.subscription.ServicePeriod;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Quantities that change at random, against a list of what was said and a sum hour by hour. */
final class QuantityChangesTest {
  private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
  private static final BillingClock MONTHS =
      new BillingClock(BillingPeriod.MONTHLY, 1, START, ZoneOffset.UTC);

  /** What was said: from an hour on so many; of two for the same hour the later holds. */
  private record Said(int hour, int quantity) {}

  /** Ten a seat up to five, eight beyond. */
  private static BigDecimal graduated(BigDecimal quantity) {
    BigDecimal five = BigDecimal.valueOf(5);
    return quantity
        .min(five)
        .multiply(BigDecimal.TEN)
        .add(quantity.subtract(five).max(BigDecimal.ZERO).multiply(BigDecimal.valueOf(8)));
  }

  private static int naivePrice(int quantity) {
    int price = 0;
    for (int seat = 1; seat <= quantity; seat++) {
      price += seat <= 5 ? 10 : 8;
    }
    return price;
  }

  private static int naiveQuantity(List<Said> said, int hour) {
    Said holds = said.getFirst();
    for (Said one : said) {
      if (one.hour() <= hour && one.hour() >= holds.hour()) {
        holds = one;
      }
    }
    return holds.quantity();
  }

  /** The sum of P(q) of each hour that is served over all hours, as a fraction, rounded once. */
  private static BigDecimal naiveDue(List<Said> said, int from, int to, int served) {
    BigInteger sum = BigInteger.ZERO;
    for (int hour = from; hour < Math.min(to, served); hour++) {
      sum = sum.add(BigInteger.valueOf(naivePrice(naiveQuantity(said, hour))));
    }
    BigInteger scaled = sum.multiply(BigInteger.TEN.pow(Money.SCALE)).shiftLeft(1);
    BigInteger all = BigInteger.valueOf(to - from);
    BigInteger rounded = scaled.divide(all).add(BigInteger.ONE).shiftRight(1);
    return new BigDecimal(rounded, Money.SCALE);
  }

  private static Instant hour(int n) {
    return START.plus(Duration.ofHours(n));
  }

  @Test
  void due_isTheSumOfTheHours_whateverChangedWhenAndInWhatOrder() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      boolean shares = random.nextBoolean();
      int ends = random.nextInt(3) == 0 ? 1 + random.nextInt(61 * 24) : Integer.MAX_VALUE;
      Instant end = ends == Integer.MAX_VALUE ? null : hour(ends);
      ItemSpan span = new ItemSpan(MONTHS, START, end, null);
      int first = 1 + random.nextInt(9);
      List<Said> said = new ArrayList<>(List.of(new Said(0, first)));
      List<QuantitySpan.Change> changes =
          List.of(new QuantitySpan.Change(START, BigDecimal.valueOf(first)));
      for (int i = random.nextInt(8); i > 0; i--) {
        int at = random.nextInt(Math.min(ends, 61 * 24));
        int quantity = 1 + random.nextInt(12);
        // April has 720 hours, May 744.
        int counts = shares || at == 0 || at == 720 ? at : at < 720 ? 720 : 1464;
        Instant from = FixedItem.changedAt(span, hour(at), shares);
        assertThat(from)
            .as("seed %d", seed)
            .isEqualTo(end != null && hour(counts).isAfter(end) ? end : hour(counts));
        said.add(new Said(counts, quantity));
        changes =
            QuantitySpan.with(
                changes, new QuantitySpan.Change(hour(counts), BigDecimal.valueOf(quantity)));
      }
      FixedItem item = new FixedItem(MONTHS, START, end, changes, List.of(), ProrationUnit.TIME);
      for (int[] month : new int[][] {{0, 720}, {720, 1464}}) {
        Interval period = new Interval(hour(month[0]), hour(month[1]));
        assertThat(item.due(period, QuantityChangesTest::graduated))
            .as("seed %d", seed)
            .isEqualByComparingTo(naiveDue(said, month[0], month[1], ends));
        assertThat(QuantitySpan.at(changes, hour(month[1] - 1)))
            .isEqualByComparingTo(BigDecimal.valueOf(naiveQuantity(said, month[1] - 1)));
      }
    }
  }

  /** 5, and 8 from the 11th: 50 x 10/30 + 74 x 20/30 = 66; earned by the 16th: 50/3 + 74/6 = 29. */
  @Test
  void earned_isWhatTheSpansCost() {
    List<QuantitySpan.Change> changes =
        List.of(
            new QuantitySpan.Change(START, BigDecimal.valueOf(5)),
            new QuantitySpan.Change(hour(240), BigDecimal.valueOf(8)));
    BilledItem.Fixed item =
        new BilledItem.Fixed(
            new LineItemNo(1),
            new ItemSpan(MONTHS, START, null, null),
            new FixedItem(MONTHS, START, null, changes, List.of(), ProrationUnit.TIME),
            FixedCadence.ADVANCE,
            (period, quantity) -> graduated(quantity));
    ServicePeriod april = item.span().at(START).orElseThrow();
    assertThat(item.due(april).get(AmountKind.FIXED)).isEqualByComparingTo("66");
    assertThat(item.earning(april).until(hour(360), new BigDecimal("66")))
        .isEqualByComparingTo("29");
    assertThat(item.quantity(april)).isEqualByComparingTo("8");
    assertThat(item.facts().spans(april.whole())).hasSize(2);
  }
}
