package io.pricewright.rules.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.wallet.AutoTopUp.Asked;
import io.pricewright.rules.wallet.AutoTopUp.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A wallet that asks for money by itself: for the whole gap, one at a time, not too often. */
final class AutoTopUpTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private static AutoTopUp auto(String threshold, String amount, int seconds, int perDay) {
    return new AutoTopUp(
        true,
        new BigDecimal(threshold),
        new BigDecimal(amount),
        false,
        Duration.ofSeconds(seconds),
        perDay);
  }

  private static Asked asked(@Nullable Instant last, int onDay) {
    return new Asked(false, last, onDay, false);
  }

  private static Verdict judge(AutoTopUp auto, String balance, Asked asked) {
    return auto.judge(new BigDecimal(balance), asked, NOW);
  }

  private static void asks(String threshold, String amount, String balance, String credits) {
    assertThat(judge(auto(threshold, amount, 0, 9), balance, asked(null, 0)))
        .isEqualTo(new Verdict.Ask(new BigDecimal(credits)));
  }

  @Test
  void gap_isAskedForWhole_inMultiplesOfTheAmount() {
    asks("5", "10", "4.999", "10");
    asks("5", "10", "-5", "10");
    // 17.01 are missing: two times 10.
    asks("5", "10", "-12.01", "20");
    asks("5", "0.3", "4", "1.2");
    asks("100", "7", "-860", "966");
    assertThat(judge(auto("5", "10", 0, 9), "5", asked(null, 0))).isEqualTo(new Verdict.Nothing());
  }

  @Test
  void gap_beyondAllBounds_isAskedForAsFarAsCreditsGo() {
    asks("5", "300000000000000", "-9000000000000000", "900000000000000");
    asks("5", "999999999999999.9", "-9000000000000000", "999999999999999.9");
  }

  @Test
  void pending_keepsFromAskingAgain() {
    Asked pending = asked(null, 0).next(NOW);
    assertThat(pending).isEqualTo(new Asked(true, NOW, 1, false));
    assertThat(judge(auto("5", "10", 0, 9), "-90", pending)).isEqualTo(new Verdict.Nothing());
  }

  @Test
  void day_allowsSoMany_andTellsOnceThatThereAreNoMore() {
    AutoTopUp auto = auto("5", "1", 0, 3);
    assertThat(judge(auto, "4", asked(NOW, 2))).isEqualTo(new Verdict.Ask(BigDecimal.ONE));
    assertThat(judge(auto, "4", asked(NOW, 3))).isEqualTo(new Verdict.TellLimit());
    assertThat(judge(auto, "4", new Asked(false, NOW, 3, true))).isEqualTo(new Verdict.Nothing());
    Instant yesterday = NOW.minus(Duration.ofDays(1));
    assertThat(judge(auto, "4", new Asked(false, yesterday, 3, true)))
        .isEqualTo(new Verdict.Ask(BigDecimal.ONE));
    assertThat(new Asked(false, yesterday, 3, true).next(NOW))
        .isEqualTo(new Asked(true, NOW, 1, false));
  }

  @Test
  void cooldown_liesBetweenTwo() {
    AutoTopUp auto = auto("5", "1", 60, 9);
    assertThat(judge(auto, "4", asked(NOW.minusSeconds(59), 1))).isEqualTo(new Verdict.Nothing());
    assertThat(judge(auto, "4", asked(NOW.minusSeconds(60), 1)))
        .isEqualTo(new Verdict.Ask(BigDecimal.ONE));
  }

  @Test
  void settings_asText_comeBackEqual() {
    AutoTopUp auto = auto("5.5", "10", 60, 9);
    assertThat(AutoTopUp.parse(auto.text())).isEqualTo(auto);
  }
}
