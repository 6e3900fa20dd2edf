package io.pricewright.rulescripts;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.ScriptInput;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A price model written again in Java: makes an input and says what it costs. */
interface Twin {
  /** One percent, and one millionth. */
  BigDecimal PERCENT = new BigDecimal("0.01");

  BigDecimal MILLIONTH = new BigDecimal("0.000001");

  Case next(Generator generator);

  /** An input of the script and its price. */
  record Case(ScriptInput input, BigDecimal amount) {}

  static Case usage(BigDecimal quantity, Json.Obj params, BigDecimal amount) {
    Json.Obj usage = Generator.object("quantity", quantity);
    return new Case(new ScriptInput(usage.text(), params.text(), "{}"), amount);
  }

  static Case event(
      BigDecimal quantity, Json.Obj properties, Instant at, Json.Obj params, BigDecimal amount) {
    Json.Obj event =
        Generator.object(
            "quantity", quantity, "properties", properties, "timestamp", at, "event_name", "e");
    return new Case(new ScriptInput(event.text(), params.text(), "{}"), amount);
  }

  static BigDecimal above(BigDecimal quantity, @Nullable BigDecimal free) {
    return quantity.subtract(orZero(free)).max(BigDecimal.ZERO);
  }

  static BigDecimal orZero(@Nullable BigDecimal number) {
    return number == null ? BigDecimal.ZERO : number;
  }

  static BigDecimal between(
      BigDecimal amount, @Nullable BigDecimal minimum, @Nullable BigDecimal maximum) {
    BigDecimal raised = minimum == null ? amount : amount.max(minimum);
    return maximum == null ? raised : raised.min(maximum);
  }

  /** Returns how many packages of a size are begun. */
  static BigDecimal begun(BigDecimal quantity, BigDecimal size) {
    return quantity.divide(size, 0, RoundingMode.CEILING);
  }
}
