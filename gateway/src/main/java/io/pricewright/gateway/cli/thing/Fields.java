package io.pricewright.gateway.cli.thing;

import io.pricewright.gateway.cli.script.CliException;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Fields as they are given on a command line: {@code name=text} or {@code name:=JSON}, where a dot
 * in the name leads into an object.
 */
final class Fields {
  private Fields() {}

  /** Returns the object that fields make. */
  static Json.Obj object(List<String> fields) {
    Json.Obj object = Json.Obj.EMPTY;
    for (String field : fields) {
      int equals = field.indexOf('=');
      boolean json = equals > 0 && field.charAt(equals - 1) == ':';
      String name = equals < 0 ? "" : field.substring(0, json ? equals - 1 : equals);
      if (name.isEmpty() || name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
        throw new CliException(
            "'%s' is no field: write name=text, or name:=JSON for numbers, objects and lists."
                .formatted(field));
      }
      String text = field.substring(equals + 1);
      object = put(object, name, json ? parsed(name, text) : Json.of(text));
    }
    return object;
  }

  private static Json parsed(String name, String text) {
    try {
      return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (ProblemException e) {
      throw new CliException(
          "What follows %s:= is no JSON. A text follows %s= as it is.".formatted(name, name));
    }
  }

  private static Json.Obj put(Json.Obj into, String name, Json value) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return into.with(name, value);
    }
    String outer = name.substring(0, dot);
    Json inner = into.get(outer);
    if (inner != null && !(inner instanceof Json.Obj)) {
      throw new CliException("'%s' is given as an object and as something else.".formatted(outer));
    }
    return into.with(
        outer,
        put(
            inner instanceof Json.Obj object ? object : Json.Obj.EMPTY,
            name.substring(dot + 1),
            value));
  }

  /** Returns a field as text, where a dot leads into an object; empty when it is not there. */
  static String text(Json.Obj of, String name) {
    int dot = name.indexOf('.');
    Json value = of.get(dot < 0 ? name : name.substring(0, dot));
    return switch (value) {
      case null -> "";
      case Json.Obj inner when dot > 0 -> text(inner, name.substring(dot + 1));
      case Json.Str text -> text.value();
      default -> value.text().equals("null") ? "" : value.text();
    };
  }
}
