package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What callers keep with a row: at most 100 texts by key; absent is empty.
 *
 * @param json whether the value is {@code Json.Obj}, else it is a map of texts
 */
record MetadataKind(boolean json) implements Kind {
  @Override
  public @Nullable Object read(Json value, Spot at) {
    if (!(value instanceof Json.Obj map)) {
      return at.wrong("wrong_type", "Send an object whose values are strings.");
    }
    boolean texts = map.fields().values().stream().allMatch(one -> one instanceof Json.Str);
    if (!texts || map.fields().size() > 100 || map.text().length() > 100_000) {
      return at.wrong("out_of_range", "Send at most 100 keys whose values are strings.");
    }
    return json ? map : texts(map);
  }

  private static Map<String, String> texts(Json.Obj map) {
    Map<String, String> texts = new LinkedHashMap<>();
    map.fields().forEach((key, text) -> texts.put(key, ((Json.Str) text).value()));
    return Collections.unmodifiableMap(texts);
  }

  @Override
  public Json write(Object value) {
    if (value instanceof Json.Obj map) {
      return map;
    }
    Map<String, Json> fields = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((key, text) -> fields.put((String) key, Json.of((String) text)));
    return new Json.Obj(fields);
  }

  @Override
  public Json.Obj schema(Schemas in) {
    Json.Obj schema = Obj.of("type", "object", "additionalProperties", Obj.of("type", "string"));
    return in.input() ? schema.with("maxProperties", Json.of(100)) : schema;
  }

  @Override
  public Json example(Examples in, String key) {
    return Obj.of("team", "search");
  }

  @Override
  public Object standIn() {
    return json ? Json.Obj.EMPTY : Map.of();
  }

  @Override
  public @Nullable Object absent() {
    return standIn();
  }
}
