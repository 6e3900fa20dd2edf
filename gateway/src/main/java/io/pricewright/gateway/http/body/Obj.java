package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes JSON objects of pairs. */
final class Obj {
  private Obj() {}

  static Json.Obj of(Object... pairs) {
    Map<String, Json> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put((String) pairs[i], json(pairs[i + 1]));
    }
    return new Json.Obj(fields);
  }

  private static Json json(Object value) {
    return switch (value) {
      case Json json -> json;
      case Boolean bool -> Json.of(bool);
      case Number number -> Json.of(number.longValue());
      default -> Json.of(value.toString());
    };
  }

  static Json.Arr words(List<String> words) {
    return new Json.Arr(words.stream().<Json>map(Json::of).toList());
  }

  /** Returns a schema that null is valid for, too. */
  static Json.Obj orNull(Json.Obj schema) {
    Json type = schema.get("type");
    if (type instanceof Json.Str) {
      Json.Obj nullable = schema.with("type", new Json.Arr(List.of(type, Json.of("null"))));
      if (schema.get("enum") instanceof Json.Arr words) {
        List<Json> all = new java.util.ArrayList<>(words.items());
        all.add(Json.nothing());
        return nullable.with("enum", new Json.Arr(all));
      }
      return nullable;
    }
    return schema.fields().isEmpty()
        ? schema
        : of("anyOf", new Json.Arr(List.of(schema, of("type", "null"))));
  }
}
