package io.pricewright.rules.money;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A currency by its lower-case ISO 4217 code.
 *
 * @param code three lower-case letters
 */
public record Currency(String code) {
  private static final Set<String> WITHOUT_MINOR_UNIT =
      Set.of("jpy", "vnd", "krw", "clp", "isk", "xaf", "xof", "ugx", "pyg", "rwf");
  private static final Map<String, Integer> OTHER_MINOR_UNITS =
      Map.of("kwd", 3, "bhd", 3, "omr", 3, "tnd", 3, "jod", 3, "clf", 4);

  public Currency {
    code = code.toLowerCase(Locale.ROOT);
    if (!isCode(code)) {
      throw new IllegalArgumentException("a currency is three letters, such as usd");
    }
  }

  /** Returns the number of decimals of the minor unit: 2 for most, 0 for yen, 3 for dinars. */
  public int decimals() {
    return WITHOUT_MINOR_UNIT.contains(code) ? 0 : OTHER_MINOR_UNITS.getOrDefault(code, 2);
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
