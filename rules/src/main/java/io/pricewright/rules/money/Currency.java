package io.pricewright.rules.money;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A currency by its lower-case ISO 4217 code. What the JDK's ISO 4217 data does not know is taken
 * too, with two decimals: a tenant may count in units of its own.
 *
 * @param code three lower-case letters
 */
public record Currency(String code) implements Comparable<Currency> {
  /** Of units that have no minor unit, such as gold, the data says -1. */
  private static final Map<String, Integer> MINOR_UNITS =
      java.util.Currency.availableCurrencies()
          .filter(known -> known.getDefaultFractionDigits() >= 0)
          .collect(
              Collectors.toUnmodifiableMap(
                  known -> known.getCurrencyCode().toLowerCase(Locale.ROOT),
                  java.util.Currency::getDefaultFractionDigits));

  public Currency {
    code = code.toLowerCase(Locale.ROOT);
    if (!isCode(code)) {
      throw new IllegalArgumentException("a currency is three letters, such as usd");
    }
  }

  /** Returns the number of decimals of the minor unit: 2 for most, 0 for yen, 3 for dinars. */
  public int decimals() {
    return MINOR_UNITS.getOrDefault(code, 2);
  }

  @Override
  public int compareTo(Currency other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }

  private static boolean isCode(String code) {
    return code.length() == 3 && isLetter(code, 0) && isLetter(code, 1) && isLetter(code, 2);
  }

  private static boolean isLetter(String code, int at) {
    return code.charAt(at) >= 'a' && code.charAt(at) <= 'z';
  }
}
