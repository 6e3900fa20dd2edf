package io.pricewright.gateway.cli.script;

import io.pricewright.rules.json.Json;
import java.util.Iterator;
import java.util.Map;

/** Writes JSON one field a line, so that two of them can be compared. */
public final class PrettyJson {
  private PrettyJson() {}

  /** Returns a value over as many lines as it has fields. */
  public static String of(Json value) {
    StringBuilder out = new StringBuilder();
    write(value, "", out);
    return out.append('\n').toString();
  }

  private static void write(Json value, String indent, StringBuilder out) {
    String inner = indent + "  ";
    switch (value) {
      case Json.Obj object when !object.fields().isEmpty() -> {
        out.append("{\n");
        Iterator<Map.Entry<String, Json>> fields = object.fields().entrySet().iterator();
        while (fields.hasNext()) {
          Map.Entry<String, Json> field = fields.next();
          out.append(inner).append(Json.of(field.getKey()).text()).append(": ");
          write(field.getValue(), inner, out);
          out.append(fields.hasNext() ? ",\n" : "\n");
        }
        out.append(indent).append('}');
      }
      case Json.Arr array when !array.items().isEmpty() -> {
        out.append("[\n");
        Iterator<Json> items = array.items().iterator();
        while (items.hasNext()) {
          out.append(inner);
          write(items.next(), inner, out);
          out.append(items.hasNext() ? ",\n" : "\n");
        }
        out.append(indent).append(']');
      }
      default -> out.append(value.text());
    }
  }
}
