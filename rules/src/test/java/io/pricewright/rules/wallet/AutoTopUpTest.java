package io.pricewright.rules.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.WalletId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A wallet that buys by itself: as often as the balance asks and the settings allow. */
final class AutoTopUpTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final WalletId WALLET = new WalletId("a");
  private static final AutoTopUp.Bought NOTHING = new AutoTopUp.Bought(null, 0);

  private final AtomicInteger made = new AtomicInteger();

  private static Purse purse(String uncovered) {
    return new Purse(
        List.of(new Wallet(WALLET, 1, Wallet.Status.ACTIVE, false, Wallet.Prices.ALL, null)),
        List.of(),
        List.of(),
        Map.of(),
        new BigDecimal(uncovered));
  }

  private static AutoTopUp auto(String threshold, String amount, int seconds, int perDay) {
    return new AutoTopUp(
        true,
        new BigDecimal(threshold),
        new BigDecimal(amount),
        false,
        Duration.ofSeconds(seconds),
        perDay);
  }

  private List<AutoTopUp.Purchase> buy(AutoTopUp auto, Purse purse, AutoTopUp.Bought before) {
    return auto.buy(
        purse,
        WALLET,
        BigDecimal.ONE,
        before,
        NOW,
        () -> new GrantId("g" + made.getAndIncrement()));
  }

  @Test
  void buy_belowTheThreshold_untilTheBalanceReachesIt() {
    Purse purse = purse("12");
    List<AutoTopUp.Purchase> bought = buy(auto("5", "10", 0, 9), purse, NOTHING);
    assertThat(bought).hasSize(2);
    assertThat(bought.getFirst().before().realTime()).isEqualByComparingTo("-12");
    assertThat(bought.getLast().after().realTime()).isEqualByComparingTo("8");
    assertThat(bought.getLast().bought()).isEqualTo(new AutoTopUp.Bought(NOW, 2));
    assertThat(purse.grant(new GrantId("g0")).kind()).isEqualTo(GrantKind.PAID);
    assertThat(buy(auto("5", "10", 0, 9), purse, NOTHING)).as("there is enough").isEmpty();
  }

  @Test
  void buy_neverMoreThanADayAllows() {
    assertThat(buy(auto("5", "1", 0, 3), purse("100"), NOTHING)).hasSize(3);
    assertThat(buy(auto("5", "1", 0, 3), purse("100"), new AutoTopUp.Bought(NOW, 2))).hasSize(1);
    AutoTopUp.Bought yesterday = new AutoTopUp.Bought(NOW.minus(Duration.ofDays(1)), 3);
    assertThat(buy(auto("5", "1", 0, 3), purse("100"), yesterday)).hasSize(3);
  }

  @Test
  void buy_onceACooldown() {
    assertThat(buy(auto("5", "1", 60, 9), purse("100"), NOTHING)).hasSize(1);
    AutoTopUp.Bought justNow = new AutoTopUp.Bought(NOW.minusSeconds(59), 1);
    assertThat(buy(auto("5", "1", 60, 9), purse("100"), justNow)).isEmpty();
  }

  @Test
  void settings_asText_comeBackEqual() {
    AutoTopUp auto = auto("5.5", "10", 60, 9);
    assertThat(AutoTopUp.parse(auto.text())).isEqualTo(auto);
  }
}
