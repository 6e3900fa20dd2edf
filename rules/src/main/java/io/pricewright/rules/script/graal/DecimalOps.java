package io.pricewright.rules.script.graal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.graalvm.polyglot.HostAccess;
import org.jspecify.annotations.Nullable;

/**
 * Decimal arithmetic that the prelude's class {@code Decimal} calls. Scripts never hold this
 * object. No method throws: what is out of bounds is null, and the prelude says so in the author's
 * words. Public only because the polyglot layer calls public classes alone.
 */
public final class DecimalOps {
  private static final int MAX_DIGITS = 100;
  private static final int MAX_SCALE = 100;
  private static final int MAX_TEXT = 120;
  private static final RoundingMode[] MODES = {
    RoundingMode.HALF_UP,
    RoundingMode.HALF_EVEN,
    RoundingMode.UP,
    RoundingMode.DOWN,
    RoundingMode.FLOOR,
    RoundingMode.CEILING
  };

  DecimalOps() {}

  /** Returns a number as decimal, or null when the text is no decimal within bounds. */
  @HostAccess.Export
  public @Nullable BigDecimal parse(String text) {
    if (text.isEmpty() || text.length() > MAX_TEXT || !isDecimal(text)) {
      return null;
    }
    try {
      return bounded(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean isDecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != 'e' && c != 'E' && c != '+') {
        return false;
      }
    }
    return text.charAt(0) != '+';
  }

  /** Returns a whole number as decimal. */
  @HostAccess.Export
  public BigDecimal fromLong(long value) {
    return BigDecimal.valueOf(value);
  }

  /** Returns the sum, or null. */
  @HostAccess.Export
  public @Nullable BigDecimal plus(BigDecimal a, BigDecimal b) {
    return bounded(a.add(b));
  }

  /** Returns the difference, or null. */
  @HostAccess.Export
  public @Nullable BigDecimal minus(BigDecimal a, BigDecimal b) {
    return bounded(a.subtract(b));
  }

  /** Returns the product, or null. */
  @HostAccess.Export
  public @Nullable BigDecimal times(BigDecimal a, BigDecimal b) {
    return bounded(a.multiply(b));
  }

  /** Returns the quotient at a scale, or null; the divisor is not zero. */
  @HostAccess.Export
  public @Nullable BigDecimal div(BigDecimal a, BigDecimal b, int scale, int mode) {
    return bounded(a.divide(b, scale, MODES[mode]));
  }

  /** Returns the number at a scale, or null. */
  @HostAccess.Export
  public @Nullable BigDecimal round(BigDecimal a, int scale, int mode) {
    return a.scale() <= scale ? a : bounded(a.setScale(scale, MODES[mode]));
  }

  /** Returns -1, 0 or 1 as the first is below, equal to or above the second. */
  @HostAccess.Export
  public int cmp(BigDecimal a, BigDecimal b) {
    return a.compareTo(b);
  }

  /** Returns the number with its sign turned. */
  @HostAccess.Export
  public BigDecimal neg(BigDecimal a) {
    return a.negate();
  }

  /** Returns -1, 0 or 1 as the number is below, at or above zero. */
  @HostAccess.Export
  public int sign(BigDecimal a) {
    return a.signum();
  }

  /** Returns the number without exponent and without trailing zeros. */
  @HostAccess.Export
  public String text(BigDecimal a) {
    return a.signum() == 0 ? "0" : a.stripTrailingZeros().toPlainString();
  }

  /** Returns the number with exactly so many decimals. */
  @HostAccess.Export
  public String fixed(BigDecimal a, int scale, int mode) {
    return a.setScale(scale, MODES[mode]).toPlainString();
  }

  private static @Nullable BigDecimal bounded(BigDecimal a) {
    int scale = a.scale();
    if (scale > MAX_SCALE
        || scale < -MAX_SCALE
        || a.precision() - Math.min(scale, 0) > MAX_DIGITS) {
      return null;
    }
    return a;
  }
}
