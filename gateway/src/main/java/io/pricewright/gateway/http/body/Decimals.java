package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.Quantities;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Decimals of at most so many decimals below 10^26: texts, so that no client rounds them. A number
 * is read too.
 */
record Decimals(boolean notNegative, boolean asNumber, boolean keepsZeros, int most)
    implements Kind {
  private static final BigDecimal LIMIT = BigDecimal.TEN.pow(26);

  Decimals(boolean notNegative, boolean asNumber) {
    this(notNegative, asNumber, false, Money.SCALE);
  }

  @Override
  public @Nullable Object read(Json value, Spot at) {
    String text =
        switch (value) {
          case Json.Num number -> number.value().toString();
          case Json.Str string -> string.value();
          default -> "";
        };
    BigDecimal number = Quantities.parse(text).orElse(null);
    if (number == null) {
      return at.wrong("not_a_decimal", "Send a decimal as a string, such as \"0.002\".");
    }
    if (number.scale() > most || number.abs().compareTo(LIMIT) >= 0) {
      return at.wrong(
          "out_of_range", "Send at most %d decimals and less than 10^26.".formatted(most));
    }
    return notNegative && number.signum() < 0
        ? at.wrong("out_of_range", "Send 0 or more.")
        : number;
  }

  @Override
  public Json write(Object value) {
    BigDecimal plain = keepsZeros ? (BigDecimal) value : Money.plain((BigDecimal) value);
    return asNumber ? new Json.Num(plain) : Json.of(plain.toPlainString());
  }

  @Override
  public Json.Obj schema(Schemas in) {
    if (asNumber) {
      return Obj.of("type", "number");
    }
    return Obj.of(
        "type", "string",
        "format", "decimal",
        "pattern", notNegative ? "^[0-9]+(\\.[0-9]+)?$" : "^-?[0-9]+(\\.[0-9]+)?$");
  }

  @Override
  public Json example(Examples in, String key) {
    return asNumber ? new Json.Num(new BigDecimal("12.5")) : Json.of("12.5");
  }

  @Override
  public Object standIn() {
    return BigDecimal.ZERO;
  }

  @Override
  public Json literal(String text) {
    return Json.of(text);
  }
}
