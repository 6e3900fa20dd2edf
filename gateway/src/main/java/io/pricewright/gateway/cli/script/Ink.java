package io.pricewright.gateway.cli.script;

import java.math.BigDecimal;
import picocli.CommandLine.Help.Ansi;

/** Colours of a terminal that has them: red for more to pay, green for less. */
public final class Ink {
  private Ink() {}

  /** Returns an amount with its sign, red above zero and green below. */
  public static String signed(String amount) {
    int sign = amount.isEmpty() ? 0 : new BigDecimal(amount).signum();
    String text = sign > 0 ? "+" + amount : amount;
    return switch (sign) {
      case 1 -> Ansi.AUTO.string("@|red " + text + "|@");
      case -1 -> Ansi.AUTO.string("@|green " + text + "|@");
      default -> text;
    };
  }
}
