package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * JSON that is nobody's but the caller's.
 *
 * @param object whether it has to be an object
 */
record Free(boolean object) implements Kind {
  @Override
  public @Nullable Object read(Json value, Spot at) {
    return !object || value instanceof Json.Obj ? value : at.wrong("wrong_type", "Send an object.");
  }

  @Override
  public Json write(Object value) {
    return (Json) value;
  }

  @Override
  public Json.Obj schema(Schemas in) {
    return object ? Obj.of("type", "object", "additionalProperties", true) : Json.Obj.EMPTY;
  }

  @Override
  public Json example(Examples in, String key) {
    return object ? Obj.of("key", "value") : Json.of("value");
  }

  @Override
  public Object standIn() {
    return Json.Obj.EMPTY;
  }
}
