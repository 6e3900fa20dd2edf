package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import org.jspecify.annotations.Nullable;

/** JSON that was written as another kind says, and is passed on as it is. */
record Kept(Kind shape) implements Kind {
  private static final Free FREE = new Free(true);

  @Override
  public @Nullable Object read(Json value, Spot at) {
    return FREE.read(value, at);
  }

  @Override
  public Json write(Object value) {
    return (Json) value;
  }

  @Override
  public Json.Obj schema(Schemas in) {
    return shape.schema(in);
  }

  @Override
  public Json example(Examples in, String key) {
    return shape.example(in, key);
  }

  @Override
  public Object standIn() {
    return Json.Obj.EMPTY;
  }
}
