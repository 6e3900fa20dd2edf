package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import org.jspecify.annotations.Nullable;

/** Truth values. */
record Bools() implements Kind {
  @Override
  public @Nullable Object read(Json value, Spot at) {
    return value instanceof Json.Bool bool
        ? bool.value()
        : at.wrong("wrong_type", "Send true or false.");
  }

  @Override
  public Json write(Object value) {
    return Json.of((boolean) value);
  }

  @Override
  public Json.Obj schema(Schemas in) {
    return Obj.of("type", "boolean");
  }

  @Override
  public Json example(Examples in, String key) {
    return Json.of(true);
  }

  @Override
  public Object standIn() {
    return false;
  }
}
