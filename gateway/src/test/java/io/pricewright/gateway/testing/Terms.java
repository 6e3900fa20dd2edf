package io.pricewright.gateway.testing;

/** What a price asks for, as the part of its JSON that differs from price to price. */
public final class Terms {
  /** How a price names the script that asks one amount for each unit. */
  public static final String FLAT = "{\"name\":\"flat\",\"version\":1}";

  private Terms() {}

  /** One amount for each unit. */
  public static String flat(String amount) {
    return "\"billing_model\":\"FLAT_FEE\",\"amount\":\"%s\"".formatted(amount);
  }

  /** What a script says; both are JSON objects. */
  public static String script(String script, String params) {
    return "\"billing_model\":\"SCRIPT\",\"script\":%s,\"params\":%s".formatted(script, params);
  }

  /** The parameter of the script {@link #FLAT}. */
  public static String amount(String amount) {
    return "{\"amount\":\"%s\"}".formatted(amount);
  }
}
