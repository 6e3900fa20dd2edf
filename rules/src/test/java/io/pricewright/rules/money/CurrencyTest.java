package io.pricewright.rules.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Minor units as ISO 4217, List One, has them; the tenant's own units have two. */
final class CurrencyTest {
  @ParameterizedTest
  @CsvSource({
    "usd, 2", "EUR, 2", "jpy, 0", "krw, 0", "clp, 0", "vnd, 0", "gnf, 0", "kmf, 0", "djf, 0",
    "bif, 0", "vuv, 0", "xpf, 0", "uyi, 0", "kwd, 3", "bhd, 3", "iqd, 3", "lyd, 3", "tnd, 3",
    "clf, 4", "huf, 2", "xau, 2", "zzz, 2"
  })
  void decimals_areThoseOfTheMinorUnit(String code, int decimals) {
    assertThat(new Currency(code).decimals()).isEqualTo(decimals);
  }

  @Test
  void currency_ofOtherThanThreeLetters_isRefused() {
    for (String bad : new String[] {"", "us", "usdd", "u$d", "ûsd"}) {
      assertThatThrownBy(() -> new Currency(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
