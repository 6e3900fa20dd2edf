package io.pricewright.rules.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuantitiesTest {
  @Test
  void plainDecimals_areRead_whetherOrNotTheyAreDigitsAlone() {
    Map<String, String> read =
        Map.ofEntries(
            Map.entry("0", "0"),
            Map.entry("7", "7"),
            Map.entry("007", "7"),
            Map.entry("1200", "1200"),
            // 18 digits, and one more than a long is trusted with.
            Map.entry("999999999999999999", "999999999999999999"),
            Map.entry("9999999999999999999", "9999999999999999999"),
            Map.entry("+5", "5"),
            Map.entry("-5", "-5"),
            Map.entry("1.50", "1.5"),
            Map.entry(".5", "0.5"),
            Map.entry("1e3", "1000"));
    read.forEach(
        (text, value) ->
            assertThat(Quantities.parse(text)).as(text).contains(new BigDecimal(value)));
  }

  @Test
  void otherTexts_areNone() {
    String tooLong = "1".repeat(Quantities.MAX_DIGITS + 1);
    for (String text : List.of("", " 1", "1 ", "-", "1,5", "0x1", "NaN", "\u0661", tooLong)) {
      assertThat(Quantities.parse(text)).as(text).isEmpty();
    }
  }
}
