package io.pricewright.rules.meter;

import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads quantities: JSON numbers, or strings that are plain decimals of at most 38 digits. */
public final class Quantities {
  /** Most digits of a quantity, before and after the point together. */
  public static final int MAX_DIGITS = 38;

  private static final int LONG_DIGITS = 18;

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d{1,100}(\\.\\d{0,100})?|\\.\\d{1,100})([eE][+-]?\\d{1,3})?");

  private Quantities() {}

  /** Returns the decimal that a text is, or empty when it is none or has over 38 digits. */
  public static Optional<BigDecimal> parse(String text) {
    if (isWhole(text)) {
      return bounded(BigDecimal.valueOf(Long.parseLong(text)));
    }
    if (!DECIMAL.matcher(text).matches()) {
      return Optional.empty();
    }
    return bounded(new BigDecimal(text));
  }

  /** Returns whether it is digits alone, and few: most are, and need no pattern. */
  private static boolean isWhole(String text) {
    if (text.isEmpty() || text.length() > LONG_DIGITS) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** Returns the quantity that a property value is, or empty. */
  static Optional<BigDecimal> of(Json value) {
    return switch (value) {
      case Json.Num number -> bounded(number.value());
      case Json.Str text -> parse(text.value());
      default -> Optional.empty();
    };
  }

  private static Optional<BigDecimal> bounded(BigDecimal number) {
    BigDecimal plain = io.pricewright.rules.money.Money.plain(number);
    return plain.precision() > MAX_DIGITS || plain.scale() > MAX_DIGITS
        ? Optional.empty()
        : Optional.of(plain);
  }
}
