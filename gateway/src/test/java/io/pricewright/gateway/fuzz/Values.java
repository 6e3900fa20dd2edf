package io.pricewright.gateway.fuzz;

import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Values of schemas, right ones and wrong ones, out of one seed. */
final class Values {
  private static final int MAX_IDS = 400;
  private static final List<String> WILD =
      List.of(
          "",
          " ",
          "\u00e9\u0130\u0131\uD83D\uDE00",
          "' or 1=1 --",
          "../../etc/passwd",
          "%00%zz",
          "\u0001\t\n",
          "x".repeat(300),
          "y".repeat(5_000),
          "NaN",
          "1e400",
          "-0",
          "99999999999999999999999999999999999999",
          "0.0000000000000000000000000000000001",
          "0000-01-01T00:00:00Z",
          "+1000000000-12-31T23:59:59Z",
          "2026-02-30T00:00:00Z",
          "2026-01-31T12:00:00+18:00",
          "America/Mars",
          "USD",
          "\u0661\u0662",
          "^(a+)+$",
          "{}");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "1",
          "0.5",
          "2147483648",
          "9223372036854775808",
          "1e26",
          "-1e30",
          "1e-30",
          "1e399",
          "123456789012345678901234567890.123456789");

  private final Json.Obj document;
  private final Random random;
  private final List<String> ids;

  Values(Json.Obj document, List<String> known, Random random) {
    this.ids = new ArrayList<>(known);
    this.document = document;
    this.random = random;
  }

  /** Keeps the ids of an answer, to be sent again anywhere. */
  void learn(Json answer) {
    if (answer instanceof Json.Obj object) {
      object
          .fields()
          .forEach(
              (name, value) -> {
                if (value instanceof Json.Str text && name.equals("id") && ids.size() < MAX_IDS) {
                  ids.add(text.value());
                } else {
                  learn(value);
                }
              });
    } else if (answer instanceof Json.Arr array) {
      array.items().stream().limit(5).forEach(this::learn);
    }
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** Returns a text for a parameter: an id where one is asked for, mostly. */
  String text(String name, @Nullable Json schema) {
    if ((name.endsWith("id") || name.isEmpty()) && !ids.isEmpty() && chance(80)) {
      return any(ids);
    }
    Json value = schema == null ? wild(2) : of(schema, name, 3);
    return value instanceof Json.Str text ? text.value() : value.text();
  }

  /** Returns a value, which fits the schema unless chance has it otherwise. */
  Json of(Json schema, String name, int depth) {
    if (chance(6) || depth < 0 || !(schema instanceof Json.Obj one)) {
      return wild(Math.max(0, depth));
    }
    Json.Obj real = resolved(one);
    for (String either : List.of("oneOf", "anyOf", "allOf", "enum", "examples")) {
      if (real.get(either) instanceof Json.Arr all && !all.items().isEmpty()) {
        Json chosen = any(all.items());
        return either.endsWith("Of") ? of(chosen, name, depth - 1) : chosen;
      }
    }
    Json constant = real.get("const");
    return constant == null ? typed(real, name, depth) : constant;
  }

  private Json.Obj resolved(Json.Obj schema) {
    String ref = schema.string("$ref");
    if (ref == null) {
      return schema;
    }
    Json at = document;
    for (String step : ref.substring(2).split("/", -1)) {
      at = at instanceof Json.Obj object ? object.get(step) : null;
    }
    return at instanceof Json.Obj object ? object : Json.Obj.EMPTY;
  }

  private Json typed(Json.Obj schema, String name, int depth) {
    String type =
        schema.get("type") instanceof Json.Arr types
            ? ((Json.Str) any(types.items())).value()
            : String.valueOf(schema.string("type"));
    return switch (type) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, name, depth);
      case "integer" -> Json.of(random.nextInt(chance(50) ? 5 : 100_000));
      case "number" -> new Json.Num(new BigDecimal(any(NUMBERS)));
      case "boolean" -> Json.of(chance(50));
      case "null" -> Json.nothing();
      case "string" -> string(schema, name);
      default -> wild(depth);
    };
  }

  private Json string(Json.Obj schema, String name) {
    String format = String.valueOf(schema.string("format"));
    if (format.equals("date-time") || name.endsWith("_at") || name.endsWith("_time")) {
      return Json.of(
          "2026-%02d-%02dT00:00:00Z".formatted(1 + random.nextInt(12), 1 + random.nextInt(28)));
    }
    if (name.endsWith("id") && !ids.isEmpty() && chance(60)) {
      return Json.of(any(ids));
    }
    if (schema.get("example") instanceof Json.Str example && chance(70)) {
      return example;
    }
    return Json.of(
        chance(40)
            ? Integer.toString(random.nextInt(50))
            : any(List.of("a", "b", "use", "usd", "n")));
  }

  private Json object(Json.Obj schema, int depth) {
    Map<String, Json> fields = new LinkedHashMap<>();
    Json.Obj properties = schema.get("properties") instanceof Json.Obj all ? all : Json.Obj.EMPTY;
    List<Json> required = schema.get("required") instanceof Json.Arr all ? all.items() : List.of();
    properties
        .fields()
        .forEach(
            (name, property) -> {
              if (chance(required.contains(Json.of(name)) ? 97 : 35)) {
                fields.put(name, of(property, name, depth - 1));
              }
            });
    boolean closed = Json.of(false).equals(schema.get("additionalProperties"));
    if (chance(closed ? 3 : 30)) {
      fields.put(any(List.of("n", "model", "x y", "$ref", "__proto__")), wild(1));
    }
    return new Json.Obj(fields);
  }

  private Json array(Json.Obj schema, String name, int depth) {
    List<Json> items = new ArrayList<>();
    Json item = schema.get("items") == null ? Json.Obj.EMPTY : schema.get("items");
    for (int left = chance(2) ? 1_001 : random.nextInt(4); left > 0; left--) {
      items.add(of(item, name, left > 10 ? 0 : depth - 1));
    }
    return new Json.Arr(items);
  }

  private Json wild(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> Json.of(any(WILD));
      case 1 -> new Json.Num(new BigDecimal(any(NUMBERS)));
      case 2 -> Json.of(chance(50));
      case 3 -> Json.nothing();
      case 4 -> new Json.Arr(List.of(wild(depth - 1), wild(depth - 1)));
      default -> new Json.Obj(Map.of(any(WILD), wild(depth - 1), "id", wild(depth - 1)));
    };
  }
}
