package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects whose keys are named with types in words; their endpoints read and make the JSON. */
record Loose(String name, Map<String, String> keys) implements Component {
  @Override
  public Object read(Json value, Spot at) {
    return value;
  }

  @Override
  public Json write(Object value) {
    return (Json) value;
  }

  @Override
  public Json.Obj definition(Schemas in) {
    Map<String, Json> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    keys.forEach(
        (key, type) -> {
          boolean star = type.endsWith("*");
          Json.Obj schema = kind(bare(type)).schema(in);
          properties.put(key, star ? schema : Obj.orNull(schema));
          if (star || !in.input()) {
            required.add(key);
          }
        });
    Json.Obj schema = Obj.of("type", "object", "properties", new Json.Obj(properties));
    return required.isEmpty() ? schema : schema.with("required", Obj.words(required));
  }

  private static String bare(String type) {
    return type.endsWith("*") ? type.substring(0, type.length() - 1) : type;
  }

  private static Kind kind(String type) {
    return switch (type) {
      case "decimal" -> new Decimals(false, false);
      case "time" -> Forms.TIME;
      case "integer" -> new Integers(false, Long.MIN_VALUE, Long.MAX_VALUE);
      case "number" -> new Decimals(false, true);
      case "boolean" -> new Bools();
      case "object" -> new Free(true);
      case "array" -> new Lists(new Free(false), false, 1_000, false, null);
      default -> new Texts(Texts.MOST, false);
    };
  }

  @Override
  public Json example(Examples in, String key) {
    Map<String, Json> fields = new LinkedHashMap<>();
    keys.forEach(
        (name, type) -> {
          if (type.endsWith("*") || !in.input()) {
            fields.put(name, kind(bare(type)).example(in, name));
          }
        });
    return new Json.Obj(fields);
  }

  @Override
  public Object standIn() {
    return Json.Obj.EMPTY;
  }

  @Override
  public @Nullable Object absent() {
    return Json.Obj.EMPTY;
  }
}
