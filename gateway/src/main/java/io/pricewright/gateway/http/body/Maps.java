package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects whose keys the caller chooses and whose values are of one kind; absent is empty. */
record Maps(Kind item) implements Kind {
  @Override
  public @Nullable Object read(Json value, Spot at) {
    if (!(value instanceof Json.Obj map)) {
      return at.wrong("wrong_type", "Send an object.");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    map.fields()
        .forEach(
            (key, json) -> {
              Object one = item.read(json, at.at(key));
              if (one != null) {
                values.put(key, one);
              }
            });
    return Collections.unmodifiableMap(values);
  }

  @Override
  public Json write(Object value) {
    Map<String, Json> fields = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((key, one) -> fields.put((String) key, item.write(one)));
    return new Json.Obj(fields);
  }

  @Override
  public Json.Obj schema(Schemas in) {
    return Obj.of("type", "object", "additionalProperties", item.schema(in));
  }

  @Override
  public Json example(Examples in, String key) {
    return Obj.of("key", item.example(in, key));
  }

  @Override
  public Object standIn() {
    return Map.of();
  }

  @Override
  public @Nullable Object absent() {
    return Map.of();
  }
}
