package io.pricewright.rules.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommitmentTest {
  private static BigDecimal amount(String text) {
    return new BigDecimal(text);
  }

  /**
   * Committed to 1,000 at factor 1.5: 10,000 is 1,000 + 9,000 x 1.5 = 14,500; 600 is 1,000 with a
   * true-up and 600 without. Factor 1 is a commitment like any other. By quantity: tiers of 1,000
   * at 0.10, then 0.05, Q = 1,000 is 100; 1,500 units are 125, and 100 + 25 x 2 = 150. A minimum of
   * 50: 30 booked are 30 and 20.
   */
  @ParameterizedTest
  @CsvSource({
    "1000, 1.5, true,  10000, 1000,  13500, 0",
    "1000, 1.5, true,  1000,  1000,  0,     0",
    "1000, 1.5, true,  600,   600,   0,     400",
    "1000, 1.5, false, 600,   600,   0,     0",
    "1000, 1,   true,  10000, 10000, 0,     0",
    "1000, 1,   true,  600,   600,   0,     400",
    "100,  2,   true,  125,   100,   50,    0",
    "50,   1,   true,  30,    30,    0,     20",
    "50,   1,   true,  40,    40,    0,     10",
    "50,   1,   true,  -5,    -5,    0,     55",
    "0,    3,   true,  7,     0,     21,    0"
  })
  void usage_isParted(
      String committed,
      String factor,
      boolean trueUp,
      String gross,
      String usage,
      String overage,
      String missing) {
    Commitment.Parts parts =
        new Commitment(amount(committed), amount(factor), trueUp).part(amount(gross));
    assertThat(parts.of(AmountKind.USAGE)).isEqualByComparingTo(usage);
    assertThat(parts.of(AmountKind.OVERAGE)).isEqualByComparingTo(overage);
    assertThat(parts.of(AmountKind.TRUE_UP)).isEqualByComparingTo(missing);
    assertThat(parts.of(AmountKind.FIXED)).isEqualByComparingTo("0");
    assertThat(parts.total())
        .isEqualByComparingTo(amount(usage).add(amount(overage)).add(amount(missing)));
  }

  /** 12,000 a year, cancelled after 90 of 365 days: 12,000 x 90/365 = 2,958.904109589041... */
  @ParameterizedTest
  @CsvSource({"90, 365, 2958.904109589041", "365, 365, 12000", "0, 365, 0"})
  void windowCutShort_isAShare(long served, long window, String amount) {
    Commitment cut =
        Commitment.minimum(amount("12000"))
            .of(BigInteger.valueOf(served), BigInteger.valueOf(window));
    assertThat(cut.amount()).isEqualByComparingTo(amount);
    assertThat(cut.trueUp()).isTrue();
  }
}
