package io.pricewright.rules.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.money.Currency;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DueTest {
  private static final Currency USD = new Currency("usd");

  private static Due due(String gross, String discount) {
    return new Due(new BigDecimal(gross), new BigDecimal(discount));
  }

  /** Thresholds at 33.335, 66.67 and 100.005: 33.34, then 66.67 - 33.34, then 100.01 - 66.67. */
  @Test
  void askedInParts_isRoundedOverAll() {
    Asked asked = Asked.NOTHING;
    for (String[] step :
        new String[][] {{"33.335", "33.34"}, {"66.67", "33.33"}, {"100.005", "33.34"}}) {
      Asked line = due(step[0], "0").less(asked, USD);
      assertThat(line.net()).isEqualByComparingTo(step[1]);
      asked = asked.plus(line);
    }
    assertThat(asked.net()).isEqualByComparingTo("100.01");
    assertThat(asked.gross()).isEqualByComparingTo("100.005");
    assertThat(asked.rounding()).isEqualByComparingTo("-0.005");
  }

  /** 100.004 less 20% is 80.0032: net 80.00, discount 20.0008, and 0.0032 went to rounding. */
  @Test
  void discount_isExact_andTheRestIsRounding() {
    Asked line = due("100.004", "20.0008").less(Asked.NOTHING, USD);
    assertThat(line.net()).isEqualByComparingTo("80");
    assertThat(line.discount()).isEqualByComparingTo("20.0008");
    assertThat(line.subtotal()).isEqualByComparingTo("100");
    assertThat(line.shownDiscount()).isEqualByComparingTo("20");
    assertThat(line.rounding()).isEqualByComparingTo("0.0032");
  }

  /**
   * April at 100 in advance, 160 from the 11th, 250 from the 21st; each step asks what is missing.
   * First plan: 100, then 33.33 due: -66.67. Second: 106.67, then 53.33: -53.34. Third: 83.33.
   */
  @Test
  void changesInAnyNumber_areDifferences() {
    Asked first = due("100", "0").less(Asked.NOTHING, USD);
    Asked firstBack = due("33.333333333333", "0").less(first, USD);
    assertThat(firstBack.net()).isEqualByComparingTo("-66.67");
    Asked second = due("106.666666666667", "0").less(Asked.NOTHING, USD);
    assertThat(second.net()).isEqualByComparingTo("106.67");
    Asked secondBack = due("53.333333333333", "0").less(second, USD);
    assertThat(secondBack.net()).isEqualByComparingTo("-53.34");
    assertThat(due("83.333333333333", "0").less(Asked.NOTHING, USD).net())
        .isEqualByComparingTo("83.33");
    assertThat(due("33.333333333333", "0").less(first.plus(firstBack), USD).isNothing()).isTrue();
  }

  static LongStream seeds() {
    return LongStream.concat(LongStream.range(0, 100), LongStream.of(System.nanoTime()));
  }

  /** Whatever steps led there, what was asked is what is due, rounded once. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void askedInAnySteps_addsUp(long seed) {
    Random random = new Random(seed);
    Currency currency = new Currency(List.of("usd", "jpy", "kwd", "clf").get(random.nextInt(4)));
    Asked asked = Asked.NOTHING;
    Due due = Due.NOTHING;
    for (int step = 0; step < 20; step++) {
      BigDecimal gross = BigDecimal.valueOf(random.nextLong(-10_000_000, 10_000_000), 6);
      due = new Due(gross, gross.multiply(BigDecimal.valueOf(random.nextInt(100), 2)));
      Asked line = due.less(asked, currency);
      assertThat(line.net().scale()).isLessThanOrEqualTo(currency.decimals());
      asked = asked.plus(line);
      assertThat(asked.net())
          .as("seed %d", seed)
          .isEqualByComparingTo(due.net().setScale(currency.decimals(), RoundingMode.HALF_UP));
      assertThat(asked.gross()).isEqualByComparingTo(due.gross());
      assertThat(asked.gross().subtract(asked.discount()).subtract(asked.net()))
          .isEqualByComparingTo(asked.rounding());
    }
    assertThat(due.less(asked, currency).isNothing()).as("seed %d", seed).isTrue();
  }
}
