package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Whole numbers in a range, both ends included. A text of digits is read too. */
record Integers(boolean small, long min, long max) implements Kind {
  private static final Decimals DECIMALS = new Decimals(false, false);

  @Override
  public @Nullable Object read(Json value, Spot at) {
    if (!(DECIMALS.read(value, at) instanceof BigDecimal number)) {
      return null;
    }
    if (number.scale() > 0
        || number.compareTo(BigDecimal.valueOf(min)) < 0
        || number.compareTo(BigDecimal.valueOf(max)) > 0) {
      return at.wrong("out_of_range", "Send a whole number from %d to %d.".formatted(min, max));
    }
    return of(number.longValueExact());
  }

  /** Returns what a query parameter that is none is told. */
  String asked() {
    return "Give a whole number from %d to %d.".formatted(min, max);
  }

  private Object of(long number) {
    return small ? (Object) Math.toIntExact(number) : (Object) number;
  }

  @Override
  public Json write(Object value) {
    return Json.of(((Number) value).longValue());
  }

  @Override
  public Json.Obj schema(Schemas in) {
    Json.Obj schema = Obj.of("type", "integer", "format", small ? "int32" : "int64");
    if (min > (small ? Integer.MIN_VALUE : Long.MIN_VALUE)) {
      schema = schema.with("minimum", Json.of(min));
    }
    return max < (small ? Integer.MAX_VALUE : Long.MAX_VALUE)
        ? schema.with("maximum", Json.of(max))
        : schema;
  }

  @Override
  public Json example(Examples in, String key) {
    return Json.of(Math.clamp(1L, min, max));
  }

  @Override
  public Object standIn() {
    return of(Math.clamp(0L, min, max));
  }
}
